package io.headgate.core.cloud;

import io.headgate.core.access.BindingAccess;
import java.util.Collection;
import java.util.Optional;

/** Lets load balancers reach the targets: inbound permissions on the security groups of nodes and pods. Safe for many threads. */
public interface NodeAccess {

    /**
     * Makes the shared permissions what all bindings of the cluster ask for. Authorizes before it revokes, and touches only permissions
     * that carry the shared description.
     *
     * @param bindings all bindings known, those of the cluster that are being deleted left out
     * @param complete whether {@code bindings} is all there are; nothing is revoked as long as it is not
     */
    Optional<Failure> reconcile(Collection<BindingAccess> bindings, boolean complete);
}
