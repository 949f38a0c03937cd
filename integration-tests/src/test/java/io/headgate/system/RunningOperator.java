package io.headgate.system;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.headgate.aws.AwsProvider;
import io.headgate.aws.client.AwsSettings;
import io.headgate.aws.client.Throttle;
import io.headgate.core.cloud.ClientSecrets;
import io.headgate.core.settings.CompilerSettings;
import io.headgate.core.settings.FeatureGate;
import io.headgate.operator.cli.OperatorFlags;
import io.headgate.operator.runtime.OperatorRuntime;
import io.headgate.operator.runtime.RuntimeSettings;
import io.headgate.operator.watch.OidcSecrets;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/** The operator in this process, with the AWS SDK between it and the account. */
public final class RunningOperator implements AutoCloseable {

    private final AwsProvider provider;
    private final OperatorRuntime runtime;

    private RunningOperator(AwsProvider provider, OperatorRuntime runtime) {
        this.provider = provider;
        this.runtime = runtime;
    }

    static RunningOperator start(KubernetesClient client, SimulatedAccount account) {
        return start(client, account, RuntimeSettings.alone());
    }

    static RunningOperator start(KubernetesClient client, SimulatedAccount account, RuntimeSettings runtime) {
        return start(client, account, runtime, Clock.systemUTC());
    }

    static RunningOperator start(
            KubernetesClient client, SimulatedAccount account, RuntimeSettings runtime, Clock clock) {
        AwsSettings settings = AwsSettings.of(SimulatedAccount.CLUSTER, SimulatedAccount.REGION, SimulatedAccount.VPC);
        return start(client, settings, account.endpoint(), runtime, clock);
    }

    /** The operator with a clock that also its view of the account goes by. */
    static RunningOperator startOnClock(
            KubernetesClient client, SimulatedAccount account, RuntimeSettings runtime, Clock clock) {
        AwsSettings settings = AwsSettings.of(SimulatedAccount.CLUSTER, SimulatedAccount.REGION, SimulatedAccount.VPC)
                .withLocalEndpoint(account.endpoint());
        return start(
                client,
                secrets -> AwsProvider.create(settings, secrets, new SimpleMeterRegistry(), clock),
                CompilerSettings.defaults(settings.clusterName()),
                runtime,
                clock);
    }

    /** The operator keeping to what an account grants, or to rates of its own. */
    static RunningOperator startHeldBack(KubernetesClient client, SimulatedAccount account, Throttle... throttles) {
        AwsSettings settings = AwsSettings.of(SimulatedAccount.CLUSTER, SimulatedAccount.REGION, SimulatedAccount.VPC)
                .withLocalEndpoint(account.endpoint())
                .withBudget(AwsSettings.Budget.ACCOUNT)
                .withThrottles(List.of(throttles));
        return start(
                client,
                secrets -> AwsProvider.create(settings, secrets, new SimpleMeterRegistry(), Clock.systemUTC()),
                CompilerSettings.defaults(settings.clusterName()),
                RuntimeSettings.alone());
    }

    /** The operator with flags. */
    static RunningOperator start(KubernetesClient client, SimulatedAccount account, String flag, String... more) {
        List<String> flags = Stream.concat(Stream.of(flag), Stream.of(more)).toList();
        CompilerSettings compiler = OperatorFlags.parse(flags, SimulatedAccount.CLUSTER);
        AwsSettings settings = AwsSettings.of(SimulatedAccount.CLUSTER, SimulatedAccount.REGION, SimulatedAccount.VPC)
                .withInstance(compiler.instance())
                .withManagesCertificates(compiler.enabled(FeatureGate.ENABLE_CERTIFICATE_MANAGEMENT))
                .withLocalEndpoint(account.endpoint());
        return start(
                client,
                secrets -> AwsProvider.create(settings, secrets, new SimpleMeterRegistry(), Clock.systemUTC()),
                compiler,
                RuntimeSettings.alone());
    }

    static RunningOperator start(KubernetesClient client, AwsSettings settings, URI endpoint) {
        return start(client, settings, endpoint, RuntimeSettings.alone(), Clock.systemUTC());
    }

    private static RunningOperator start(
            KubernetesClient client, AwsSettings settings, URI endpoint, RuntimeSettings runtime, Clock clock) {
        CompilerSettings compiler = CompilerSettings.defaults(settings.clusterName());
        return start(
                client,
                secrets -> AwsProvider.create(
                        settings.withLocalEndpoint(endpoint), secrets, new SimpleMeterRegistry(), Clock.systemUTC()),
                compiler,
                runtime,
                clock);
    }

    /** The operator with a provider of its own, which is closed with it. */
    public static RunningOperator start(
            KubernetesClient client,
            Function<ClientSecrets, AwsProvider> account,
            CompilerSettings compiler,
            RuntimeSettings settings) {
        return start(client, account, compiler, settings, Clock.systemUTC());
    }

    private static RunningOperator start(
            KubernetesClient client,
            Function<ClientSecrets, AwsProvider> account,
            CompilerSettings compiler,
            RuntimeSettings settings,
            Clock clock) {
        OidcSecrets secrets = new OidcSecrets(client, null);
        AwsProvider provider = account.apply(secrets);
        OperatorRuntime runtime =
                OperatorRuntime.start(client, Map.of("aws", provider), compiler, settings, secrets, clock);
        return new RunningOperator(provider, runtime);
    }

    /** Where its webhooks are served. */
    int webhookPort() {
        return runtime.webhookPort().orElseThrow();
    }

    @Override
    public void close() {
        runtime.close();
        provider.close();
    }
}
