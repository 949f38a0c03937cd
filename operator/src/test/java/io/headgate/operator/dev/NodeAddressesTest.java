package io.headgate.operator.dev;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

final class NodeAddressesTest {

    @Test
    void twoRunsAtTheSameTimeGetDifferentAddresses() throws IOException {
        try (NodeAddresses first = new NodeAddresses();
                NodeAddresses second = new NodeAddresses()) {
            String ofFirst = first.take("10.0.77.10");
            String ofSecond = second.take("10.0.77.10");

            assertThat(ofFirst).startsWith("10.0.77.");
            assertThat(ofSecond).startsWith("10.0.77.").isNotEqualTo(ofFirst);
        }
    }

    @Test
    void anAddressIsFreeAgainAfterwards() throws IOException {
        String before;
        try (NodeAddresses run = new NodeAddresses()) {
            before = run.take("10.0.78.200");
        }
        try (NodeAddresses next = new NodeAddresses()) {
            assertThat(next.take("10.0.78.200")).isEqualTo(before);
        }
    }
}
