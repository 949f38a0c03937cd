package io.headgate.operator.dev;

import io.headgate.aws.AwsProvider;
import io.headgate.aws.client.AwsSettings;
import io.headgate.core.cloud.ClientSecrets;
import io.headgate.simulator.Simulator;
import io.headgate.simulator.SimulatorConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
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

    static AwsProvider connect(DevAccount account, Simulator simulator, ClientSecrets secrets, Clock clock) {
        AwsSettings settings = AwsSettings.of(account.clusterName(), account.region(), account.vpcId())
                .withLocalEndpoint(simulator.endpoint());
        return AwsProvider.create(settings, secrets, new SimpleMeterRegistry(), clock);
    }
}
