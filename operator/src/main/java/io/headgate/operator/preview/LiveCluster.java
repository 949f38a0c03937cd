package io.headgate.operator.preview;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.headgate.core.cloud.CloudProvider;
import io.headgate.core.cluster.Ingress;
import io.headgate.core.group.GroupInputs;
import io.headgate.core.group.Membership;
import io.headgate.core.settings.CompilerSettings;
import io.headgate.operator.loadbalancer.GroupPlans;
import io.headgate.operator.loadbalancer.ServedProvider;
import io.headgate.operator.watch.ClusterView;
import io.headgate.operator.watch.GroupKey;
import io.headgate.operator.watch.OidcSecrets;
import io.headgate.operator.watch.Snapshot;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A cluster as the operator sees it, and the account it is served by, both only looked at. Close it to end the watches. */
public final class LiveCluster implements AutoCloseable {

    private final ClusterView view;
    private final CompilerSettings settings;
    private final @Nullable ServedProvider served;
    private final OidcSecrets secrets;

    private LiveCluster(
            ClusterView view, CompilerSettings settings, @Nullable ServedProvider served, OidcSecrets secrets) {
        this.view = view;
        this.settings = settings;
        this.served = served;
        this.secrets = secrets;
    }

    /**
     * Reads all that the operator reads.
     *
     * @param cloud whoever made it closes it; null to ask none
     * @param watchNamespace the only namespace that counts; null for all
     * @throws io.fabric8.kubernetes.client.KubernetesClientException if the API server cannot be reached or refuses to list
     */
    public static LiveCluster read(
            KubernetesClient client,
            @Nullable CloudProvider cloud,
            CompilerSettings settings,
            @Nullable String watchNamespace,
            Clock clock) {
        OidcSecrets secrets = new OidcSecrets(client, null);
        ClusterView view = new ClusterView(settings.instance(), Map.of(Snapshot.AWS, settings.ownership()), secrets);
        ServedProvider served = cloud == null ? null : new ServedProvider(Snapshot.AWS, cloud, settings, clock);
        LiveCluster cluster = new LiveCluster(view, settings, served, secrets);
        boolean read = false;
        try {
            view.start(client, watchNamespace);
            cluster.membership().all().forEach(cluster::readSecrets);
            read = true;
            return cluster;
        } finally {
            if (!read) {
                cluster.close();
            }
        }
    }

    /** Reads the Secrets that the members name; the next snapshot has them. */
    void readSecrets(GroupInputs inputs) {
        List<Ingress> members =
                inputs.members().stream().map(GroupInputs.Member::ingress).toList();
        view.followSecrets(new GroupKey(Snapshot.AWS, inputs.group()), members);
    }

    public ClusterView view() {
        return view;
    }

    public CompilerSettings settings() {
        return settings;
    }

    /**
     * The account, if there is one to ask.
     *
     * @throws io.headgate.core.cloud.CloudException if it cannot be asked
     */
    public CloudProvider cloud() {
        return served().loaded();
    }

    public Membership membership() {
        return view.snapshot().membership(Snapshot.AWS);
    }

    /** Plans of single groups, made without doing anything. */
    public GroupPlans plans() {
        return new GroupPlans(view, served());
    }

    private ServedProvider served() {
        return Objects.requireNonNull(served, "no account was given to ask");
    }

    @Override
    public void close() {
        view.close();
        secrets.close();
    }
}
