package io.headgate.system.harness;

import io.headgate.simulator.api.Answer;
import io.headgate.simulator.api.ApiCall;
import io.headgate.simulator.api.CallInterceptor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * The thread that a process hangs on. It counts what the process does to the world, calls of AWS and writes to the API server alike, and is
 * cut after so many: no further one has an effect or an answer then. Safe for use by many threads.
 */
public final class Lifeline implements CallInterceptor {

    private static final int NEVER = Integer.MAX_VALUE;

    private final AtomicInteger done = new AtomicInteger();
    private volatile int last = NEVER;

    /** How much was done since the last {@link #mend}. */
    public int done() {
        return done.get();
    }

    /** Lets so many more things be done. */
    public void cutAfter(int more) {
        done.set(0);
        last = more;
    }

    /** A new process begins to count anew. */
    public void mend() {
        cutAfter(NEVER);
    }

    /** Whether the process is gone. */
    public boolean isCut() {
        return done.get() >= last;
    }

    /** Counts a thing to be done; false when nobody is there any more to do it. */
    boolean pull() {
        return done.getAndUpdate(before -> before >= last ? before : before + 1) < last;
    }

    @Override
    public Answer intercept(ApiCall call, Supplier<Answer> next) {
        if (!pull()) {
            return new Answer.Lost();
        }
        Answer answer = next.get();
        return isCut() ? new Answer.Lost() : answer;
    }
}
