package io.headgate.simulator.api;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;

/** All calls since the start or the last reset, in the order in which they were finished. Safe for use by many threads. */
public final class CallLog {
    private final AtomicReference<Queue<RecordedCall>> calls = new AtomicReference<>(new ConcurrentLinkedQueue<>());

    void record(RecordedCall call) {
        calls.get().add(call);
    }

    public List<RecordedCall> calls() {
        return List.copyOf(calls.get());
    }

    /** The calls that did not only read, refused ones included. */
    public List<RecordedCall> writes() {
        return calls().stream().filter(call -> !call.reads()).toList();
    }

    /** How many calls of an operation there were. */
    public long count(String operation) {
        return calls().stream()
                .filter(call -> call.operation().equals(operation))
                .count();
    }

    /** Forgets all calls. */
    public void reset() {
        calls.set(new ConcurrentLinkedQueue<>());
    }
}
