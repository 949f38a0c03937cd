package io.headgate.system.harness;

import io.headgate.core.cloud.Gatekeeper;
import io.headgate.core.plan.Gate;
import io.headgate.core.plan.PlannedStep;
import io.headgate.core.plan.Risk;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Holds steps for two passes. What it has seen is forgotten with the process. Safe for use by many threads. */
final class Patience implements Gatekeeper {

    private static final int PASSES = 2;

    private final Care care;
    private final Map<Gate, Integer> asked = new ConcurrentHashMap<>();
    private final AtomicInteger passes = new AtomicInteger();

    Patience(Care care) {
        this.care = care;
    }

    /** A pass over everything begins. */
    void passBegins() {
        passes.incrementAndGet();
    }

    /** Whether load balancers may be replaced by now. */
    boolean replaces() {
        return care != Care.APPROVAL || passes.get() > PASSES;
    }

    @Override
    public Optional<Hold> hold(PlannedStep planned) {
        return switch (care) {
            case NONE -> Optional.empty();
            case GATES ->
                planned.gates().stream()
                        .filter(gate -> asked.merge(gate, 1, Integer::sum) <= PASSES)
                        .findAny()
                        .map(gate -> new Hold("Waiting", gate.toString()));
            case APPROVAL ->
                planned.risk().compareTo(Risk.REPLACEMENT) >= 0 && passes.get() <= PASSES
                        ? Optional.of(new Hold("ApprovalRequired", planned.toString()))
                        : Optional.empty();
        };
    }
}
