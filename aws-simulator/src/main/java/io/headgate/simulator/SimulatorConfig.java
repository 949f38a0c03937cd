package io.headgate.simulator;

import io.headgate.simulator.account.Quotas;
import io.headgate.simulator.account.Timing;
import io.headgate.simulator.api.CallInterceptor;
import java.time.InstantSource;
import java.util.Optional;

/**
 * How a simulator is set up.
 *
 * @param port on loopback; 0 for any free one
 * @param seed JSON text in the form of the corpus' seeds, empty for an account with one default VPC
 * @param recording JSON text with what the Describe calls of an account answered, taken instead of the seed; empty for none
 * @param dataPlane whether real listeners run behind the load balancers
 * @param lenient whether ids that no seed lists (trust stores, prefix lists, addresses, private CAs, web ACLs, target groups) count as
 *     existing, and the account as subscribed to Shield Advanced
 * @param clock where the account's time comes from
 * @param interceptor what stands in front of every call
 * @param history whether writes are remembered for as long as the simulator runs, which faults of stale reads need
 */
public record SimulatorConfig(
        int port,
        Optional<String> seed,
        Optional<String> recording,
        boolean dataPlane,
        boolean lenient,
        Quotas quotas,
        Timing timing,
        InstantSource clock,
        CallInterceptor interceptor,
        boolean history) {

    /** Strict, without data plane, on any port, with the quotas of a new account. */
    public static final SimulatorConfig DEFAULT = new SimulatorConfig(
            0,
            Optional.empty(),
            Optional.empty(),
            false,
            false,
            Quotas.DEFAULT,
            Timing.DEFAULT,
            InstantSource.system(),
            CallInterceptor.NONE,
            true);

    public SimulatorConfig withPort(int changed) {
        return new SimulatorConfig(
                changed, seed, recording, dataPlane, lenient, quotas, timing, clock, interceptor, history);
    }

    public SimulatorConfig withSeed(String json) {
        return new SimulatorConfig(
                port, Optional.of(json), recording, dataPlane, lenient, quotas, timing, clock, interceptor, history);
    }

    /** Begins with an account as its Describe calls answered; the seed does not count then. */
    public SimulatorConfig withRecording(String json) {
        return new SimulatorConfig(
                port, seed, Optional.of(json), dataPlane, lenient, quotas, timing, clock, interceptor, history);
    }

    public SimulatorConfig withDataPlane(boolean changed) {
        return new SimulatorConfig(
                port, seed, recording, changed, lenient, quotas, timing, clock, interceptor, history);
    }

    public SimulatorConfig withLenient(boolean changed) {
        return new SimulatorConfig(
                port, seed, recording, dataPlane, changed, quotas, timing, clock, interceptor, history);
    }

    public SimulatorConfig withQuotas(Quotas changed) {
        return new SimulatorConfig(
                port, seed, recording, dataPlane, lenient, changed, timing, clock, interceptor, history);
    }

    public SimulatorConfig withTiming(Timing changed) {
        return new SimulatorConfig(
                port, seed, recording, dataPlane, lenient, quotas, changed, clock, interceptor, history);
    }

    public SimulatorConfig withClock(InstantSource changed) {
        return new SimulatorConfig(
                port, seed, recording, dataPlane, lenient, quotas, timing, changed, interceptor, history);
    }

    public SimulatorConfig withInterceptor(CallInterceptor changed) {
        return new SimulatorConfig(port, seed, recording, dataPlane, lenient, quotas, timing, clock, changed, history);
    }

    public SimulatorConfig withHistory(boolean changed) {
        return new SimulatorConfig(
                port, seed, recording, dataPlane, lenient, quotas, timing, clock, interceptor, changed);
    }
}
