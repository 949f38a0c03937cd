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
import java.util.Optional;
import java.util.Set;

/** Makes the registered targets of one target group what they should be: registers first, deregisters then. */
final class TargetPass {

    private TargetPass() {}

    /** What came of it. */
    sealed interface Result {
        /**
         * @param health of the wanted targets; one that was just registered is not healthy yet
         * @param seen what was registered before this pass
         */
        record Done(TargetChanges changes, HealthLedger.Health health, List<TargetHealth> seen) implements Result {}

        record Failed(Failure failure) implements Result {}
    }

    /** @param fresh whether the cloud is asked for the health of targets even if it was asked a short while ago */
    static Result run(TargetRegistry registry, String arn, Collection<Target> wanted, boolean fresh) {
        return switch (fresh ? registry.freshTargets(arn) : registry.targets(arn)) {
            case TargetRegistry.Result.Failed(Failure failure) -> new Result.Failed(failure);
            case TargetRegistry.Result.Targets(List<TargetHealth> present) -> change(registry, arn, wanted, present);
        };
    }

    private static Result change(
            TargetRegistry registry, String arn, Collection<Target> wanted, List<TargetHealth> present) {
        TargetChanges changes = TargetChanges.between(present, wanted);
        Optional<Failure> failure = Optional.empty();
        if (!changes.register().isEmpty()) {
            failure = registry.register(arn, changes.register());
        }
        if (failure.isEmpty() && !changes.deregister().isEmpty()) {
            failure = registry.deregister(arn, changes.deregister());
        }
        return failure.<Result>map(Result.Failed::new)
                .orElseGet(() -> new Result.Done(changes, health(present, wanted), present));
    }

    private static HealthLedger.Health health(List<TargetHealth> present, Collection<Target> wanted) {
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
