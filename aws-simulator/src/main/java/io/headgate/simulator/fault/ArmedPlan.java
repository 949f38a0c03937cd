package io.headgate.simulator.fault;

import io.headgate.simulator.api.Answer;
import io.headgate.simulator.api.ApiCall;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

/** A plan with its counts, dice and buckets. Safe for use by many threads. */
final class ArmedPlan {

    private final FaultPlan plan;
    private final Random dice;
    private final Optional<Buckets> buckets;
    private final int[] matched;
    private final int[] struck;

    private ArmedPlan(FaultPlan plan, Optional<Buckets> buckets) {
        this.plan = plan;
        this.dice = new Random(plan.seed());
        this.buckets = buckets;
        this.matched = new int[plan.injections().size()];
        this.struck = new int[plan.injections().size()];
    }

    static ArmedPlan of(FaultPlan plan, InstantSource clock) {
        return new ArmedPlan(plan, plan.throttling().map(throttling -> new Buckets(throttling, clock)));
    }

    FaultPlan plan() {
        return plan;
    }

    Optional<Answer.Refusal> throttled(ApiCall call) {
        return buckets.flatMap(present -> present.take(call));
    }

    /** The faults that befall a call, the outermost first. */
    synchronized List<Fault> faults(ApiCall call) {
        return plan.injections().isEmpty()
                ? List.of()
                : IntStream.range(0, matched.length)
                        .filter(number -> strikes(number, call))
                        .mapToObj(number -> plan.injections().get(number).fault())
                        .toList();
    }

    private boolean strikes(int number, ApiCall call) {
        Selector selector = plan.injections().get(number).selector();
        if (!selector.names(call)) {
            return false;
        }
        matched[number]++;
        boolean strikes = matched[number] >= selector.from()
                && struck[number] < selector.times()
                && (selector.probability() >= 1 || dice.nextDouble() < selector.probability());
        if (strikes) {
            struck[number]++;
        }
        return strikes;
    }
}
