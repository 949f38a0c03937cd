package io.headgate.simulator.fault;

import io.headgate.simulator.account.Limits;
import io.headgate.simulator.api.Answer;
import io.headgate.simulator.api.ApiCall;
import io.headgate.simulator.api.CallInterceptor;
import io.headgate.simulator.api.RecordedCall;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * What goes wrong in a simulator, changeable while it runs. The same plan and the same calls in the same order go wrong in the same way. Safe
 * for use by many threads.
 */
public final class Faults implements CallInterceptor {

    private final Limits limits;
    private final InstantSource clock;
    private final History history;
    private final Youngest youngest = new Youngest();
    private final AtomicLong calls = new AtomicLong();
    private final List<Fired> fired = new CopyOnWriteArrayList<>();
    private volatile ArmedPlan armed;

    /** A fault that befell a call. */
    public record Fired(String service, String operation, Fault fault) {}

    public Faults(Limits limits, InstantSource clock, History history) {
        this.limits = limits;
        this.clock = clock;
        this.history = history;
        this.armed = ArmedPlan.of(FaultPlan.NONE, clock);
    }

    /**
     * Replaces all that goes wrong. Counts of calls and token buckets begin anew.
     *
     * @throws IllegalArgumentException when the plan names a quota that does not exist; nothing is changed then
     */
    public void set(FaultPlan plan) {
        limits.change(plan.quotas());
        armed = ArmedPlan.of(plan, clock);
    }

    /** The only thing that goes wrong from now on. */
    public void inject(Selector selector, Fault fault) {
        set(FaultPlan.of(selector, fault));
    }

    /** Nothing goes wrong from now on, and the limits are those of the start. */
    public void clear() {
        set(FaultPlan.NONE);
    }

    public FaultPlan plan() {
        return armed.plan();
    }

    /** What befell calls since the start, throttling and limits aside. */
    public List<Fired> fired() {
        return List.copyOf(fired);
    }

    /** Notes a call that reaches its operation; to be told in the order in which they take effect. */
    public void takesEffect(ApiCall call) {
        history.note(call, now());
    }

    @Override
    public Answer intercept(ApiCall call, Supplier<Answer> next) {
        calls.incrementAndGet();
        ArmedPlan current = armed;
        Optional<Answer.Refusal> throttled = current.throttled(call);
        if (throttled.isPresent()) {
            return throttled.get();
        }
        List<Fault> faults = current.faults(call);
        faults.forEach(fault -> fired.add(new Fired(call.service(), call.operation(), fault)));
        return answer(call, faults, () -> {
            Answer answer = next.get();
            youngest.note(call, answer, now());
            return answer;
        });
    }

    private Answer answer(ApiCall call, List<Fault> faults, Supplier<Answer> next) {
        return faults.isEmpty()
                ? next.get()
                : suffer(faults.getFirst(), call, () -> answer(call, faults.subList(1, faults.size()), next));
    }

    private Answer suffer(Fault fault, ApiCall call, Supplier<Answer> next) {
        boolean reads = RecordedCall.reads(call.operation());
        return switch (fault) {
            case Fault.Failing(Fault.Moment moment, Answer.Refusal refusal) -> spoilt(moment, refusal, next);
            case Fault.Losing(Fault.Moment moment) -> spoilt(moment, new Answer.Lost(), next);
            case Fault.Slow(Duration delay) -> slowly(delay, next);
            case Fault.Stale(Lag lag) -> reads ? history.read(call, lag, now()) : next.get();
            case Fault.Untagged(Lag lag) ->
                reads ? Reads.withoutTags(next.get(), youngest.hidden(lag, now())) : next.get();
            case Fault.Empty() -> reads ? Reads.cut(next.get(), 0) : next.get();
            case Fault.Partial(int kept) -> reads ? Reads.cut(next.get(), kept) : next.get();
        };
    }

    private static Answer spoilt(Fault.Moment moment, Answer instead, Supplier<Answer> next) {
        return switch (moment) {
            case BEFORE_THE_EFFECT -> instead;
            // What the service refuses has no effect that could go untold.
            case AFTER_THE_EFFECT -> next.get() instanceof Answer.Refusal refused ? refused : instead;
        };
    }

    private static Answer slowly(Duration delay, Supplier<Answer> next) {
        Answer answer = next.get();
        long end = System.nanoTime() + delay.toNanos();
        for (long left = delay.toNanos(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
        return answer;
    }

    private Lag.Moment now() {
        return new Lag.Moment(calls.get(), clock.instant());
    }
}
