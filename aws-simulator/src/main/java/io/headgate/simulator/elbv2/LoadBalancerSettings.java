package io.headgate.simulator.elbv2;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headgate.simulator.api.ApiError;
import io.headgate.simulator.api.Fields;
import io.headgate.simulator.api.Operation;
import io.headgate.simulator.api.Tree;
import io.headgate.simulator.ec2.Network;
import io.headgate.simulator.elbv2.LoadBalancer.Extras;
import io.headgate.simulator.elbv2.LoadBalancer.Placement;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Changes load balancers in place: subnets, security groups, address type, capacity, address pools. */
final class LoadBalancerSettings {
    private static final int LEAST_CAPACITY = 100;

    private final LoadBalancing state;
    private final Network network;
    private final PlacementReader placements;
    private final SecurityGroupReader securityGroups;

    LoadBalancerSettings(LoadBalancing state, Network network) {
        this.state = state;
        this.network = network;
        this.placements = new PlacementReader(network);
        this.securityGroups = new SecurityGroupReader(network, state.setting);
    }

    Map<String, Operation> operations() {
        return Map.of(
                "SetSubnets", this::setSubnets,
                "SetSecurityGroups", this::setSecurityGroups,
                "SetIpAddressType", this::setIpAddressType,
                "ModifyCapacityReservation", this::modifyCapacity,
                "DescribeCapacityReservation", this::describeCapacity,
                "ModifyIpPools", this::modifyIpPools);
    }

    private LoadBalancer existing(Fields input) {
        return state.loadBalancer(input.required("LoadBalancerArn"));
    }

    private void save(LoadBalancer changed) {
        state.loadBalancers.put(changed.arn(), changed);
    }

    private ObjectNode setSubnets(Fields input) {
        LoadBalancer before = existing(input);
        String addressType =
                input.oneOf("IpAddressType", LoadBalancers.ADDRESS_TYPES).orElse(before.ipAddressType());
        LoadBalancers.checkAddressType(addressType, before.type(), before.scheme());
        List<Placement> wanted =
                placements.read(input, before.type(), before.scheme(), addressType, before.subnetIds());
        LoadBalancer after = before.withPlacements(wanted, addressType);
        moveInterfaces(before, after);
        save(after);
        ObjectNode result = Tree.node();
        result.set("AvailabilityZones", LoadBalancers.zones(wanted));
        return result.put("IpAddressType", addressType)
                .put("EnablePrefixForIpv6SourceNat", after.extras().enablePrefixForIpv6SourceNat());
    }

    private void moveInterfaces(LoadBalancer before, LoadBalancer after) {
        before.subnetIds().stream()
                .filter(id -> !after.subnetIds().contains(id))
                .forEach(id -> network.removeLoadBalancerInterfaces(before.arn(), Optional.of(id)));
        after.subnetIds().stream()
                .filter(id -> !before.subnetIds().contains(id))
                .forEach(id -> network.addLoadBalancerInterface(
                        before.arn(), before.interfaceDescription(), id, before.securityGroups()));
    }

    private ObjectNode setSecurityGroups(Fields input) {
        LoadBalancer before = existing(input);
        List<String> wanted = input.texts("SecurityGroups");
        if (wanted.isEmpty()) {
            throw ApiError.invalid("At least one security group must be specified");
        }
        // A Network Load Balancer made without security groups cannot get any later (SetSecurityGroups).
        if (!before.application() && before.securityGroups().isEmpty()) {
            throw ApiError.of("InvalidConfigurationRequest", "You can't set security groups on this load balancer");
        }
        List<String> groups = securityGroups.read(wanted, before.type(), before.vpcId());
        save(before.withSecurityGroups(groups));
        network.regroupLoadBalancerInterfaces(before.arn(), groups);
        ObjectNode result = Tree.node();
        result.set("SecurityGroupIds", Tree.texts(groups));
        return result;
    }

    private ObjectNode setIpAddressType(Fields input) {
        LoadBalancer before = existing(input);
        String wanted = input.oneOf("IpAddressType", LoadBalancers.ADDRESS_TYPES)
                .orElseThrow(() -> ApiError.invalid("'IpAddressType' is required."));
        LoadBalancers.checkAddressType(wanted, before.type(), before.scheme());
        before.subnetIds().stream()
                .filter(id -> wanted.startsWith("dualstack")
                        && network.subnet(id).orElseThrow().ipv6Cidr() == null)
                .findFirst()
                .ifPresent(id -> {
                    throw ApiError.of("InvalidSubnet", "Subnet '" + id + "' has no IPv6 CIDR block");
                });
        save(before.withPlacements(before.placements(), wanted));
        return Tree.node().put("IpAddressType", wanted);
    }

    private ObjectNode modifyCapacity(Fields input) {
        LoadBalancer before = existing(input);
        boolean reset = input.flag("ResetCapacityReservation").orElse(false);
        Optional<Integer> units =
                input.struct("MinimumLoadBalancerCapacity").flatMap(each -> each.integer("CapacityUnits"));
        if (reset == units.isPresent()) {
            throw ApiError.invalid("Either a minimum capacity or its reset must be specified");
        }
        if (units.filter(number -> number < LEAST_CAPACITY).isPresent()) {
            throw ApiError.of(
                    "CapacityUnitsLimitExceeded", "The capacity must be at least " + LEAST_CAPACITY + " units");
        }
        if (state.setting.clock().instant().isBefore(before.activeAt())) {
            throw ApiError.of("OperationNotPermitted", "The load balancer is still being provisioned");
        }
        Extras extras = before.extras();
        save(before.withExtras(new Extras(
                extras.customerOwnedIpv4Pool(),
                extras.ipamIpv4PoolId(),
                units.orElse(null),
                extras.enablePrefixForIpv6SourceNat())));
        return describeCapacity(input);
    }

    private ObjectNode describeCapacity(Fields input) {
        LoadBalancer loadBalancer = existing(input);
        ObjectNode result = Tree.node().put("DecreaseRequestsRemaining", 2);
        Integer units = loadBalancer.extras().minimumCapacityUnits();
        if (units != null) {
            result.putObject("MinimumLoadBalancerCapacity").put("CapacityUnits", units);
            result.set("CapacityReservationState", Tree.list(loadBalancer.placements(), placement -> {
                ObjectNode zone = Tree.node()
                        .put("AvailabilityZone", placement.zone())
                        .put(
                                "EffectiveCapacityUnits",
                                (double) units / loadBalancer.placements().size());
                zone.putObject("State").put("Code", "provisioned");
                return zone;
            }));
        }
        return result;
    }

    private ObjectNode modifyIpPools(Fields input) {
        LoadBalancer before = existing(input);
        boolean removed = input.texts("RemoveIpamPools").contains("ipv4");
        Optional<String> pool = input.struct("IpamPools").flatMap(pools -> pools.text("Ipv4IpamPoolId"));
        Extras extras = before.extras();
        String after = removed ? null : pool.orElse(extras.ipamIpv4PoolId());
        save(before.withExtras(new Extras(
                extras.customerOwnedIpv4Pool(),
                after,
                extras.minimumCapacityUnits(),
                extras.enablePrefixForIpv6SourceNat())));
        ObjectNode result = Tree.node();
        if (after != null) {
            result.putObject("IpamPools").put("Ipv4IpamPoolId", after);
        }
        return result;
    }
}
