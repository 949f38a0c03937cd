package io.headgate.simulator.fault;

import io.headgate.simulator.api.ApiCall;
import io.headgate.simulator.api.RecordedCall;
import java.util.regex.Pattern;

/**
 * Which calls are meant.
 *
 * @param service name as in the credential scope, for example {@code elasticloadbalancing}; {@code *} stands for any text
 * @param operation name of the action; {@code *} stands for any text
 * @param from the first of the calls that match so far, counted from 1
 * @param times how many at most
 * @param probability of each, 0 to 1
 */
public record Selector(String service, String operation, Kind kind, int from, int times, double probability) {

    /** Kinds of calls, by the names of their operations. */
    public enum Kind {
        ANY,
        READ,
        WRITE
    }

    public Selector {
        if (from < 1 || times < 1 || probability < 0 || probability > 1) {
            throw new IllegalArgumentException(
                    "a selector begins at call 1 or later, takes at least one, with a probability of 0 to 1");
        }
    }

    /** All calls. */
    public static Selector all() {
        return new Selector("*", "*", Kind.ANY, 1, Integer.MAX_VALUE, 1);
    }

    /** All calls that change something. */
    public static Selector writes() {
        return all().of(Kind.WRITE);
    }

    /** All calls that only read. */
    public static Selector reads() {
        return all().of(Kind.READ);
    }

    /** All calls of some operations. */
    public static Selector operation(String pattern) {
        return new Selector("*", pattern, Kind.ANY, 1, Integer.MAX_VALUE, 1);
    }

    public Selector of(Kind changed) {
        return new Selector(service, operation, changed, from, times, probability);
    }

    public Selector ofService(String changed) {
        return new Selector(changed, operation, kind, from, times, probability);
    }

    /** Only the n-th of them. */
    public Selector nth(int n) {
        return new Selector(service, operation, kind, n, 1, probability);
    }

    /** All from the n-th on. */
    public Selector from(int n) {
        return new Selector(service, operation, kind, n, times, probability);
    }

    /** At most so many. */
    public Selector times(int most) {
        return new Selector(service, operation, kind, from, most, probability);
    }

    /** Each with that probability. */
    public Selector withProbability(double changed) {
        return new Selector(service, operation, kind, from, times, changed);
    }

    boolean names(ApiCall call) {
        return matches(service, call.service())
                && matches(operation, call.operation())
                && switch (kind) {
                    case ANY -> true;
                    case READ -> RecordedCall.reads(call.operation());
                    case WRITE -> !RecordedCall.reads(call.operation());
                };
    }

    static boolean matches(String pattern, String text) {
        return Pattern.matches(Pattern.quote(pattern).replace("*", "\\E.*\\Q"), text);
    }
}
