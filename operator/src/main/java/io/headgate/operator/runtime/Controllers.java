package io.headgate.operator.runtime;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.headgate.core.settings.FeatureGate;
import io.headgate.crds.elbv2.TargetGroupBinding;
import io.headgate.crds.loadbalancer.LoadBalancer;
import io.headgate.operator.drift.DriftReaction;
import io.headgate.operator.events.EventRecorder;
import io.headgate.operator.ingress.IngressReconciler;
import io.headgate.operator.loadbalancer.LoadBalancerReconciler;
import io.headgate.operator.loadbalancer.ServedProvider;
import io.headgate.operator.loadbalancer.gate.Gates;
import io.headgate.operator.predecessor.Observation;
import io.headgate.operator.proxyclass.ProxyClass;
import io.headgate.operator.safety.GroupPolicies;
import io.headgate.operator.status.Conditions;
import io.headgate.operator.status.ReportConditions;
import io.headgate.operator.status.ReportWriter;
import io.headgate.operator.status.ServerSideApply;
import io.headgate.operator.targets.Account;
import io.headgate.operator.targets.HealthLedger;
import io.headgate.operator.targets.ReadinessGates;
import io.headgate.operator.targets.TargetGroupBindingReconciler;
import io.headgate.operator.targets.TargetLimits;
import io.headgate.operator.targets.TargetSettings;
import io.headgate.operator.turnstile.Turnstile;
import io.headgate.operator.watch.ClusterView;
import io.headgate.operator.watch.FirstReading;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.api.config.ControllerConfigurationOverrider;
import io.javaoperatorsdk.operator.processing.retry.Retry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** The three reconcilers, and who wakes whom. */
final class Controllers {

    private static final long PAGE = 500;
    private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
    private static final Duration LONGEST_RETRY = Duration.ofMinutes(5);

    private final KubernetesClient client;
    private final ClusterView view;
    private final Observation observation;
    private final GroupPolicies policies;
    private final ServedProvider aws;
    private final @Nullable ProxyClass proxy;
    private final HealthLedger health;
    private final Clock clock;
    private final EventRecorder events;
    private final ServerSideApply writer;

    Controllers(
            KubernetesClient client,
            ClusterView view,
            Observation observation,
            GroupPolicies policies,
            ServedProvider aws,
            @Nullable ProxyClass proxy,
            HealthLedger health,
            Clock clock) {
        this.client = client;
        this.view = view;
        this.observation = observation;
        this.policies = policies;
        this.aws = aws;
        this.proxy = proxy;
        this.health = health;
        this.clock = clock;
        this.events = new EventRecorder(client, clock);
        this.writer = new ServerSideApply(client);
    }

    /** Gives who wakes them when others changed something in the cloud. They begin once the view is there. */
    DriftReaction register(Operator operator, RuntimeSettings settings, FirstReading reading) {
        Trigger<Ingress> ingresses = new Trigger<>("ingress-view", reading);
        Trigger<LoadBalancer> loadBalancers = new Trigger<>("loadbalancer-view", reading);
        Trigger<TargetGroupBinding> bindings = new Trigger<>("binding-view", reading);
        operator.register(
                ingressReconciler(ingresses),
                overrider -> common(overrider, settings)
                        .withItemStore(new LeanItemStore<>(Controllers::withoutSpec))
                        .settingNamespaces(settings.namespaces()));
        operator.register(
                LoadBalancerReconciler.create(
                        client,
                        view,
                        observation,
                        policies,
                        Map.of(aws.name(), aws),
                        events,
                        health,
                        new Gates(settings.gates(), health, clock),
                        clock,
                        new Turnstile(settings.tuning().concurrentGroups()),
                        settings.syncPeriod(),
                        loadBalancers.source()),
                overrider -> common(overrider, settings)
                        .withLabelSelector(view.instance().selector()));
        operator.register(
                new TargetGroupBindingReconciler(
                        client,
                        view,
                        reading,
                        observation,
                        policies,
                        new Account(aws.unloaded(), aws::loaded, aws::loadedByNow),
                        events,
                        health,
                        new ReadinessGates(client, view, events, clock, settings.podReadinessGates()),
                        clock,
                        new TargetSettings(
                                settings.targetHealthInterval(),
                                new TargetLimits(
                                        settings.tuning().maxTargetsPerTargetGroup(), aws.settings(), aws.unloaded()),
                                settings.tuning().concurrentBindings(),
                                aws.settings().enabled(FeatureGate.ENDPOINTS_FAIL_OPEN),
                                settings.tuning().maxShareRemoved(),
                                settings.tuning().longestReplacement(),
                                settings.tuning().endpointResync(),
                                settings.leaderElection() != null),
                        bindings.source()),
                overrider -> common(overrider, settings)
                        .withRetry(retry(settings.tuning().longestBindingRetry()))
                        .withLabelSelector(view.instance().selector())
                        .settingNamespaces(settings.namespaces()));
        Propagation propagation = new Propagation(view, ingresses, loadBalancers, bindings);
        reading.afterwards(() -> propagation.begin(health, observation));
        if (proxy != null) {
            proxy.listen(ingresses::fire);
        }
        return new Repair(client, view, loadBalancers, bindings, events);
    }

    private IngressReconciler ingressReconciler(Trigger<Ingress> trigger) {
        return new IngressReconciler(
                client,
                view,
                observation,
                policies,
                group -> aws.knowing(group, observation.knownSince(), observation::belongsToPredecessor)
                        .groups()
                        .contains(group),
                ingress -> proxy == null ? List.of() : proxy.address(ingress),
                new ReportWriter(client, writer, view),
                new ReportConditions(new Conditions(clock)),
                events,
                trigger.source());
    }

    static <P extends HasMetadata> ControllerConfigurationOverrider<P> common(
            ControllerConfigurationOverrider<P> overrider, RuntimeSettings settings) {
        return overrider
                .withRetry(retry(LONGEST_RETRY))
                .withReconciliationMaxInterval(settings.syncPeriod())
                .withInformerListLimit(PAGE)
                .withItemStore(new LeanItemStore<>());
    }

    /** What an Ingress asks for is in the view, in less space. */
    private static Ingress withoutSpec(Ingress ingress) {
        ingress.setSpec(null);
        return ingress;
    }

    private static Retry retry(Duration longest) {
        return new JitteredRetry(FIRST_RETRY, longest, new Random());
    }
}
