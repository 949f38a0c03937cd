package io.headgate.core.routing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CidrBlockTest {

    @ParameterizedTest
    @CsvSource({
        "10.1.2.3/8, 10.0.0.0/8",
        "10.1.2.3, 10.1.2.3/32",
        "0.0.0.0/0, 0.0.0.0/0",
        "2001:DB8:0:0:1::/64, 2001:db8::/64",
        "2001:db8:0:1:1:1:1:1/128, 2001:db8:0:1:1:1:1:1/128",
        "2001:0:0:1:0:0:0:1/128, 2001:0:0:1::1/128",
        "0:0:0:0:0:0:0:1/128, ::1/128",
        "::/0, ::/0",
        "1:2:3:4:5:6:0:0/128, 1:2:3:4:5:6::/128",
        "0:0:0:0:0:ffff:a00:1/104, ::ffff:a00:0/104"
    })
    void isWrittenAsAwsWritesIt(String text, String written) {
        assertThat(CidrBlock.parse(text))
                .hasValueSatisfying(block -> assertThat(block).hasToString(written));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "10.0.0.0/33",
                "10.0.0.0/-1",
                "example.com/8",
                "::/129",
                "10.0.0.0/x",
                "10.0.0.0/+8",
                "10.0.0.0/08",
                "10.0/16",
                "010.0.0.0/8",
                "fe80::1%1/64",
                "1::2::3/64"
            })
    void tellsOtherTextApart(String text) {
        assertThat(CidrBlock.parse(text)).isEmpty();
    }
}
