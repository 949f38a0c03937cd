package io.headgate.crds.elbv2;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How targets are named: by instance or by address. */
public enum TargetType {
    @JsonProperty("instance")
    INSTANCE,
    @JsonProperty("ip")
    IP
}
