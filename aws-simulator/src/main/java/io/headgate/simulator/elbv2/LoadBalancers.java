package io.headgate.simulator.elbv2;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headgate.simulator.account.Tags;
import io.headgate.simulator.api.ApiError;
import io.headgate.simulator.api.Fields;
import io.headgate.simulator.api.Operation;
import io.headgate.simulator.api.Tree;
import io.headgate.simulator.ec2.Network;
import io.headgate.simulator.elbv2.LoadBalancer.Extras;
import io.headgate.simulator.elbv2.LoadBalancer.Placement;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Creates, deletes and describes load balancers. */
final class LoadBalancers {
    private static final List<String> TYPES = List.of("application", "network");
    private static final List<String> SCHEMES = List.of("internet-facing", "internal");
    static final List<String> ADDRESS_TYPES = List.of("ipv4", "dualstack", "dualstack-without-public-ipv4");

    private final LoadBalancing state;
    private final Network network;
    private final PlacementReader placements;
    private final SecurityGroupReader securityGroups;

    LoadBalancers(LoadBalancing state, Network network) {
        this.state = state;
        this.network = network;
        this.placements = new PlacementReader(network);
        this.securityGroups = new SecurityGroupReader(network, state.setting);
    }

    Map<String, Operation> operations() {
        return Map.of(
                "CreateLoadBalancer", this::create,
                "DeleteLoadBalancer", this::delete,
                "DescribeLoadBalancers", this::describe);
    }

    private ObjectNode create(Fields input) {
        String name = Names.loadBalancer(input.required("Name"));
        String type = input.oneOf("Type", TYPES).orElse("application");
        String scheme = input.oneOf("Scheme", SCHEMES).orElse("internet-facing");
        String addressType = input.oneOf("IpAddressType", ADDRESS_TYPES).orElse("ipv4");
        checkAddressType(addressType, type, scheme);
        Map<String, String> tags = Tags.read(input.structs("Tags"), ElbTags.CODES);
        List<Placement> wanted = placements.read(input, type, scheme, addressType, alreadyUsed(name));
        String vpcId =
                network.subnet(wanted.getFirst().subnetId()).orElseThrow().vpcId();
        List<String> groups = securityGroups.read(input.texts("SecurityGroups"), type, vpcId);
        Optional<LoadBalancer> existing = named(name);
        if (existing.isPresent()) {
            return created(sameOrRefused(existing.get(), type, scheme, addressType, wanted, groups, tags));
        }
        checkRoom();
        LoadBalancer made = build(input, name, type, scheme, vpcId, addressType, wanted, groups);
        state.loadBalancers.put(made.arn(), made);
        state.setting.tags().put(made.arn(), tags);
        wanted.forEach(each ->
                network.addLoadBalancerInterface(made.arn(), made.interfaceDescription(), each.subnetId(), groups));
        return created(made);
    }

    private List<String> alreadyUsed(String name) {
        return named(name).map(LoadBalancer::subnetIds).orElse(List.of());
    }

    /** Addresses without public IPv4 are for Application Load Balancers that face the internet. */
    static void checkAddressType(String addressType, String type, String scheme) {
        if (addressType.equals("dualstack-without-public-ipv4")
                && !(type.equals("application") && scheme.equals("internet-facing"))) {
            throw ApiError.of(
                    "InvalidConfigurationRequest",
                    "The address type dualstack-without-public-ipv4 needs an internet-facing Application Load Balancer");
        }
    }

    private Optional<LoadBalancer> named(String name) {
        return state.loadBalancers.values().stream()
                .filter(each -> each.name().equals(name))
                .findFirst();
    }

    /** Creating it again with the same settings succeeds; with others the name is taken (CreateLoadBalancer). */
    private LoadBalancer sameOrRefused(
            LoadBalancer existing,
            String type,
            String scheme,
            String addressType,
            List<Placement> wanted,
            List<String> groups,
            Map<String, String> tags) {
        List<String> subnets = wanted.stream().map(Placement::subnetId).toList();
        boolean same = existing.type().equals(type)
                && existing.scheme().equals(scheme)
                && existing.ipAddressType().equals(addressType)
                && new HashSet<>(existing.subnetIds()).equals(new HashSet<>(subnets))
                && new HashSet<>(existing.securityGroups()).equals(new HashSet<>(groups))
                && state.setting.tags().of(existing.arn()).equals(tags);
        if (!same) {
            throw ApiError.of(
                    "DuplicateLoadBalancerName",
                    "A load balancer with the same name '" + existing.name() + "' exists, but with different settings");
        }
        return existing;
    }

    private void checkRoom() {
        if (state.loadBalancers.size() >= state.setting.quotas().loadBalancers()) {
            throw ApiError.of(
                    "TooManyLoadBalancers",
                    "The maximum number of load balancers has been reached: "
                            + state.setting.quotas().loadBalancers());
        }
    }

