package io.headgate.operator.loadbalancer;

import io.headgate.core.cloud.Failure;
import io.headgate.core.cloud.Outcome;
import io.headgate.operator.safety.ApprovalKeeper;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** When to look at a group again after a pass. */
sealed interface NextPass {

    /** When something changes. */
    record OnChange() implements NextPass {}

    /** After that time, whatever happens: something must first come to its end, or be repaired by someone. */
    record After(Duration delay) implements NextPass {}

    /** Soon, and later and later as long as it does not help. */
    record BackOff(String reason) implements NextPass {}

    Duration SHORTLY = Duration.ofSeconds(1);
    /** What is being made takes minutes at AWS. */
    Duration WHEN_MADE = Duration.ofSeconds(5);

    Duration MUCH_LATER = Duration.ofMinutes(5);

    /** Observes what another controller does about a plan that only that one may carry out. */
    Duration OBSERVING = Duration.ofSeconds(30);

    /** After a pass over a group that has members: certificates that are not issued yet are looked at again. */
    static NextPass after(Deployment deployment) {
        if (!deployment.executed()) {
            return deployment.plan().isEmpty() ? new OnChange() : new After(OBSERVING);
        }
        return deployment.pendingCertificates().stream()
                .<NextPass>map(certificate ->
                        new After(PendingCertificate.of(certificate).again()))
                .reduce(sooner(after(deployment.outcome()), afterRefusal(deployment)), NextPass::sooner);
    }

    /** Nothing tells that a limit was raised. */
    private static NextPass afterRefusal(Deployment deployment) {
        return deployment.compilation().exceedsQuota() ? new After(MUCH_LATER) : new OnChange();
    }

    static NextPass in(Optional<Duration> delay) {
        return delay.<NextPass>map(After::new).orElseGet(OnChange::new);
    }

    /** For what only people can settle: the longer they take, the rarer the look. */
    static Duration patiently(Optional<Instant> since, Instant now) {
        return growing(WHEN_MADE, since, now);
    }

    /** After that time at first, and later and later as long as it does not help. */
    static Duration growing(Duration first, Optional<Instant> since, Instant now) {
        Duration waited = since.map(begin -> Duration.between(begin, now)).orElse(Duration.ZERO);
        Duration longer = waited.compareTo(first) > 0 ? waited : first;
        return longer.compareTo(MUCH_LATER) < 0 ? longer : MUCH_LATER;
    }

    static NextPass after(Outcome outcome) {
        NextPass otherwise = outcome.held().stream()
                .<NextPass>map(held -> new After(
                        ApprovalKeeper.isAboutPeople(held.hold())
                                ? MUCH_LATER
                                : held.hold().again()))
                .reduce(new OnChange(), NextPass::sooner);
        return outcome.failures().stream()
                .map(failed -> after(failed.failure()))
                .reduce(otherwise, NextPass::sooner);
    }

    private static NextPass after(Failure failure) {
        return switch (failure) {
            case Failure.InUse ignored -> new After(SHORTLY);
            case Failure.NotReady ignored -> new After(WHEN_MADE);
            case Failure.Denied ignored -> new After(MUCH_LATER);
            case Failure.Quota ignored -> new After(MUCH_LATER);
            case Failure.Invalid ignored -> new After(MUCH_LATER);
            case Failure.NotFound ignored -> new BackOff(FailureText.of(failure));
            case Failure.Conflict ignored -> new BackOff(FailureText.of(failure));
            case Failure.Throttled ignored -> new BackOff(FailureText.of(failure));
            case Failure.Transient ignored -> new BackOff(FailureText.of(failure));
        };
    }

    /** Whichever comes first. */
    static NextPass sooner(NextPass a, NextPass b) {
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
