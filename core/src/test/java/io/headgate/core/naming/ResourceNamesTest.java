package io.headgate.core.naming;

import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.core.cluster.ObjectKey;
import io.headgate.core.group.GroupId;
import io.headgate.core.naming.ResourceNames.TargetGroupIdentity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ResourceNamesTest {
    private static final ResourceNames NAMES =
            new ResourceNames(Owner.of("cluster-dummy"), new GroupId.Implicit(new ObjectKey("ns-1", "ing-1")));

    @ParameterizedTest
    @CsvSource({"internal, k8s-ns1-ing1-b7e914000d", "internet-facing, k8s-ns1-ing1-159dd7a143"})
    void namesLoadBalancersByScheme(String scheme, String expected) {
        assertThat(NAMES.loadBalancer(scheme)).isEqualTo(expected);
    }

    @Test
    void namesSecurityGroups() {
        assertThat(NAMES.securityGroup()).isEqualTo("k8s-ns1-ing1-bd83176788");
    }

    @ParameterizedTest
    @CsvSource({
        "svc-1, http, 32768, instance, HTTP, k8s-ns1-svc1-9889425938",
        "svc-3, https, 8443, ip, HTTPS, k8s-ns1-svc3-bf42870fba"
    })
    void namesTargetGroups(
            String service, String servicePort, int port, String type, String protocol, String expected) {
        TargetGroupIdentity identity = new TargetGroupIdentity(
                "ns-1", "ing-1", "ns-1", service, "", servicePort, port, type, protocol, "HTTP1", null);

        assertThat(NAMES.targetGroup(identity)).isEqualTo(expected);
    }

    @Test
    void cutsTheNameOfTheFrontendSoThatItsSuffixFits() {
        assertThat(ResourceNames.frontendLoadBalancer("k8s-default-app-8e24b18749-and-more"))
                .isEqualTo("k8s-default-app-8e24b18749-a-nlb")
                .hasSize(32);
    }
}
