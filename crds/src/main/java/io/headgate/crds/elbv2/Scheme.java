package io.headgate.crds.elbv2;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Whether a load balancer can be reached from the internet. */
public enum Scheme {
    @JsonProperty("internal")
    INTERNAL,
    @JsonProperty("internet-facing")
    INTERNET_FACING
}
