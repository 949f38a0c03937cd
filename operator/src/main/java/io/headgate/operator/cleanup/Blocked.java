package io.headgate.operator.cleanup;

import io.headgate.core.cloud.Failure;

/**
 * Something that could not be removed.
 *
 * @param what the thing, or the call about it
 * @param why with the remedy
 */
public record Blocked(String what, String why, Kind kind) {

    /** What can be done about it. */
    public enum Kind {
        /** It may go by itself. */
        PASSING,
        /** Somebody has to do something. */
        LASTING,
        /** It is meant to stay. */
        PROTECTED
    }

    static Blocked by(String what, Failure failure) {
        return new Blocked(what, failure.code() + ": " + failure.message(), kind(failure));
    }

    private static Kind kind(Failure failure) {
        return switch (failure) {
            case Failure.InUse _,
                    Failure.NotReady _,
                    Failure.Throttled _,
                    Failure.Transient _,
                    Failure.Conflict _,
                    Failure.NotFound _ -> Kind.PASSING;
            case Failure.Denied _, Failure.Quota _, Failure.Invalid _ -> Kind.LASTING;
        };
    }

    @Override
    public String toString() {
        return what + ": " + why;
    }
}
