package io.headgate.core.cloud;

import io.headgate.core.plan.PlannedStep;
import java.time.Duration;
import java.util.Optional;

/** Says of each step of a plan whether its time has come. Asked once, right before the step would run. Safe for use by many threads. */
@FunctionalInterface
public interface Gatekeeper {

    /** Holds nothing up. */
    Gatekeeper OPEN = planned -> Optional.empty();

    /**
     * Why a step has to wait; empty when it may run.
     *
     * @param planned what it waits for names real ARNs and ids, as far as they exist
     */
    Optional<Hold> hold(PlannedStep planned);

    /** The same, and what another one holds too. */
    default Gatekeeper and(Gatekeeper other) {
        return planned -> hold(planned).or(() -> other.hold(planned));
    }

    /**
     * Why a step waits.
     *
     * @param code one word for conditions, such as {@code TargetsNotHealthy}
     * @param message a sentence: what is waited for, and what can be done about it
     * @param again when to ask again at the latest
     */
    record Hold(String code, String message, Duration again) {

        private static final Duration SOON = Duration.ofSeconds(5);

        /** A step that is asked about again soon. */
        public Hold(String code, String message) {
            this(code, message, SOON);
        }
    }
}
