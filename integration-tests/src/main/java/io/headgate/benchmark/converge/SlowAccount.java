package io.headgate.benchmark.converge;

import io.headgate.benchmark.ApiServer;
import io.headgate.simulator.Simulator;
import io.headgate.simulator.SimulatorConfig;
import io.headgate.simulator.account.Quotas;
import io.headgate.simulator.account.Timing;
import io.headgate.simulator.fault.Fault;
import io.headgate.simulator.fault.Selector;
import java.io.IOException;
import java.time.Duration;

/** A simulated account as a process of its own, whose calls take a while. It ends when its standard input does. */
public final class SlowAccount {

    private static final int ROOM = 100_000;

    private SlowAccount() {}

    /** @param arguments how many milliseconds a call takes */
    public static void main(String[] arguments) throws IOException {
        Quotas quotas = Quotas.DEFAULT
                .with("loadBalancers", ROOM)
                .with("targetGroups", ROOM)
                .with("securityGroups", ROOM);
        SimulatorConfig config = SimulatorConfig.DEFAULT
                .withSeed(ApiServer.seed())
                .withTiming(Timing.INSTANT)
                .withQuotas(quotas)
                .withHistory(false);
        try (Simulator simulator = Simulator.start(config)) {
            simulator.faults().inject(Selector.all(), new Fault.Slow(Duration.ofMillis(Long.parseLong(arguments[0]))));
            System.out.println(simulator.endpoint());
            while (System.in.read() >= 0) {
                // Whoever started this says nothing; it only ends.
            }
        }
    }
}
