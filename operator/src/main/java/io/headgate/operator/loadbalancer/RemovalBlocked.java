package io.headgate.operator.loadbalancer;

import io.fabric8.kubernetes.api.model.Condition;
import io.headgate.core.cloud.Failure;
import io.headgate.core.cloud.Outcome;
import io.headgate.operator.status.Conditions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The condition of a LoadBalancer that says what keeps its removal. It is there, and true, only as long as something does. */
final class RemovalBlocked {

    private static final String TYPE = "RemovalBlocked";

    private RemovalBlocked() {}

    static Stream<Condition> of(
            Outcome outcome, long generation, Conditions conditions, @Nullable List<Condition> before) {
        return outcome.failures().stream()
                .limit(1)
                .map(first -> of(first.failure(), FailureText.of(outcome.failures()), generation, conditions, before));
    }

    static Condition of(
            Failure failure, String message, long generation, Conditions conditions, @Nullable List<Condition> before) {
        return conditions.of(
                TYPE,
                "True",
                failure.getClass().getSimpleName(),
                message + " -> " + FailureText.remedy(failure),
                generation,
                before);
    }

    /** Since when something does; empty if nothing did at the last pass. */
    static Optional<Instant> since(List<Condition> conditions) {
        return Conditions.since(TYPE, conditions);
    }
}
