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
         * @param full what AWS said when it had no room; null if it was not asked for more than it takes
         * @param seen what was registered before this pass
         * @param doubt why nothing was deregistered although it seemed to be due; null if there was no doubt
         */
        record Done(
                TargetChanges changes,
                HealthLedger.Health health,
                int leftOut,
                @Nullable Failure full,
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
        return unregistered(wanted.targets()).size();
    }

    private List<Target> unregistered(List<Target> targets) {
        Set<List<Object>> serving = registry.targets(arn) instanceof TargetRegistry.Result.Targets(var present)
                ? identities(serving(present))
                : Set.of();
        return targets.stream()
                .filter(target -> !serving.contains(identity(target)))
                .toList();
    }

    private Result change(List<TargetHealth> present, boolean fresh) {
        List<Target> admitted = admitted(present);
        Set<List<Object>> places = identities(admitted);
        List<TargetHealth> ours = present.stream()
                .filter(health -> claim.covers(health.target()) || places.contains(identity(health.target())))
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
        if (failure.isPresent() && !isFull(failure.get())) {
            return new Result.Failed(failure.get());
        }
        List<Target> refused = failure.isPresent() ? unregistered(admitted) : List.of();
        List<Target> taken =
                admitted.stream().filter(target -> !refused.contains(target)).toList();
        claim.reduceTo(Stream.concat(taken.stream(), changes.kept().stream()).toList());
        return new Result.Done(
                changes,
                health(present, taken),
                wanted.targets().size() - taken.size(),
                failure.orElse(null),
                present,
                doubt.orElse(null));
    }

    private static boolean isFull(Failure failure) {
        return failure instanceof Failure.Quota;
    }

    /** As many as there is room for come before the others go; the rest has to wait for their places. */
    private Optional<Failure> apply(TargetChanges changes, int room) {
        List<Target> arriving = changes.register();
        int first = Math.min(room, arriving.size());
        int places = Math.min(arriving.size(), room + changes.deregister().size());
        Optional<Failure> refused = register(arriving.subList(0, first));
        if (refused.filter(TargetPass::isFull).isPresent()) {
            return exchange(changes, refused.get());
        }
        return refused.or(() -> deregister(changes))
                .or(() -> register(arriving.subList(first, Math.max(first, places))));
    }

    /** Where AWS has no room for all, what goes must make some all the more. */
    private Optional<Failure> exchange(TargetChanges changes, Failure full) {
        if (changes.deregister().isEmpty()) {
            return Optional.of(full);
        }
        return deregister(changes).or(() -> register(unregistered(changes.register())));
    }

    private Optional<Failure> deregister(TargetChanges changes) {
        return changes.deregister().isEmpty() ? Optional.empty() : registry.deregister(arn, changes.deregister());
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
        if (wanted.limit() == 0 || present.size() + wanted.targets().size() <= wanted.limit()) {
            return wanted.targets();
        }
        Set<List<Object>> needed = identities(wanted.targets());
        long others = serving(present).stream()
                .filter(target -> !claim.covers(target) && !needed.contains(identity(target)))
                .count();
        Set<List<Object>> steady = identities(present.stream()
                .filter(health ->
                        !health.state().equals("draining") && !health.state().equals("unhealthy"))
                .map(TargetHealth::target)
                .toList());
        long staying = needed.stream().filter(steady::contains).count();
        long places = Math.max(0, wanted.limit() - others - staying);
        List<Target> admitted = new ArrayList<>();
        for (Target target : wanted.targets()) {
            if (steady.contains(identity(target)) || places-- > 0) {
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

    private static Set<List<Object>> identities(Collection<Target> targets) {
        Set<List<Object>> identities = new HashSet<>();
        targets.forEach(target -> identities.add(identity(target)));
        return identities;
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
