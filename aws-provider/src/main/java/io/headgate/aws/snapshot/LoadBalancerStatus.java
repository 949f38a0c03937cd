package io.headgate.aws.snapshot;

import io.headgate.core.stack.LoadBalancer;

/** What the API says of a load balancer's state. */
public final class LoadBalancerStatus {

    private LoadBalancerStatus() {}

    public static LoadBalancer.Status of(
            software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer api) {
        return new LoadBalancer.Status(
                String.valueOf(api.dnsName()),
                String.valueOf(api.canonicalHostedZoneId()),
                api.state() == null ? "active" : String.valueOf(api.state().codeAsString()));
    }
}
