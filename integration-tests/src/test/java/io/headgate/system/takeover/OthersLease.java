package io.headgate.system.takeover;

import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.headgate.operator.predecessor.LeaseName;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;

/** The Lease by which aws-load-balancer-controller says that it works. */
final class OthersLease {

    static final Duration LONG = Duration.ofHours(1);
    static final Duration SHORT = Duration.ofSeconds(1);

    private final KubernetesClient client;

    OthersLease(KubernetesClient client) {
        this.client = client;
    }

    /** Renews it now, for the last time within that duration. */
    void renew(Duration duration) {
        client.resource(new LeaseBuilder()
                        .withNewMetadata()
                        .withNamespace(LeaseName.DEFAULT.namespace())
                        .withName(LeaseName.DEFAULT.name())
                        .endMetadata()
                        .withNewSpec()
                        .withHolderIdentity("aws-load-balancer-controller-0")
                        .withLeaseDurationSeconds((int) duration.toSeconds())
                        .withRenewTime(ZonedDateTime.now(ZoneOffset.UTC))
                        .endSpec()
                        .build())
                .forceConflicts()
                .serverSideApply();
    }

    void delete() {
        client.leases()
                .inNamespace(LeaseName.DEFAULT.namespace())
                .withName(LeaseName.DEFAULT.name())
                .delete();
    }
}
