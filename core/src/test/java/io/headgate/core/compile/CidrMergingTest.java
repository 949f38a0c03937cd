package io.headgate.core.compile;

import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.core.routing.CidrBlock;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CidrMergingTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "10.0.0.0/25 10.0.0.128/25 | 10.0.0.0/24",
                "10.0.0.0/26 10.0.0.64/26 10.0.0.128/25 | 10.0.0.0/24",
                "10.0.0.128/25 10.0.1.0/25 | 10.0.0.128/25 10.0.1.0/25",
                "10.0.0.0/8 10.1.0.0/16 | 10.0.0.0/8",
                "10.1.0.0/16 10.0.0.0/8 | 10.0.0.0/8",
                "0.0.0.0/1 128.0.0.0/1 | 0.0.0.0/0",
                "2001:db8::/33 2001:db8:8000::/33 10.0.0.0/8 | 10.0.0.0/8 2001:db8::/32"
            })
    void leavesTheFewestBlocks(String cidrs, String merged) {
        assertThat(CidrMerging.merged(Arrays.asList(cidrs.split(" ")))).containsExactly(merged.split(" "));
    }

    @Test
    void holdsExactlyTheSameAddresses() throws Exception {
        long seed = System.nanoTime();
        System.out.println("CidrMergingTest seed " + seed);
        Random random = new Random(seed);
        for (int round = 0; round < 300; round++) {
            List<String> cidrs = new ArrayList<>();
            for (int i = random.nextInt(12); i >= 0; i--) {
                cidrs.add("10.0.0." + random.nextInt(256) + "/" + (24 + random.nextInt(9)));
            }
            List<String> merged = CidrMerging.merged(cidrs);
            for (int host = 0; host < 256; host++) {
                InetAddress address = InetAddress.ofLiteral("10.0.0." + host);
                assertThat(holds(merged, address))
                        .as("%s in %s", address, cidrs)
                        .isEqualTo(holds(cidrs, address));
            }
            assertThat(merged).hasSizeLessThanOrEqualTo(cidrs.size());
        }
    }

    private static boolean holds(List<String> cidrs, InetAddress address) {
        return cidrs.stream()
                .anyMatch(cidr -> CidrBlock.parse(cidr).orElseThrow().contains(address));
    }
}
