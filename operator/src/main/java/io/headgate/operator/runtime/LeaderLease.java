package io.headgate.operator.runtime;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.headgate.operator.runtime.RuntimeSettings.LeaderElection;
import java.net.HttpURLConnection;
import java.util.Objects;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The lease by which replicas agree on one of them, under the name of this one. The framework never gives it back: without {@link
 * #release} a successor waits until it expires. Safe for use by many threads.
 */
final class LeaderLease {

    private static final Logger LOG = LoggerFactory.getLogger(LeaderLease.class);

    /** A renewal that was under way when the election stopped can come between reading and writing, once. */
    private static final int ATTEMPTS = 3;

    private final KubernetesClient client;
    private final LeaderElection election;
    private final String identity;

    LeaderLease(KubernetesClient client, LeaderElection election) {
        this.client = client;
        this.election = election;
        // The host's name for the reader; the rest tells apart two processes of one host, and a process from the one
        // before it.
        this.identity = Objects.requireNonNullElse(System.getenv("HOSTNAME"), "headgate") + "_" + UUID.randomUUID();
    }

    LeaderElection election() {
        return election;
    }

    /** What the lease names as its holder while this replica leads. */
    String identity() {
        return identity;
    }

    /** Leaves the lease to whoever comes first, if this replica holds it. Only for when the election has stopped. */
    void release() {
        try {
            for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
                if (tryRelease()) {
                    return;
                }
            }
            LOG.warn("The lease kept changing; a successor waits until it expires");
        } catch (KubernetesClientException e) {
            LOG.atWarn().setCause(e).log("The lease could not be released; a successor waits until it expires");
        }
    }

    /** Whether there is nothing left to do; if not, the lease has changed since it was read. */
    private boolean tryRelease() {
        Lease lease = client.leases()
                .inNamespace(election.namespace())
                .withName(election.leaseName())
                .get();
        if (lease == null || !identity.equals(lease.getSpec().getHolderIdentity())) {
            return true;
        }
        lease.getSpec().setHolderIdentity("");
        try {
            client.resource(lease).update();
            LOG.info("Lease released");
            return true;
        } catch (KubernetesClientException e) {
            if (e.getCode() == HttpURLConnection.HTTP_CONFLICT) {
                return false;
            }
            throw e;
        }
    }
}
