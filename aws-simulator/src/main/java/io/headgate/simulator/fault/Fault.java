package io.headgate.simulator.fault;

import io.headgate.simulator.api.Answer;
import java.time.Duration;

/** One way in which a call goes wrong. Those that are about reads let writes through. */
public sealed interface Fault {

    /** Whether the call has its effect before it goes wrong. */
    enum Moment {
        /** It has none. */
        BEFORE_THE_EFFECT,
        /** It has, and the caller is not told. */
        AFTER_THE_EFFECT
    }

    /** The answer is an error. */
    record Failing(Moment moment, Answer.Refusal refusal) implements Fault {}

    /** The connection ends without an answer. */
    record Losing(Moment moment) implements Fault {}

    /** The answer takes so much longer, by the clock on the wall. */
    record Slow(Duration delay) implements Fault {}

    /** A read does not see the youngest writes: what they made is not found, what they deleted is still there. */
    record Stale(Lag lag) implements Fault {}

    /** What the youngest writes made or tagged is there, without any tags. */
    record Untagged(Lag lag) implements Fault {}

    /** A read finds nothing: each list in its answer is empty. */
    record Empty() implements Fault {}

    /** A read finds only the first entries of each list, and its answer claims that there are no more pages. */
    record Partial(int kept) implements Fault {}

    /** An error of the service's own making, status 500. */
    static Fault broken(Moment moment) {
        return new Failing(moment, new Answer.Refusal(500, "InternalFailure", "An internal error has occurred."));
    }

    /** An error of the caller's making, status 400. */
    static Fault refused(String code, String message) {
        return new Failing(Moment.BEFORE_THE_EFFECT, new Answer.Refusal(400, code, message));
    }

    /** What ELBv2 says when a zone has no room left for load balancers (ModifyCapacityReservation, CreateLoadBalancer). */
    static Fault withoutCapacity() {
        return refused("InsufficientCapacity", "There is insufficient capacity to reserve.");
    }

    /** What ELBv2 says when a subnet has too few free addresses for another load balancer. */
    static Fault withoutAddresses() {
        return refused(
                "InvalidSubnet", "Not enough IP space available in the subnet. ELB requires at least 8 free IPs.");
    }
}
