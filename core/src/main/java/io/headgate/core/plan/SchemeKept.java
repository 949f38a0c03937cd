package io.headgate.core.plan;

import io.headgate.core.stack.LoadBalancer;
import io.headgate.core.stack.Stack;

/**
 * What can be had of a desired stack without replacing a load balancer: one that exists with another scheme keeps that, and with it its
 * subnets and addresses, since those chosen are for the other scheme.
 */
final class SchemeKept {

    private SchemeKept() {}

    static Stack in(Stack desired, Stack observed) {
        return desired.withLoadBalancers(desired.loadBalancers().stream()
                .map(wanted -> kept(wanted, observed))
                .toList());
    }

    private static LoadBalancer kept(LoadBalancer wanted, Stack observed) {
        boolean fits = observed.loadBalancers().stream().anyMatch(present -> Succession.canBecome(present, wanted));
        return fits
                ? wanted
                : observed.loadBalancers().stream()
                        .filter(present -> present.resource().equals(wanted.resource()))
                        .filter(present -> present.type().equals(wanted.type()))
                        .findFirst()
                        .map(present -> placed(wanted, present))
                        .orElse(wanted);
    }

    private static LoadBalancer placed(LoadBalancer wanted, LoadBalancer present) {
        return wanted.withScheme(present.scheme())
                .withSubnets(present.subnets())
                .withIpAddressType(present.ipAddressType())
                .withIpamIpv4PoolId(present.ipamIpv4PoolId());
    }
}
