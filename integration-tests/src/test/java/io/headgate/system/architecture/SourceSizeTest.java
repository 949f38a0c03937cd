package io.headgate.system.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.system.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SourceSizeTest {

    private static final int LIMIT = 400;

    @Test
    void noSourceFileIsLong() throws IOException {
        try (Stream<Path> tree = Files.walk(Checkout.root())) {
            List<Path> sources = tree.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.toString().contains("/target/"))
                    .toList();

            assertThat(sources)
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(Files.readAllLines(file))
                            .as(file.toString())
                            .hasSizeLessThanOrEqualTo(LIMIT));
        }
    }
}
