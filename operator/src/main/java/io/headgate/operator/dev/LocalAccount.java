package io.headgate.operator.dev;

import io.headgate.core.cloud.CloudProvider;
import io.headgate.simulator.Simulator;
import io.headgate.simulator.SimulatorConfig;
import java.io.IOException;
import java.time.Clock;

/** The simulated account of a run, and the provider that works on it through the AWS SDK. */
final class LocalAccount {

    private LocalAccount() {}

    static Simulator start(DevAccount account) throws IOException {
        return Simulator.start(SimulatorConfig.DEFAULT
                .withSeed(account.json())
                .withDataPlane(true)
                .withLenient(true));
    }

    @SuppressWarnings("DoNotCallSuggester") // until the provider is in
    static Connection connect(DevAccount account, Simulator simulator, Clock clock) {
        throw new UnsupportedOperationException(
                "not yet: " + account.clusterName() + simulator.endpoint() + clock.instant());
    }

    /** A provider with the clients that it needs. */
    interface Connection extends AutoCloseable {
        CloudProvider provider();

        @Override
        void close();
    }
}
