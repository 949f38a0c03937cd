package io.headgate.benchmark;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.headgate.aws.AwsProvider;
import io.headgate.aws.client.AwsSettings;
import io.headgate.core.compile.CompilerSettings;
import io.headgate.operator.runtime.OperatorRuntime;
import io.headgate.operator.runtime.RuntimeSettings;
import io.headgate.operator.watch.OidcSecrets;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Clock;
import java.util.Map;

/** The operator in this process, with the AWS SDK between it and the account. */
record RunningOperator(AwsProvider provider, OperatorRuntime runtime) implements AutoCloseable {

    private static final AwsSettings SETTINGS = AwsSettings.of("dev", "us-west-2", "vpc-0d0000000000000d0");

    /** Returns when it is ready. */
    static RunningOperator start(KubernetesClient client, URI endpoint) {
        Clock clock = Clock.systemUTC();
        OidcSecrets secrets = new OidcSecrets(client, null);
        AwsProvider provider =
                AwsProvider.create(SETTINGS.withLocalEndpoint(endpoint), secrets, new SimpleMeterRegistry(), clock);
        OperatorRuntime runtime = OperatorRuntime.start(
                client,
                Map.of("aws", provider),
                CompilerSettings.defaults(SETTINGS.clusterName()),
                RuntimeSettings.alone(),
                secrets,
                clock);
        return new RunningOperator(provider, runtime);
    }

    @Override
    public void close() {
        runtime.close();
        provider.close();
    }
}
