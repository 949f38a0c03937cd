package io.headgate.operator.targets;

import io.headgate.core.cloud.Failure;
import io.headgate.core.cloud.TargetRegistry;
import io.headgate.core.target.Target;
import io.headgate.core.target.TargetHealth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A target group of which all targets are healthy, and what was done to it. */
final class TargetsInMemory implements TargetRegistry {

    private final List<Target> present;
    private final List<Target> registered = new ArrayList<>();
    private final List<Target> deregistered = new ArrayList<>();
    private Function<Target, Optional<Failure>> refusal = target -> Optional.empty();
    private int refusals;
    private int freshReads;

    TargetsInMemory(List<Target> present) {
        this.present = new ArrayList<>(present);
    }

    /** The same, taking no more than so many. */
    TargetsInMemory withRoomFor(int most) {
        refusal = target ->
                present.size() < most ? Optional.empty() : Optional.of(new Failure.Quota("TooManyTargets", "full"));
        return this;
    }

    /** The same, taking no target without zone. */
    TargetsInMemory refusingWithoutZone(Failure failure) {
        refusal = target -> target.availabilityZone() == null ? Optional.of(failure) : Optional.empty();
        return this;
    }

    List<Target> present() {
        return List.copyOf(present);
    }

    List<Target> registered() {
        return List.copyOf(registered);
    }

    List<Target> deregistered() {
        return List.copyOf(deregistered);
    }

    int refusals() {
        return refusals;
    }

    int freshReads() {
        return freshReads;
    }

    @Override
    public Result targets(String targetGroupArn) {
        return new Result.Targets(present.stream()
                .map(target -> new TargetHealth(target, "healthy", "", ""))
                .toList());
    }

    @Override
    public Result freshTargets(String targetGroupArn) {
        freshReads++;
        return targets(targetGroupArn);
    }

    @Override
    public Optional<Failure> register(String targetGroupArn, Collection<Target> arriving) {
        for (Target target : arriving) {
            Optional<Failure> refused = refusal.apply(target);
            if (refused.isPresent()) {
                refusals++;
                return refused;
            }
            present.add(target);
            registered.add(target);
        }
        return Optional.empty();
    }

    @Override
    public Optional<Failure> deregister(String targetGroupArn, Collection<Target> leaving) {
        present.removeAll(leaving);
        deregistered.addAll(leaving);
        return Optional.empty();
    }

    @Override
    public Description describe(String nameOrArn) {
        return new Description.Unknown(new Failure.NotFound("TargetGroupNotFound", nameOrArn));
    }

    @Override
    public Description remembered(String nameOrArn) {
        return describe(nameOrArn);
    }
}
