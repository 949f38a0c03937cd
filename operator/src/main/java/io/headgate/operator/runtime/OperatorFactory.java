package io.headgate.operator.runtime;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.api.config.ConfigurationServiceOverrider;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfiguration;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfigurationBuilder;
import io.javaoperatorsdk.operator.monitoring.micrometer.MicrometerMetricsV2;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sets the framework up so that it never ends the process and waits for what runs when it stops. */
final class OperatorFactory {

    private static final Logger LOG = LoggerFactory.getLogger(OperatorFactory.class);
    private static final Duration TERMINATION = Duration.ofSeconds(20);

    /** A lost lease is told by a callback; the framework would otherwise end the process from within. */
    private static final boolean END_THE_PROCESS = false;

    private OperatorFactory() {}

    /** @param lease null for an operator that is alone */
    static Operator create(
            KubernetesClient client, @Nullable LeaderLease lease, MeterRegistry registry, Leadership leadership) {
        return new Operator(overrider -> configure(overrider, client, lease, registry, leadership));
    }

    private static void configure(
            ConfigurationServiceOverrider overrider,
            KubernetesClient client,
            @Nullable LeaderLease lease,
            MeterRegistry registry,
            Leadership leadership) {
        overrider
                .withKubernetesClient(client)
                .withCloseClientOnStop(false)
                .withMetrics(MicrometerMetricsV2.newBuilder(registry).build())
                .withStopOnInformerErrorDuringStartup(true)
                .withReconciliationTerminationTimeout(TERMINATION)
                .withExecutorService(Executors.newThreadPerTaskExecutor(
                        Thread.ofVirtual().name("reconcile-", 0).factory()))
                // The default handler ends the process; a watch that ended shows in /livez.
                .withInformerStoppedHandler((informer, failure) -> {
                    if (failure != null) {
                        LOG.atError().setCause(failure).log("A watch ended");
                    }
                });
        if (lease != null) {
            overrider.withLeaderElectionConfiguration(election(lease, leadership));
        }
    }

    private static LeaderElectionConfiguration election(LeaderLease lease, Leadership leadership) {
        return LeaderElectionConfigurationBuilder.aLeaderElectionConfiguration(
                        lease.election().leaseName())
                .withLeaseNamespace(lease.election().namespace())
                .withIdentity(lease.identity())
                .withLeaderCallbacks(new LeaderCallbacks(
                        leadership::begin,
                        leadership::end,
                        leader -> LOG.atInfo().addKeyValue("leader", leader).log("There is a leader")))
                // Whatever its name says, the only way to keep the process; build() refuses to.
                .buildForTest(END_THE_PROCESS);
    }
}
