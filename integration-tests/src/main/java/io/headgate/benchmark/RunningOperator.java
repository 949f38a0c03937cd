package io.headgate.benchmark;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.headgate.aws.AwsProvider;
import io.headgate.aws.client.AwsSettings;
import io.headgate.core.settings.CompilerSettings;
import io.headgate.operator.runtime.OperatorRuntime;
import io.headgate.operator.runtime.RuntimeSettings;
import io.headgate.operator.watch.OidcSecrets;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The operator in this process, with the AWS SDK between it and the account. */
record RunningOperator(AwsProvider provider, OperatorRuntime runtime, MeterRegistry meters) implements AutoCloseable {

    private static final AwsSettings SETTINGS = AwsSettings.of("dev", "us-west-2", "vpc-0d0000000000000d0");

    /** Returns when it is ready. It does not look for changes by others. */
    static RunningOperator start(KubernetesClient client, URI endpoint) {
        return start(client, endpoint, RuntimeSettings.alone(), Clock.systemUTC());
    }

    /** The same, keeping to what an account grants. */
    static RunningOperator startHeldBack(KubernetesClient client, URI endpoint, RuntimeSettings settings) {
        return start(
                client,
                SETTINGS.withLocalEndpoint(endpoint).withBudget(AwsSettings.Budget.ACCOUNT),
                settings,
                Clock.systemUTC());
    }

    /** The operator with settings of its own. */
    static RunningOperator start(KubernetesClient client, URI endpoint, RuntimeSettings settings, Clock clock) {
        return start(client, SETTINGS.withLocalEndpoint(endpoint), settings, clock);
    }

    private static RunningOperator start(
            KubernetesClient client, AwsSettings account, RuntimeSettings settings, Clock clock) {
        OidcSecrets secrets = new OidcSecrets(client, null);
        PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        AwsProvider provider = AwsProvider.create(account, secrets, meters, clock);
        OperatorRuntime runtime = OperatorRuntime.start(
                client,
                Map.of("aws", provider),
                CompilerSettings.defaults(SETTINGS.clusterName()),
                settings,
                secrets,
                meters,
                clock);
        return new RunningOperator(provider, runtime, meters);
    }

    /** Calls by operation so far: those that look for changes by others, or all the rest. */
    Map<String, Long> calls(boolean drift) {
        return meters.find("headgate.aws.calls").counters().stream()
                .filter(counter -> "drift".equals(counter.getId().getTag("priority")) == drift)
                .collect(Collectors.groupingBy(
                        counter -> String.valueOf(counter.getId().getTag("operation")),
                        TreeMap::new,
                        Collectors.summingLong(counter -> (long) counter.count())));
    }

    /** How often existence was looked at. */
    long looks() {
        return meters.find("headgate.drift.looks").counters().stream()
                .filter(counter -> "existence".equals(counter.getId().getTag("kind")))
                .mapToLong(counter -> (long) counter.count())
                .sum();
    }

    @Override
    public void close() {
        runtime.close();
        provider.close();
    }
}
