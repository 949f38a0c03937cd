package io.headgate.operator.status;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Kubernetes conditions. The time of transition changes only with the status. */
public final class Conditions {

    private static final int MAX_MESSAGE = 2048;

    private final Clock clock;

    public Conditions(Clock clock) {
        this.clock = clock;
    }

    /** A condition that follows on what was there before. */
    public Condition of(
            String type,
            String status,
            String reason,
            String message,
            @Nullable Long generation,
            @Nullable List<Condition> before) {
        String since = before == null
                ? now()
                : before.stream()
                        .filter(condition -> condition.getType().equals(type)
                                && condition.getStatus().equals(status))
                        .map(Condition::getLastTransitionTime)
                        .findFirst()
                        .orElseGet(this::now);
        return new ConditionBuilder()
                .withType(type)
                .withStatus(status)
                .withReason(reason)
                .withMessage(bounded(message))
                .withObservedGeneration(generation)
                .withLastTransitionTime(since)
                .build();
    }

    /** Since when these say a thing, true or not; empty if they do not. */
    public static Optional<Instant> since(String type, List<Condition> conditions) {
        return conditions.stream()
                .filter(condition -> condition.getType().equals(type))
                .map(condition -> Instant.parse(condition.getLastTransitionTime()))
                .findFirst();
    }

    /** The present, as the API writes time. */
    public String now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    static String bounded(String message) {
        return message.length() > MAX_MESSAGE ? message.substring(0, MAX_MESSAGE) : message;
    }
}
