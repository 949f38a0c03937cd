package io.headgate.aws.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.ec2.model.GroupIdentifier;
import software.amazon.awssdk.services.ec2.model.InstanceIpv4Prefix;
import software.amazon.awssdk.services.ec2.model.InstanceIpv6Address;
import software.amazon.awssdk.services.ec2.model.InstanceIpv6Prefix;
import software.amazon.awssdk.services.ec2.model.InstanceNetworkInterface;
import software.amazon.awssdk.services.ec2.model.InstancePrivateIpAddress;

/** Which addresses of pods a node's interface has. */
final class InterfaceTest {

    private static final Interface INTERFACE = Interface.of(InstanceNetworkInterface.builder()
            .privateIpAddresses(address("10.0.3.10"), address("10.0.3.77"))
            .ipv4Prefixes(
                    InstanceIpv4Prefix.builder().ipv4Prefix("10.0.3.128/28").build())
            .ipv6Addresses(
                    InstanceIpv6Address.builder().ipv6Address("2001:db8::0:a").build())
            .ipv6Prefixes(InstanceIpv6Prefix.builder()
                    .ipv6Prefix("2001:db8:0:0:1::/80")
                    .build())
            .groups(GroupIdentifier.builder().groupId("sg-1").build())
            .build());

    @ParameterizedTest
    @CsvSource({
        "10.0.3.10,        true,  primary",
        "10.0.3.77,        true,  secondary",
        "10.0.3.135,       true,  of a delegated prefix",
        "10.0.3.144,       false, after the prefix",
        "2001:db8::a,      true,  the same address written otherwise",
        "2001:db8::1:0:0:7, true, of a delegated prefix",
        "2001:db8::b,      false, of nobody"
    })
    void holdsPrimarySecondaryAndDelegatedAddresses(String address, boolean held, String why) {
        assertThat(INTERFACE.holds(address)).as(why).isEqualTo(held);
    }

    private static InstancePrivateIpAddress address(String address) {
        return InstancePrivateIpAddress.builder().privateIpAddress(address).build();
    }
}
