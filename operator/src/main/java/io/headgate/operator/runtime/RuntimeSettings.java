package io.headgate.operator.runtime;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Settings of a running operator that change nothing of what a compilation gives. Durations are positive.
 *
 * @param watchNamespace the only namespace whose objects count; null for all
 * @param leaderElection null to run without: only for a single replica
 * @param metricsAddress where {@code /metrics} is served; null for nowhere
 * @param healthAddress where {@code /livez} and {@code /readyz} are served; null for nowhere
 * @param syncPeriod how often everything is looked at again although nothing seems to have changed
 */
public record RuntimeSettings(
        @Nullable String watchNamespace,
        @Nullable LeaderElection leaderElection,
        @Nullable BindAddress metricsAddress,
        @Nullable BindAddress healthAddress,
        Duration syncPeriod,
        int ingressMaxConcurrentReconciles,
        int targetGroupBindingMaxConcurrentReconciles,
        Duration targetHealthInterval) {

    /** Lease by which replicas agree on one of them. */
    public record LeaderElection(String leaseName, String namespace) {}

    /** Host and port; port 0 takes a free one, the empty host listens on all addresses. */
    public record BindAddress(String host, int port) {}

    /** Alone, without endpoints: for tests and for {@code headgate dev}. */
    public static RuntimeSettings alone() {
        return new RuntimeSettings(null, null, null, null, Duration.ofMinutes(10), 3, 3, Duration.ofSeconds(15));
    }

    /** The namespaces to watch; the empty set stands for all. */
    public Set<String> namespaces() {
        return Optional.ofNullable(watchNamespace)
                .filter(name -> !name.isEmpty())
                .map(Set::of)
                .orElse(Set.of());
    }
}
