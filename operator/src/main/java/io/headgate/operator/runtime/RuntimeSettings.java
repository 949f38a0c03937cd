package io.headgate.operator.runtime;

import io.headgate.operator.loadbalancer.gate.GateSettings;
import io.headgate.operator.predecessor.LeaseName;
import io.headgate.operator.proxyclass.ProxyClassSettings;
import io.headgate.operator.safety.SafetySettings;
import io.headgate.operator.telemetry.BindAddress;
import io.headgate.operator.webhook.WebhookSettings;
import java.time.Duration;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Settings of a running operator that change nothing of what a compilation gives. Durations are positive.
 *
 * @param watchNamespace the only namespace whose objects count; null for all
 * @param leaderElection null to run without: only for a single replica
 * @param predecessor the Lease of aws-load-balancer-controller, whose groups are only observed while it is renewed; null to look for none
 * @param metricsAddress where {@code /metrics} is served; null for nowhere
 * @param healthAddress where {@code /livez} and {@code /readyz} are served; null for nowhere
 * @param syncPeriod how often everything is looked at again although nothing seems to have changed
 * @param targetHealthInterval how soon after a change of targets their health is looked at
 * @param proxyClass how classes of controller {@code headgate.io/proxy} are served; null if they are not
 * @param podReadinessGates whether pods in labelled namespaces are meant to wait for their targets
 * @param webhooks how the API server may ask before it stores objects; null if it may not
 * @param tuning how much is done at once
 * @param safety how careful the operator is
 * @param gates how long steps wait for what only time brings
 */
public record RuntimeSettings(
        @Nullable String watchNamespace,
        @Nullable LeaderElection leaderElection,
        @Nullable LeaseName predecessor,
        @Nullable BindAddress metricsAddress,
        @Nullable BindAddress healthAddress,
        Duration syncPeriod,
        Duration targetHealthInterval,
        @Nullable ProxyClassSettings proxyClass,
        boolean podReadinessGates,
        @Nullable WebhookSettings webhooks,
        Tuning tuning,
        SafetySettings safety,
        GateSettings gates) {

    /** With the usual care and patience. */
    public RuntimeSettings(
            @Nullable String watchNamespace,
            @Nullable LeaderElection leaderElection,
            @Nullable LeaseName predecessor,
            @Nullable BindAddress metricsAddress,
            @Nullable BindAddress healthAddress,
            Duration syncPeriod,
            Duration targetHealthInterval,
            @Nullable ProxyClassSettings proxyClass,
            boolean podReadinessGates,
            @Nullable WebhookSettings webhooks,
            Tuning tuning) {
        this(
                watchNamespace,
                leaderElection,
                predecessor,
                metricsAddress,
                healthAddress,
                syncPeriod,
                targetHealthInterval,
                proxyClass,
                podReadinessGates,
                webhooks,
                tuning,
                SafetySettings.DEFAULT,
                GateSettings.DEFAULT);
    }

    /** Lease by which replicas agree on one of them. */
    public record LeaderElection(String leaseName, String namespace) {}

    /** Alone, without endpoints: for tests and for {@code headgate dev}. */
    public static RuntimeSettings alone() {
        return new RuntimeSettings(
                null,
                null,
                null,
                null,
                null,
                Duration.ofMinutes(10),
                Duration.ofSeconds(2),
                null,
                true,
                null,
                Tuning.DEFAULT,
                SafetySettings.DEFAULT,
                GateSettings.BRIEF);
    }

    /** The same, serving the class of the proxy too. */
    public RuntimeSettings withProxyClass(ProxyClassSettings settings) {
        return changed(draft -> draft.proxyClass = settings);
    }

    /** The same, doing more or less at once. */
    public RuntimeSettings withTuning(Tuning replacement) {
        return changed(draft -> draft.tuning = replacement);
    }

    /** The same, with webhooks. */
    public RuntimeSettings withWebhooks(WebhookSettings settings) {
        return changed(draft -> draft.webhooks = settings);
    }

    /** The same as one of several replicas. */
    public RuntimeSettings withLeaderElection(LeaderElection election) {
        return changed(draft -> draft.leaderElection = election);
    }

    /** The same, giving way to the controller that holds a Lease. */
    public RuntimeSettings withPredecessor(LeaseName lease) {
        return changed(draft -> draft.predecessor = lease);
    }

    /** The same, with another care. */
    public RuntimeSettings withSafety(SafetySettings replacement) {
        return changed(draft -> draft.safety = replacement);
    }

    /** The same, waiting for more or less time. */
    public RuntimeSettings withGates(GateSettings replacement) {
        return changed(draft -> draft.gates = replacement);
    }

    /** The namespaces to watch; the empty set stands for all. */
    Set<String> namespaces() {
        return watchNamespace == null ? Set.of() : Set.of(watchNamespace);
    }

    private RuntimeSettings changed(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.settings();
    }

    /** A copy of what can be chosen, as long as it can be. */
    private static final class Draft {
        private final RuntimeSettings former;
        private @Nullable LeaderElection leaderElection;
        private @Nullable LeaseName predecessor;
        private @Nullable ProxyClassSettings proxyClass;
        private @Nullable WebhookSettings webhooks;
        private Tuning tuning;
        private SafetySettings safety;
        private GateSettings gates;

        Draft(RuntimeSettings former) {
            this.former = former;
            this.leaderElection = former.leaderElection;
            this.predecessor = former.predecessor;
            this.proxyClass = former.proxyClass;
            this.webhooks = former.webhooks;
            this.tuning = former.tuning;
            this.safety = former.safety;
            this.gates = former.gates;
        }

        RuntimeSettings settings() {
            return new RuntimeSettings(
                    former.watchNamespace,
                    leaderElection,
                    predecessor,
                    former.metricsAddress,
                    former.healthAddress,
                    former.syncPeriod,
                    former.targetHealthInterval,
                    proxyClass,
                    former.podReadinessGates,
                    webhooks,
                    tuning,
                    safety,
                    gates);
        }
    }
}
