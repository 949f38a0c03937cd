package io.headgate.crds.elbv2;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Address family of targets. */
public enum TargetIpAddressType {
    @JsonProperty("ipv4")
    IPV4,
    @JsonProperty("ipv6")
    IPV6
}
