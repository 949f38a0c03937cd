package io.headgate.crds.elbv2;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Address families of a load balancer. */
public enum LoadBalancerIpAddressType {
    @JsonProperty("ipv4")
    IPV4,
    @JsonProperty("dualstack")
    DUALSTACK,
    @JsonProperty("dualstack-without-public-ipv4")
    DUALSTACK_WITHOUT_PUBLIC_IPV4
}
