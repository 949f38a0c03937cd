package io.headgate.operator.loadbalancer;

import io.headgate.core.cloud.Failure;
import io.headgate.core.cloud.Outcome;
import java.time.Duration;

/** When to look at a group again after a pass. */
sealed interface NextPass {

    /** When something changes. */
    record OnChange() implements NextPass {}

    /** After that time, whatever happens: something must first come to its end, or be repaired by someone. */
    record After(Duration delay) implements NextPass {}

    /** Soon, and later and later as long as it does not help. */
    record BackOff(String reason) implements NextPass {}

    Duration SHORTLY = Duration.ofSeconds(1);
    Duration MUCH_LATER = Duration.ofMinutes(5);

    static NextPass after(Outcome outcome) {
        if (outcome.complete()) {
            return new OnChange();
        }
        return outcome.failures().stream()
                .map(failed -> after(failed.failure()))
                .reduce(NextPass::sooner)
                .orElseGet(OnChange::new);
    }

    private static NextPass after(Failure failure) {
        return switch (failure) {
            case Failure.InUse ignored -> new After(SHORTLY);
            case Failure.Denied ignored -> new After(MUCH_LATER);
            case Failure.Quota ignored -> new After(MUCH_LATER);
            case Failure.Invalid ignored -> new After(MUCH_LATER);
            case Failure.NotFound ignored -> new BackOff(FailureText.of(failure));
            case Failure.Conflict ignored -> new BackOff(FailureText.of(failure));
            case Failure.Throttled ignored -> new BackOff(FailureText.of(failure));
            case Failure.Transient ignored -> new BackOff(FailureText.of(failure));
        };
    }

    private static NextPass sooner(NextPass a, NextPass b) {
        return switch (a) {
            case BackOff backOff -> backOff;
            case OnChange ignored -> b;
            case After(Duration delay) ->
                switch (b) {
                    case BackOff backOff -> backOff;
                    case OnChange ignored -> a;
                    case After(Duration other) -> delay.compareTo(other) <= 0 ? a : b;
                };
        };
    }
}
