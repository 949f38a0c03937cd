package io.headgate.core.contribution;

import io.headgate.core.cluster.LabelSelector;
import io.headgate.core.cluster.PortRef;
import io.headgate.core.contribution.Contribution.TargetPart;
import io.headgate.core.naming.TrackingTags;
import io.headgate.core.stack.TargetGroup;
import io.headgate.core.stack.TargetGroupBinding.NetworkingPort;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All that must be equal of target groups of different members for them to be one: the Service with its port, and every setting. */
public record Likeness(
        String namespace,
        String service,
        PortRef servicePort,
        TargetGroup settings,
        List<NetworkingPort> ports,
        boolean multiCluster,
        @Nullable LabelSelector nodeSelector) {

    public static Likeness of(TargetPart part) {
        TargetGroup group = part.targetGroup();
        return new Likeness(
                part.binding().key().namespace(),
                part.binding().serviceName(),
                part.binding().servicePort(),
                group.withIdentity("", "", TrackingTags.userTags(group.tags())),
                part.ports(),
                part.binding().multiClusterTargetGroup(),
                part.binding().nodeSelector());
    }
}
