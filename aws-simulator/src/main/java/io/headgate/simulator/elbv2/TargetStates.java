package io.headgate.simulator.elbv2;

import io.headgate.simulator.ec2.Instance;
import io.headgate.simulator.ec2.Network;
import io.headgate.simulator.elbv2.Target.Health;
import java.util.Collection;
import java.util.Optional;

/** Says what state a target is in ({@code TargetHealth}). */
public final class TargetStates {
    private final LoadBalancing state;
    private final Network network;
    private final HealthSource source;

    public TargetStates(LoadBalancing state, Network network, HealthSource source) {
        this.state = state;
        this.network = network;
        this.source = source;
    }

    /** The state of a registered target. */
    public Health of(Target target) {
        TargetGroup group = state.targetGroup(target.targetGroupArn());
        if (target.drainingUntil() != null) {
            return new Health("draining", "Target.DeregistrationInProgress", "Target deregistration is in progress");
        }
        Collection<String> users = state.loadBalancersOf(group.arn());
        if (users.isEmpty()) {
            return new Health(
                    "unused",
                    "Target.NotInUse",
                    "Target group is not configured to receive traffic from the load balancer");
        }
        if (group.instances() && !running(target)) {
            return new Health("unused", "Target.InvalidState", "Target is in the stopped state");
        }
        if (!inEnabledZone(target, users)) {
            return new Health(
                    "unused",
                    "Target.NotInUse",
                    "Target is in an Availability Zone that is not enabled for the load balancer");
        }
        return source.health(group, target).orElseGet(() -> byTime(target));
    }

    private boolean running(Target target) {
        return network.instance(target.id())
                .map(Instance::state)
                .filter("running"::equals)
                .isPresent();
    }

    private boolean inEnabledZone(Target target, Collection<String> users) {
        Optional<String> zone = Optional.ofNullable(target.zone()).filter(name -> !name.equals("all"));
        return zone.isEmpty()
                || users.stream()
                        .map(state::loadBalancer)
                        .anyMatch(user -> user.placements().stream()
                                .anyMatch(placement -> placement.zone().equals(zone.get())));
    }

    private Health byTime(Target target) {
        boolean passed = !state.setting
                .clock()
                .instant()
                .isBefore(target.registeredAt().plus(state.setting.timing().registration()));
        return passed
                ? Health.HEALTHY
                : new Health("initial", "Elb.RegistrationInProgress", "Target registration is in progress");
    }
}
