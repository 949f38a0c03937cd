package io.headgate.aws.targets;

import io.headgate.aws.client.Failures;
import io.headgate.core.cloud.Failure;
import io.headgate.core.target.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Targets on their way to the API, which refuses a whole call for one of them. Then the call is halved, so that all others take effect; not
 * without end, as a group that takes none would cost a call for each; and where there is not room for one more there is none for others.
 * Not for more than one thread.
 */
final class TargetChunks {

    /** So many single refusals are looked for. */
    private static final int PATIENCE = 10;

    private final Consumer<List<Target>> call;
    private int refusals;
    private boolean full;
    private @Nullable Failure first;

    private TargetChunks(Consumer<List<Target>> call) {
        this.call = call;
    }

    /**
     * Sends all targets.
     *
     * @param most how many go into one call
     * @return the first failure, if any
     */
    static Optional<Failure> send(List<Target> targets, int most, Consumer<List<Target>> call) {
        TargetChunks chunks = new TargetChunks(call);
        for (int from = 0; from < targets.size() && chunks.goesOn(); from += most) {
            chunks.send(targets.subList(from, Math.min(targets.size(), from + most)));
        }
        return Optional.ofNullable(chunks.first);
    }

    private void send(List<Target> targets) {
        if (full) {
            return;
        }
        try {
            call.accept(targets);
        } catch (SdkException failed) {
            Failure failure = Failures.translate(failed);
            if (targets.size() > 1 && concernsSingleTargets(failure) && refusals < PATIENCE) {
                int half = targets.size() / 2;
                new ArrayList<>(List.of(targets.subList(0, half), targets.subList(half, targets.size())))
                        .forEach(this::send);
            } else {
                first = first == null ? failure : first;
                refusals += concernsSingleTargets(failure) ? 1 : PATIENCE;
                full = failure.code().equals("TooManyTargets");
            }
        }
    }

    private boolean goesOn() {
        return refusals < PATIENCE && !full;
    }

    /** A target group that asks for zones asks for those of all targets. */
    private static boolean concernsSingleTargets(Failure failure) {
        return switch (failure) {
            case Failure.Invalid invalid ->
                !invalid.message().toLowerCase(Locale.ROOT).replace(" ", "").contains("availabilityzone");
            case Failure.Quota _ -> true;
            case Failure.NotFound _,
                    Failure.Conflict _,
                    Failure.InUse _,
                    Failure.Throttled _,
                    Failure.Denied _,
                    Failure.NotReady _,
                    Failure.Transient _ -> false;
        };
    }
}
