package io.headgate.operator.cleanup;

import io.headgate.core.cloud.CloudProvider;
import io.headgate.core.group.GroupId;
import io.headgate.operator.watch.ClusterView;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts orphans for whoever asks, and logs which there are when they change. Costs no call. Safe for use by many threads. */
public final class OrphanWatch {

    private static final Logger LOG = LoggerFactory.getLogger(OrphanWatch.class);

    private final CloudProvider cloud;
    private final ClusterView view;
    private final AtomicReference<Set<GroupId>> told = new AtomicReference<>(Set.of());

    public OrphanWatch(CloudProvider cloud, ClusterView view) {
        this.cloud = cloud;
        this.view = view;
    }

    /** How many there are; none as long as the account was not read, as in a replica that only stands by. */
    public int count() {
        Set<GroupId> orphans = Set.copyOf(Orphans.among(cloud.groups(), view));
        if (!told.getAndSet(orphans).equals(orphans) && !orphans.isEmpty()) {
            LOG.atWarn()
                    .addKeyValue("groups", orphans)
                    .log("The account has groups that nothing in the cluster refers to; headgate gc removes them");
        }
        return orphans.size();
    }
}
