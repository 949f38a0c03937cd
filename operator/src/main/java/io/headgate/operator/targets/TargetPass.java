package io.headgate.operator.targets;

import io.headgate.core.cloud.Failure;
import io.headgate.core.cloud.TargetRegistry;
import io.headgate.core.target.Target;
import io.headgate.core.target.TargetChanges;
import io.headgate.core.target.TargetHealth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes the registered targets of one target group what they should be: registers first, deregisters then. */
record TargetPass(TargetRegistry registry, String arn, Wanted wanted, Departures departures, Claim claim) {

    /**
     * The targets that there should be.
     *
     * @param limit how many targets the group may have at most; 0 for no limit
     * @param zoned the target with the zone of its node, for a target group that cannot find it out
     */
    record Wanted(List<Target> targets, int limit, UnaryOperator<Target> zoned) {

        static final Wanted NOTHING = new Wanted(List.of(), 0, UnaryOperator.identity());

        Wanted {
            targets = List.copyOf(targets);
        }
    }

    /** What came of it. */
    sealed interface Result {
        /**
         * @param health of the wanted targets; one that was just registered is not healthy yet
         * @param leftOut how many targets there was no room for
         * @param seen what was registered before this pass
         * @param doubt why nothing was deregistered although it seemed to be due; null if there was no doubt
         */
        record Done(
                TargetChanges changes,
                HealthLedger.Health health,
                int leftOut,
                List<TargetHealth> seen,
                @Nullable String doubt)
                implements Result {}

        record Failed(Failure failure) implements Result {}
    }

    /** @param fresh whether the cloud is asked for the health of targets even if it was asked a short while ago */
    Result run(boolean fresh) {
        return switch (fresh ? registry.freshTargets(arn) : registry.targets(arn)) {
            case TargetRegistry.Result.Failed(Failure failure) -> new Result.Failed(failure);
            case TargetRegistry.Result.Targets(List<TargetHealth> present) -> change(present, fresh);
        };
    }

    /** How many of the wanted targets are not registered, as far as is known. */
    int unregistered() {
        List<Target> serving = registry.targets(arn) instanceof TargetRegistry.Result.Targets(var present)
                ? serving(present)
                : List.of();
        return (int) wanted.targets().stream()
                .filter(target -> !contains(serving, target))
                .count();
    }

    private Result change(List<TargetHealth> present, boolean fresh) {
        List<Target> admitted = admitted(present);
        List<TargetHealth> ours = present.stream()
                .filter(health -> claim.covers(health.target()) || contains(admitted, health.target()))
                .toList();
        TargetChanges changes = TargetChanges.between(ours, admitted, departures::of, wanted.limit());
        if (!fresh && departures.dependOnHealth(changes)) {
            return run(true);
        }
        Optional<String> doubt = departures.doubt(changes, serving(ours).size());
        if (doubt.isPresent()) {
            changes = changes.withoutDeregistering();
        }
        claim.extend(admitted);
        Optional<Failure> failure = apply(changes, room(present));
        if (failure.isPresent()) {
            return new Result.Failed(failure.get());
        }
        claim.reduceTo(Stream.concat(admitted.stream(), changes.kept().stream()).toList());
        return new Result.Done(
                changes,
                health(present, admitted),
                wanted.targets().size() - admitted.size(),
                present,
                doubt.orElse(null));
    }

    /** As many as there is room for come before the others go; the rest has to wait for their places. */
    private Optional<Failure> apply(TargetChanges changes, int room) {
        List<Target> arriving = changes.register();
        int first = Math.min(room, arriving.size());
        int places = Math.min(arriving.size(), room + changes.deregister().size());
        return register(arriving.subList(0, first))
                .or(() -> changes.deregister().isEmpty()
                        ? Optional.empty()
                        : registry.deregister(arn, changes.deregister()))
                .or(() -> register(arriving.subList(first, Math.max(first, places))));
    }

    private Optional<Failure> register(List<Target> targets) {
        if (targets.isEmpty()) {
            return Optional.empty();
        }
        Optional<Failure> failure = registry.register(arn, targets);
        return failure.filter(TargetPass::asksForZone).isPresent()
                ? registry.register(arn, targets.stream().map(wanted.zoned()).toList())
                : failure;
    }

    private static boolean asksForZone(Failure failure) {
        return failure instanceof Failure.Invalid
                && failure.message().toLowerCase(Locale.ROOT).replace(" ", "").contains("availabilityzone");
    }

    private int room(List<TargetHealth> present) {
        return wanted.limit() == 0
                ? Integer.MAX_VALUE / 2
                : Math.max(0, wanted.limit() - serving(present).size());
    }

    /** Those that serve keep their places; of the others as many as there is room for, in the order in which they are wanted. */
    private List<Target> admitted(List<TargetHealth> present) {
        if (wanted.limit() == 0) {
            return wanted.targets();
        }
        List<Target> serving = serving(present);
        long others = serving.stream()
                .filter(target -> !claim.covers(target) && !contains(wanted.targets(), target))
                .count();
        List<Target> steady = present.stream()
                .filter(health ->
                        !health.state().equals("draining") && !health.state().equals("unhealthy"))
                .map(TargetHealth::target)
                .toList();
        long staying = wanted.targets().stream()
                .filter(target -> contains(steady, target))
                .count();
        long places = Math.max(0, wanted.limit() - others - staying);
        List<Target> admitted = new ArrayList<>();
        for (Target target : wanted.targets()) {
            if (contains(steady, target) || places-- > 0) {
                admitted.add(target);
            }
        }
        return admitted;
    }

    private static List<Target> serving(List<TargetHealth> present) {
        return present.stream()
                .filter(health -> !health.state().equals("draining"))
                .map(TargetHealth::target)
                .toList();
    }

    private static boolean contains(Collection<Target> targets, Target wanted) {
        return targets.stream().anyMatch(target -> identity(target).equals(identity(wanted)));
    }

    /** How many of the wanted targets are healthy. */
    static HealthLedger.Health health(List<TargetHealth> present, Collection<Target> wanted) {
        Set<List<Object>> healthy = new HashSet<>();
        for (TargetHealth target : present) {
            if (target.state().equals("healthy")) {
                healthy.add(identity(target.target()));
            }
        }
        List<Target> counted = new ArrayList<>(wanted);
        counted.removeIf(target -> !healthy.contains(identity(target)));
        return new HealthLedger.Health(counted.size(), wanted.size(), 0);
    }

    static List<Object> identity(Target target) {
        return List.of(target.id(), target.port());
    }
}