    private LoadBalancer build(
            Fields input,
            String name,
            String type,
            String scheme,
            String vpcId,
            String addressType,
            List<Placement> wanted,
            List<String> groups) {
        LoadBalancing.Setting setting = state.setting;
        String id = setting.ids().hex(16);
        String kind = type.equals("application") ? "app" : "net";
        String number = String.valueOf(Long.parseUnsignedLong(id.substring(0, 8), 16));
        String prefix = scheme.equals("internal") ? "internal-" : "";
        String domain = setting.identity().region() + ".elb.amazonaws.com";
        Instant now = setting.clock().instant();
        return new LoadBalancer(
                setting.identity().arn("elasticloadbalancing", "loadbalancer/" + kind + "/" + name + "/" + id),
                name,
                prefix + name + "-" + number + "." + domain,
                type.equals("application") ? "Z1H1FL5HABSF5" : "Z18D5FSROUN65G",
                type,
                scheme,
                vpcId,
                addressType,
                wanted,
                groups,
                now,
                now.plus(setting.timing().provisioning()),
                Attribute.defaults(AttributeCatalogue.loadBalancer(type, scheme)),
                new Extras(
                        input.text("CustomerOwnedIpv4Pool").orElse(null),
                        input.struct("IpamPools")
                                .flatMap(pools -> pools.text("Ipv4IpamPoolId"))
                                .orElse(null),
                        null,
                        input.text("EnablePrefixForIpv6SourceNat").orElse(null)));
    }

    private ObjectNode created(LoadBalancer loadBalancer) {
        ObjectNode result = Tree.node();
        result.set("LoadBalancers", Tree.list(List.of(loadBalancer), this::write));
        return result;
    }

    /** Deleting what does not exist succeeds; what is protected is kept (DeleteLoadBalancer). */
    private ObjectNode delete(Fields input) {
        String arn = input.required("LoadBalancerArn");
        LoadBalancer loadBalancer = state.loadBalancers.get(arn);
        if (loadBalancer == null) {
            return Tree.node();
        }
        if ("true".equals(loadBalancer.attributes().get(AttributeCatalogue.DELETION_PROTECTION))) {
            throw ApiError.of(
                    "OperationNotPermitted",
                    "Load balancer '" + arn + "' cannot be deleted because deletion protection is enabled");
        }
        new FrontendTargets(state).checkUnused(arn);
        state.listenersOf(arn).forEach(listener -> state.removeListener(listener.arn()));
        state.loadBalancers.remove(arn);
        state.setting.tags().forget(arn);
        network.removeLoadBalancerInterfaces(arn, Optional.empty());
        return Tree.node();
    }

    private ObjectNode describe(Fields input) {
        List<String> arns = input.texts("LoadBalancerArns");
        List<String> names = input.texts("Names");
        if (!arns.isEmpty() && !names.isEmpty()) {
            throw ApiError.invalid("Load balancer names and ARNs cannot be specified at the same time");
        }
        arns.forEach(state::loadBalancer);
        names.stream().filter(name -> named(name).isEmpty()).findFirst().ifPresent(name -> {
            throw ApiError.of("LoadBalancerNotFound", "Load balancers '[" + name + "]' not found");
        });
        List<LoadBalancer> chosen = state.loadBalancers.values().stream()
                .filter(each -> arns.isEmpty() || arns.contains(each.arn()))
                .filter(each -> names.isEmpty() || names.contains(each.name()))
                .toList();
        return Paging.write(
                input, "LoadBalancers", chosen, state.setting.quotas().pageSize(), this::write);
    }

    private ObjectNode write(LoadBalancer each) {
        ObjectNode node = Tree.node()
                .put("LoadBalancerArn", each.arn())
                .put("DNSName", each.dnsName())
                .put("CanonicalHostedZoneId", each.hostedZoneId())
                .put("CreatedTime", each.createdAt().toString())
                .put("LoadBalancerName", each.name())
                .put("Scheme", each.scheme())
                .put("VpcId", each.vpcId())
                .put("Type", each.type())
                .put("IpAddressType", each.ipAddressType())
                .put("CustomerOwnedIpv4Pool", each.extras().customerOwnedIpv4Pool())
                .put("EnablePrefixForIpv6SourceNat", each.extras().enablePrefixForIpv6SourceNat());
        boolean active = !state.setting.clock().instant().isBefore(each.activeAt());
        node.putObject("State").put("Code", active ? "active" : "provisioning");
        node.set("AvailabilityZones", zones(each.placements()));
        node.set("SecurityGroups", Tree.texts(each.securityGroups()));
        if (each.extras().ipamIpv4PoolId() != null) {
            node.putObject("IpamPools").put("Ipv4IpamPoolId", each.extras().ipamIpv4PoolId());
        }
        return node;
    }

    static ArrayNode zones(List<Placement> placements) {
        return Tree.list(placements, placement -> {
            ObjectNode zone = Tree.node().put("ZoneName", placement.zone()).put("SubnetId", placement.subnetId());
            boolean fixed = placement.allocationId() != null || placement.privateIpv4Address() != null;
            zone.set(
                    "LoadBalancerAddresses",
                    Tree.list(
                            fixed ? List.of(placement) : List.<Placement>of(),
                            each -> Tree.node()
                                    .put("AllocationId", each.allocationId())
                                    .put("PrivateIPv4Address", each.privateIpv4Address())));
            return zone;
        });
    }
}
