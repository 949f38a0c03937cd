package io.headgate.operator.runtime;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.headgate.core.cloud.CloudException;
import io.headgate.core.cloud.CloudProvider;
import io.headgate.core.group.ClassOwnership;
import io.headgate.core.settings.CompilerSettings;
import io.headgate.operator.cleanup.OrphanWatch;
import io.headgate.operator.drift.DriftReaction;
import io.headgate.operator.drift.DriftWatch;
import io.headgate.operator.loadbalancer.IngressMetrics;
import io.headgate.operator.loadbalancer.QuotaMetrics;
import io.headgate.operator.loadbalancer.ServedProvider;
import io.headgate.operator.predecessor.LeaseName;
import io.headgate.operator.predecessor.Observation;
import io.headgate.operator.predecessor.PredecessorLease;
import io.headgate.operator.proxyclass.ProxyClass;
import io.headgate.operator.safety.GroupPolicies;
import io.headgate.operator.targets.HealthLedger;
import io.headgate.operator.telemetry.Health;
import io.headgate.operator.telemetry.ObservabilityServer;
import io.headgate.operator.watch.ClusterView;
import io.headgate.operator.watch.FirstReading;
import io.headgate.operator.watch.OidcSecrets;
import io.headgate.operator.watch.Snapshot;
import io.headgate.operator.webhook.Webhooks;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.OperatorException;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The operator in this process. It owns its threads and informers, but neither the client nor the provider: whoever made those closes
 * them after {@link #close}. It never ends the process. Safe for use by many threads.
 */
public final class OperatorRuntime implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(OperatorRuntime.class);

    private final ClusterView view;
    private final OidcSecrets secrets;
    private final Operator operator;
    private final @Nullable LeaderLease lease;
    private final @Nullable ProxyClass proxy;
    private final @Nullable Webhooks webhooks;
    private final @Nullable PredecessorLease predecessor;
    private final @Nullable DriftWatch drift;
    private final List<ObservabilityServer> servers;
    private final Leadership leadership;

    private OperatorRuntime(
            ClusterView view,
            OidcSecrets secrets,
            Operator operator,
            @Nullable LeaderLease lease,
            @Nullable ProxyClass proxy,
            @Nullable Webhooks webhooks,
            @Nullable PredecessorLease predecessor,
            @Nullable DriftWatch drift,
            List<ObservabilityServer> servers,
            Leadership leadership) {
        this.view = view;
        this.secrets = secrets;
        this.operator = operator;
        this.lease = lease;
        this.proxy = proxy;
        this.webhooks = webhooks;
        this.predecessor = predecessor;
        this.drift = drift;
        this.servers = List.copyOf(servers);
        this.leadership = leadership;
    }

    /**
     * Starts the operator and returns once its caches are warm. The four custom resource definitions must be there.
     *
     * @param providers by the value of {@code spec.provider} of a LoadBalancer; without {@code aws} only the class of the proxy is served,
     *     and objects of other classes are not touched
     * @param secrets where the provider finds client secrets; watched only as long as the operator runs
     * @throws io.fabric8.kubernetes.client.KubernetesClientException if the API server cannot be reached or refuses to list
     */
    public static OperatorRuntime start(
            KubernetesClient client,
            Map<String, CloudProvider> providers,
            CompilerSettings compilerSettings,
            RuntimeSettings settings,
            OidcSecrets secrets,
            Clock clock) {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        return start(client, providers, compilerSettings, settings, secrets, registry, clock);
    }

    /** As above, with the registry that the metrics page shows. */
    public static OperatorRuntime start(
            KubernetesClient client,
            Map<String, CloudProvider> providers,
            CompilerSettings compilerSettings,
            RuntimeSettings settings,
            OidcSecrets secrets,
            PrometheusMeterRegistry registry,
            Clock clock) {
        CloudProvider aws = providers.get(Snapshot.AWS);
        if (aws == null && (settings.proxyClass() == null || settings.webhooks() != null)) {
            throw new IllegalArgumentException(
                    "without a provider \"aws\" nothing but the class of the proxy is served");
        }
        ClusterView view =
                new ClusterView(compilerSettings.instance(), ownerships(aws, compilerSettings, settings), secrets);
        Leadership leadership = new Leadership();
        HealthLedger health = new HealthLedger();
        LeaderLease lease =
                settings.leaderElection() == null ? null : new LeaderLease(client, settings.leaderElection());
        Operator operator = OperatorFactory.create(client, lease, registry, leadership);
        registry.gauge("headgate.pods.without.readiness.gate", health, HealthLedger::missedGates);
        registry.gauge("headgate.endpoints.not.registered", health, HealthLedger::unregistered);
        QuotaMetrics.follow(view, registry);
        IngressMetrics.follow(view, registry);
        List<ObservabilityServer> servers = new ArrayList<>();
        ProxyClass proxy = null;
        Webhooks webhooks = null;
        PredecessorLease predecessor = null;
        DriftWatch drift = null;
        OperatorRuntime runtime = null;
        try {
            FirstReading reading = view.begin(client, settings.watchNamespace());
            if (settings.proxyClass() != null || settings.webhooks() != null) {
                reading.await();
            }
            proxy = startProxy(client, view, settings, leadership, clock);
            webhooks = startWebhooks(client, view, aws, compilerSettings, settings, leadership, clock);
            predecessor = aws == null ? null : besides(reading, () -> watchPredecessor(client, settings, clock));
            Observation observation = new Observation(view, predecessor, clock);
            if (aws != null) {
                Gauge.builder("headgate.orphans", new OrphanWatch(aws, view), OrphanWatch::count)
                        .strongReference(true)
                        .register(registry);
                ServedProvider served = new ServedProvider(Snapshot.AWS, aws, compilerSettings, clock);
                GroupPolicies policies = new GroupPolicies(view, settings.safety());
                DriftReaction repair = new Controllers(
                                client, view, observation, policies, served, proxy, health, clock)
                        .register(operator, settings, reading);
                drift = new DriftWatch(served::loaded, settings.tuning().drift(), repair, registry, clock);
                leadership.onBegin(drift::begin);
                if (lease == null) {
                    prepare(served);
                }
            } else if (proxy != null) {
                new ProxyOnly(view, reading).register(operator, client, proxy, settings, clock);
            }
            servers.addAll(serve(settings, registry, view, observation, proxy, operator));
            boolean _ = besides(reading, () -> begin(operator));
            if (lease == null) {
                leadership.begin();
            }
            runtime = new OperatorRuntime(
                    view, secrets, operator, lease, proxy, webhooks, predecessor, drift, servers, leadership);
            LOG.atInfo()
                    .addKeyValue("cluster", compilerSettings.clusterName())
                    .addKeyValue("ingresses", view.ingresses.all().size())
                    .log("Operator started");
            return runtime;
        } finally {
            if (runtime == null) {
                new OperatorRuntime(
                                view,
                                secrets,
                                operator,
                                lease,
                                proxy,
                                webhooks,
                                predecessor,
                                drift,
                                servers,
                                leadership)
                        .stop();
            }
        }
    }

    /** Does that while the view is read. If the API server cannot be read the view says best why. */
    private static <T extends @Nullable Object> T besides(FirstReading reading, Supplier<T> step) {
        try {
            return step.get();
        } catch (OperatorException | CompletionException failed) {
            reading.await();
            throw failed;
        }
    }

    /** The framework reads what is reconciled, and waits for the view before anything is reconciled. */
    private static boolean begin(Operator operator) {
        operator.start();
        return true;
    }

    private static Map<String, ClassOwnership> ownerships(
            @Nullable CloudProvider aws, CompilerSettings compiler, RuntimeSettings settings) {
        Map<String, ClassOwnership> ownerships = new HashMap<>();
        if (aws != null) {
            ownerships.put(Snapshot.AWS, compiler.ownership());
        }
        if (settings.proxyClass() != null) {
            ownerships.put(Snapshot.PROXY, ProxyClass.OWNERSHIP);
        }
        return ownerships;
    }

    private static @Nullable PredecessorLease watchPredecessor(
            KubernetesClient client, RuntimeSettings settings, Clock clock) {
        LeaseName lease = settings.predecessor();
        return lease == null ? null : PredecessorLease.watch(client, lease, clock);
    }

    /** What can be known beforehand need not be asked for when the first Ingress comes. Later passes ask again for what cannot be had now. */
    private static void prepare(ServedProvider served) {
        try {
            served.loaded();
        } catch (CloudException unavailable) {
            LOG.atWarn().addKeyValue("reason", unavailable.getMessage()).log("The account cannot be read yet");
        }
    }

    /** Every replica serves; the reports are the leader's. */
    private static @Nullable ProxyClass startProxy(
            KubernetesClient client, ClusterView view, RuntimeSettings settings, Leadership leadership, Clock clock) {
        if (settings.proxyClass() == null) {
            return null;
        }
        ProxyClass proxy = ProxyClass.start(client, view, settings.proxyClass(), clock);
        leadership.onBegin(proxy::lead);
        return proxy;
    }

    /** Every replica answers; the certificate is renewed by the leader. */
    private static @Nullable Webhooks startWebhooks(
            KubernetesClient client,
            ClusterView view,
            @Nullable CloudProvider aws,
            CompilerSettings compiler,
            RuntimeSettings settings,
            Leadership leadership,
            Clock clock) {
        if (settings.webhooks() == null || aws == null) {
            return null;
        }
        Webhooks webhooks = Webhooks.start(
                settings.webhooks(),
                new Webhooks.Surroundings(
                        client,
                        view,
                        ownerships(aws, compiler, settings).values(),
                        compiler,
                        targetGroup -> aws.targets().describe(targetGroup)),
                clock);
        leadership.onBegin(webhooks::lead);
        LOG.atInfo().addKeyValue("port", webhooks.port()).log("Serving webhooks");
        return webhooks;
    }

    private static List<ObservabilityServer> serve(
            RuntimeSettings settings,
            PrometheusMeterRegistry registry,
            ClusterView view,
            Observation observation,
            @Nullable ProxyClass proxy,
            Operator operator) {
        List<ObservabilityServer> servers = new ArrayList<>();
        if (settings.metricsAddress() != null) {
            servers.add(told("Serving metrics", ObservabilityServer.metrics(settings.metricsAddress(), registry)));
        }
        if (settings.healthAddress() != null) {
            Health health = new Health(
                    () -> operator.getRuntimeInfo().allEventSourcesAreHealthy() && (proxy == null || proxy.alive()),
                    () -> operator.getRuntimeInfo().isStarted() && view.healthy() && observation.healthy());
            servers.add(told("Serving probes", ObservabilityServer.health(settings.healthAddress(), health)));
        }
        return servers;
    }

    /** The port may have been chosen freely. */
    private static ObservabilityServer told(String what, ObservabilityServer server) {
        LOG.atInfo().addKeyValue("address", server.address()).log(what);
        return server;
    }

    /** Where webhooks are served; empty if they are not. */
    public OptionalInt webhookPort() {
        return webhooks == null ? OptionalInt.empty() : OptionalInt.of(webhooks.port());
    }

    /** Completes when this replica leads no longer although it did: the process should end and begin anew. */
    public CompletableFuture<Void> leadershipLost() {
        return leadership.lost();
    }

    /** Stops after the reconciliations that run, and gives up leadership. */
    @Override
    public void close() {
        stop();
        LOG.info("Operator stopped");
    }

    private void stop() {
        servers.forEach(ObservabilityServer::close);
        if (drift != null) {
            drift.close();
        }
        operator.stop();
        if (lease != null) {
            lease.release();
        }
        if (webhooks != null) {
            webhooks.close();
        }
        if (proxy != null) {
            proxy.close();
        }
        secrets.close();
        if (predecessor != null) {
            predecessor.close();
        }
        view.close();
    }
}
