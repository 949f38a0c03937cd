package io.headgate.core.cloud;

import io.headgate.core.access.BindingAccess;
import io.headgate.core.cluster.ObjectKey;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Lets load balancers reach the targets: inbound permissions on the security groups of nodes and pods. Safe for many threads. */
public interface NodeAccess {

    /**
     * Makes the shared permissions what all bindings of the cluster ask for. Authorizes before it revokes, also where a security group is
     * full, and touches only permissions that carry the shared description.
     *
     * @param bindings all bindings known, those that let go of their targets left out
     */
    Established reconcile(Collection<BindingAccess> bindings, Extent extent);

    /** Has the next pass read the permissions of all security groups in use again, which others may have changed. */
    void distrust();

    /** Whether the next pass reads again, so that it is worth while although nothing else changed. */
    boolean distrusted();

    /** How much is known of what is needed, and so what may be taken back. */
    enum Extent {
        /** Not all is known: nothing is taken back. */
        PART,
        /** All is known. What nobody needs is taken back once nobody has needed it for a while. */
        ALL,
        /** All is known, and somebody just let go of something on purpose: what nobody needs is taken back at once. */
        ALL_AT_ONCE
    }

    /**
     * What came of it.
     *
     * @param refused by binding, what it asked for and did not get; nobody else lacks anything for that
     * @param failure why it could not be carried through; null if it could
     * @param again after what time to come again although nothing changed; null if nothing waits
     */
    record Established(
            Map<ObjectKey, Failure> refused,
            @Nullable Failure failure,
            @Nullable Duration again) {

        /** All is as it should be. */
        public static final Established ALL = new Established(Map.of(), null, null);

        public Established {
            refused = Map.copyOf(refused);
        }
    }
}
