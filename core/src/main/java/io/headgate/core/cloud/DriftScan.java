package io.headgate.core.cloud;

import io.headgate.core.group.GroupId;
import java.util.Collection;
import java.util.Set;

/**
 * Looks whether others changed what is remembered of a cloud, in few calls that all others go before. What is found is remembered, so
 * that the next pass over a group repairs it. A group that is just being written, or was a short while ago, is not looked at. Each method
 * throws {@link CloudException} when the cloud cannot be asked. Safe for use by many threads.
 */
public interface DriftScan {

    /** A cloud that nobody else changes. */
    DriftScan NONE = new DriftScan() {
        @Override
        public Findings existence() {
            return Findings.NONE;
        }

        @Override
        public Findings routing(Collection<GroupId> groups) {
            return Findings.NONE;
        }

        @Override
        public Findings settings(Collection<GroupId> groups) {
            return Findings.NONE;
        }
    };

    /** Whether load balancers, target groups and security groups exist as they should, permissions included. For all groups at once. */
    Findings existence();

    /** Listeners with their certificates, and rules, of some groups. */
    Findings routing(Collection<GroupId> groups);

    /** Attributes that somebody wants to have a value, tags, and what some groups have in services beside the load balancers. */
    Findings settings(Collection<GroupId> groups);

    /**
     * What a look found.
     *
     * @param changed groups that are not as they were
     * @param doubtful groups of which something was missing in one answer but there in another: nothing was believed
     * @param access whether permissions that let load balancers reach targets are not as they were
     */
    record Findings(Set<GroupId> changed, Set<GroupId> doubtful, boolean access) {

        public static final Findings NONE = new Findings(Set.of(), Set.of(), false);

        public Findings {
            changed = Set.copyOf(changed);
            doubtful = Set.copyOf(doubtful);
        }
    }
}
