package io.headgate.simulator.elbv2;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headgate.simulator.api.ApiError;
import io.headgate.simulator.api.Fields;
import io.headgate.simulator.api.Operation;
import io.headgate.simulator.api.Tree;
import io.headgate.simulator.ec2.Instance;
import io.headgate.simulator.ec2.Network;
import io.headgate.simulator.elbv2.Target.Health;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Registers, deregisters and describes targets. A target is an id with a port: the same id may come with several ports. */
final class Targets {
    private static final int HIGHEST_PORT = 65_535;

    private final LoadBalancing state;
    private final Network network;
    private final TargetStates states;
    private final TargetAddresses addresses;
    private final FrontendTargets frontends;

    Targets(LoadBalancing state, Network network, TargetStates states) {
        this.state = state;
        this.network = network;
        this.states = states;
        this.addresses = new TargetAddresses(network);
        this.frontends = new FrontendTargets(state);
    }

    Map<String, Operation> operations() {
        return Map.of(
                "RegisterTargets", this::register,
                "DeregisterTargets", this::deregister,
                "DescribeTargetHealth", this::describe);
    }

    private ObjectNode register(Fields input) {
        TargetGroup group = state.targetGroup(input.required("TargetGroupArn"));
        List<Target> wanted =
                wired(input).stream().map(each -> read(each, group)).toList();
        List<Target> after = new ArrayList<>(state.targetsOf(group.arn()));
        // A target that is still draining comes back into service.
        wanted.forEach(target -> after.removeIf(each -> same(each, target) && each.drainingUntil() != null));
        wanted.stream()
                .filter(target -> after.stream().noneMatch(each -> same(each, target)))
                .forEach(after::add);
        if (after.size() > state.setting.quotas().targetsPerTargetGroup()) {
            throw ApiError.of(
                    "TooManyTargets",
                    "A target group has at most " + state.setting.quotas().targetsPerTargetGroup() + " targets, not "
                            + after.size());
        }
        checkLoadBalancers(group, after.size());
        frontends.checkCount(group, after);
        replace(group, after);
        return Tree.node();
    }

    private void checkLoadBalancers(TargetGroup group, int count) {
        for (String arn : state.loadBalancersOf(group.arn())) {
            int others = state.targetGroupsOf(state.loadBalancer(arn)).stream()
                    .filter(each -> !each.equals(group.arn()))
                    .mapToInt(each -> state.targetsOf(each).size())
                    .sum();
            if (others + count > state.setting.quotas().targetsPerLoadBalancer()) {
                throw ApiError.of(
                        "TooManyTargets",
                        "A load balancer has at most " + state.setting.quotas().targetsPerLoadBalancer() + " targets");
            }
        }
    }

    private void replace(TargetGroup group, List<Target> after) {
        state.targets.removeIf(target -> target.targetGroupArn().equals(group.arn()));
        state.targets.addAll(after);
    }

    private static List<Fields> wired(Fields input) {
        List<Fields> targets = input.structs("Targets");
        if (targets.isEmpty()) {
            throw ApiError.invalid("'Targets' is required.");
        }
        return targets;
    }

    private Target read(Fields wired, TargetGroup group) {
        String id = wired.required("Id");
        int port = wired.integer("Port", 1, HIGHEST_PORT).orElse(group.port());
        Optional<String> zone = wired.text("AvailabilityZone");
        String placed = switch (group.targetType()) {
            case "instance" -> instanceZone(id, group);
            case "ip" -> addresses.zone(id, zone, group);
            default -> {
                frontends.check(id, port, group);
                yield null;
            }
        };
        return new Target(group.arn(), id, port, placed, state.setting.clock().instant(), null);
    }

    private String instanceZone(String id, TargetGroup group) {
        return network.instance(id)
                .filter(instance -> instance.state().equals("running"))
                .filter(instance -> instance.vpcId().equals(group.vpcId()))
                .map(Instance::zone)
                .orElseThrow(() -> ApiError.of(
                        "InvalidTarget",
                        "The following targets are not in a running state or not in VPC " + group.vpcId() + " and "
                                + "cannot be registered: '" + id + "'"));
    }

    private static boolean same(Target one, Target other) {
        return one.id().equals(other.id()) && one.port() == other.port();
    }

    /** Targets that are not registered are passed over; the others drain while their group is in use (DeregisterTargets). */
    private ObjectNode deregister(Fields input) {
        TargetGroup group = state.targetGroup(input.required("TargetGroupArn"));
        List<Fields> unwanted = wired(input);
        boolean used = !state.loadBalancersOf(group.arn()).isEmpty();
        Duration delay = Duration.ofSeconds(Long.parseLong(
                Objects.requireNonNull(group.attributes().get(AttributeCatalogue.DEREGISTRATION_DELAY))));
        List<Target> after = new ArrayList<>();
        for (Target target : state.targetsOf(group.arn())) {
            boolean named = unwanted.stream().anyMatch(each -> names(each, target, group));
            if (!named || target.drainingUntil() != null) {
                after.add(target);
            } else if (used && !delay.isZero()) {
                after.add(target.draining(state.setting.clock().instant().plus(delay)));
            }
        }
        replace(group, after);
        return Tree.node();
    }

    private static boolean names(Fields wired, Target target, TargetGroup group) {
        return target.id().equals(wired.required("Id"))
                && target.port() == wired.integer("Port").orElse(group.port());
    }

    private ObjectNode describe(Fields input) {
        TargetGroup group = state.targetGroup(input.required("TargetGroupArn"));
        List<Target> registered = state.targetsOf(group.arn());
        List<Fields> wanted = input.structs("Targets");
        ObjectNode result = Tree.node();
        result.set(
                "TargetHealthDescriptions",
                wanted.isEmpty()
                        ? Tree.list(registered, target -> write(target, states.of(target), group))
                        : Tree.list(wanted, each -> describe(each, registered, group)));
        return result;
    }

    private ObjectNode describe(Fields wanted, List<Target> registered, TargetGroup group) {
        return registered.stream()
                .filter(target -> names(wanted, target, group))
                .findFirst()
                .map(target -> write(target, states.of(target), group))
                .orElseGet(() -> unregistered(wanted, group));
    }

    private ObjectNode unregistered(Fields wanted, TargetGroup group) {
        Target stranger = new Target(
                group.arn(),
                wanted.required("Id"),
                wanted.integer("Port").orElse(group.port()),
                null,
                state.setting.clock().instant(),
                null);
        Health health = new Health("unused", "Target.NotRegistered", "Target is not registered to the target group");
        return write(stranger, health, group);
    }

    private static ObjectNode write(Target target, Health health, TargetGroup group) {
        ObjectNode node = Tree.node();
        node.putObject("Target")
                .put("Id", target.id())
                .put("Port", target.port())
                .put("AvailabilityZone", target.zone());
        String port = group.healthCheck().port();
        node.put("HealthCheckPort", port.equals("traffic-port") ? String.valueOf(target.port()) : port);
        node.putObject("TargetHealth")
                .put("State", health.state())
                .put("Reason", health.reason())
                .put("Description", health.description());
        node.putObject("AnomalyDetection").put("Result", "normal").put("MitigationInEffect", "no");
        node.putObject("AdministrativeOverride")
                .put("State", "no_override")
                .put("Reason", "AdministrativeOverride.NoOverride")
                .put("Description", "No override is currently active on target");
        return node;
    }
}
