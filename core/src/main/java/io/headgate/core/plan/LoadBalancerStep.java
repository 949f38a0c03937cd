package io.headgate.core.plan;

import io.headgate.core.stack.LoadBalancer;
import io.headgate.core.stack.LoadBalancer.SubnetMapping;
import io.headgate.core.stack.SecurityGroupRef;
import io.headgate.core.stack.Stack;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Calls on load balancers (ELBv2 API). */
public sealed interface LoadBalancerStep extends Step {

    /** Makes the load balancer as {@code desired}, without listeners and attributes. */
    record CreateLoadBalancer(LoadBalancer desired) implements LoadBalancerStep {
        @Override
        public String handle() {
            return Placeholder.of("load-balancer", desired.resource());
        }

        @Override
        public Stack applyTo(Stack observed) {
            LoadBalancer made = desired.withArn(handle())
                    .withListeners(List.of())
                    .withAttributes(Map.of())
                    .withMinimumCapacityUnits(null);
            Stack with = observed.withLoadBalancers(Edits.plus(observed.loadBalancers(), made));
            return desired.type().equals("application") ? with.withAddons(List.of()) : with;
        }
    }

    /** Removes a load balancer; its listeners and rules go with it. */
    record DeleteLoadBalancer(String handle) implements LoadBalancerStep {
        @Override
        public Stack applyTo(Stack observed) {
            return observed.withLoadBalancers(
                    Edits.minus(observed.loadBalancers(), balancer -> handle.equals(balancer.arn())));
        }
    }

    record SetSubnets(String handle, List<SubnetMapping> subnets) implements LoadBalancerStep {
        public SetSubnets {
            subnets = List.copyOf(subnets);
        }

        @Override
        public Stack applyTo(Stack observed) {
            return Edits.loadBalancer(observed, handle, balancer -> balancer.withSubnets(subnets));
        }
    }

    record SetSecurityGroups(String handle, List<SecurityGroupRef> groups) implements LoadBalancerStep {
        public SetSecurityGroups {
            groups = List.copyOf(groups);
        }

        @Override
        public Stack applyTo(Stack observed) {
            return Edits.loadBalancer(observed, handle, balancer -> balancer.withSecurityGroups(groups));
        }
    }

    record SetIpAddressType(String handle, String ipAddressType) implements LoadBalancerStep {
        @Override
        public Stack applyTo(Stack observed) {
            return Edits.loadBalancer(observed, handle, balancer -> balancer.withIpAddressType(ipAddressType));
        }
    }

    /** Writes attributes; others stay as they are. */
    record ModifyLoadBalancerAttributes(String handle, Map<String, String> attributes) implements LoadBalancerStep {
        public ModifyLoadBalancerAttributes {
            attributes = Map.copyOf(attributes);
        }

        @Override
        public Stack applyTo(Stack observed) {
            return Edits.loadBalancer(
                    observed,
                    handle,
                    balancer -> balancer.withAttributes(Edits.plus(balancer.attributes(), attributes)));
        }
    }

    /** Chooses the pool of public addresses; null removes the choice. */
    record ModifyIpPools(String handle, @Nullable String ipamIpv4PoolId) implements LoadBalancerStep {
        @Override
        public Stack applyTo(Stack observed) {
            return Edits.loadBalancer(observed, handle, balancer -> balancer.withIpamIpv4PoolId(ipamIpv4PoolId));
        }
    }

    /** Reserves capacity units; 0 resets. */
    record ModifyCapacityReservation(String handle, int minimumCapacityUnits) implements LoadBalancerStep {
        @Override
        public Stack applyTo(Stack observed) {
            return Edits.loadBalancer(
                    observed, handle, balancer -> balancer.withMinimumCapacityUnits(minimumCapacityUnits));
        }
    }
}
