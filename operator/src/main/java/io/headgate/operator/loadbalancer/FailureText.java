package io.headgate.operator.loadbalancer;

import io.headgate.core.cloud.Failure;
import io.headgate.core.cloud.Outcome.FailedStep;
import java.util.List;
import java.util.stream.Collectors;

/** Failures in words, and what to do about them. */
final class FailureText {

    private static final int SHOWN = 3;

    private FailureText() {}

    static String of(List<FailedStep> failures) {
        String shown = failures.stream()
                .limit(SHOWN)
                .map(failed -> failed.step().call() + " " + failed.step().handle() + ": " + of(failed.failure()))
                .collect(Collectors.joining("; "));
        return failures.size() > SHOWN ? shown + "; and " + (failures.size() - SHOWN) + " more" : shown;
    }

    static String of(Failure failure) {
        return failure.code() + ": " + failure.message();
    }

    static String remedy(Failure failure) {
        return switch (failure) {
            case Failure.Denied ignored -> "allow the call in the IAM policy of the operator";
            case Failure.Quota ignored -> "ask AWS for a higher limit, or use fewer of these resources";
            case Failure.Invalid ignored -> "change what the message names";
            case Failure.NotFound ignored -> "create what the message names, or stop naming it";
            case Failure.InUse ignored -> "remove what still uses it; it is tried again shortly";
            case Failure.NotReady ignored -> "wait until it is ready; it is tried again shortly";
            case Failure.Conflict ignored -> "it is tried again";
            case Failure.Throttled ignored -> "it is tried again later";
            case Failure.Transient ignored -> "it is tried again";
        };
    }
}
