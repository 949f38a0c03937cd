package io.headgate.simulator.fault;

import io.headgate.simulator.api.Answer;
import io.headgate.simulator.api.ApiCall;
import io.headgate.simulator.api.RecordedCall;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The account as it was. Remembers all writes, and does them again in a second account that lags behind; ids come out the same there, since
 * the simulator gives them out in a repeatable order. Time never goes back: a read never sees less than one before it. Health of targets is
 * told by time there, not by a data plane. Safe for use by many threads.
 */
public final class History {

    private final Function<History, Replica> start;
    private final Deque<Write> unseen = new ArrayDeque<>();
    private @Nullable Replica replica;
    private volatile @Nullable Instant replaying;

    private record Write(ApiCall call, Lag.Moment at) {}

    /** A second account that began as the first one. */
    @FunctionalInterface
    public interface Replica {
        Answer perform(ApiCall call);
    }

    /** @param start makes the second account; its clock has to be {@link #instant} while that is there */
    public History(Function<History, Replica> start) {
        this.start = start;
    }

    /** Notes a call that takes effect; reads have none. */
    synchronized void note(ApiCall call, Lag.Moment at) {
        if (!RecordedCall.reads(call.operation())) {
            unseen.add(new Write(call, at));
        }
    }

    /** Answers a read by what there was. */
    synchronized Answer read(ApiCall call, Lag lag, Lag.Moment now) {
        Replica behind = replica == null ? start.apply(this) : replica;
        replica = behind;
        while (!unseen.isEmpty() && !lag.hides(unseen.element().at(), now)) {
            Write write = unseen.remove();
            replaying = write.at().time();
            behind.perform(write.call());
        }
        replaying = null;
        return behind.perform(call);
    }

    /** The time of the write that is done again, null when none is. */
    public @Nullable Instant instant() {
        return replaying;
    }
}
