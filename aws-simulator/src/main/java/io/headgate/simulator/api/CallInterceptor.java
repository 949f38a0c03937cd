package io.headgate.simulator.api;

import java.util.function.Supplier;

/**
 * Stands in front of every operation: it may answer by itself, let the call through, or spoil the answer afterwards. Injected faults come
 * in here. Called from many threads at once.
 */
@FunctionalInterface
public interface CallInterceptor {

    /** Lets every call through. */
    CallInterceptor NONE = (call, next) -> next.get();

    /** Answers the call; {@code next} performs it when asked. */
    Answer intercept(ApiCall call, Supplier<Answer> next);

    /** This one, and another one behind it. */
    default CallInterceptor then(CallInterceptor behind) {
        return (call, next) -> intercept(call, () -> behind.intercept(call, next));
    }
}
