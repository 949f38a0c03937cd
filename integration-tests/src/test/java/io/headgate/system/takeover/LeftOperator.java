package io.headgate.system.takeover;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.headgate.aws.AwsProvider;
import io.headgate.aws.client.AwsSettings;
import io.headgate.core.settings.CompilerSettings;
import io.headgate.operator.runtime.RuntimeSettings;
import io.headgate.simulator.Simulator;
import io.headgate.system.RunningOperator;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;

/** The operator on the account and cluster that were left. */
final class LeftOperator {

    private LeftOperator() {}

    static RunningOperator start(KubernetesClient client, Simulator account) {
        return start(client, account, RuntimeSettings.alone());
    }

    static RunningOperator start(KubernetesClient client, Simulator account, RuntimeSettings settings) {
        return RunningOperator.start(
                client,
                secrets -> AwsProvider.create(
                        AwsSettings.of(Left.CLUSTER, Left.REGION, Left.VPC).withLocalEndpoint(account.endpoint()),
                        secrets,
                        new SimpleMeterRegistry(),
                        Clock.systemUTC()),
                CompilerSettings.defaults(Left.CLUSTER),
                settings);
    }
}
