package io.headgate.core.compile;

import io.headgate.core.contribution.SecurityGroupWishes;
import io.headgate.core.naming.ResourceNames;
import io.headgate.core.naming.TrackingTags;
import io.headgate.core.quota.Quota;
import io.headgate.core.stack.SecurityGroup;
import io.headgate.core.stack.SecurityGroup.Permission;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The security groups that are made for a load balancer: one, as aws-load-balancer-controller makes it, or several when that is asked for
 * and the permissions do not fit into one.
 */
final class ManagedSecurityGroups {

    private static final String DESCRIPTION = "[k8s] Managed SecurityGroup for LoadBalancer";

    private ManagedSecurityGroups() {}

    static List<SecurityGroup> of(MergedGroup merged) {
        List<Permission> ingress = InboundPermissions.of(merged);
        @Nullable List<Permission> egress = OutboundPermissions.of(merged);
        int count = merged.writesSecurityGroupRules(SecurityGroupWishes.SPREAD) ? groups(merged, ingress.size()) : 1;
        List<SecurityGroup> groups = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            groups.add(group(merged, number, share(ingress, number, count), egress));
        }
        return groups;
    }

    /** How many groups so many permissions need, at least one. */
    static int groups(MergedGroup merged, int permissions) {
        return Math.max(1, Math.ceilDiv(permissions, merged.limits().of(Quota.SECURITY_GROUP_RULES)));
    }

    /** Even shares leave room in each group, to let in before shutting out. */
    private static List<Permission> share(List<Permission> permissions, int number, int count) {
        int size = permissions.size();
        return permissions.subList(number * size / count, (number + 1) * size / count);
    }

    /** What leaves is the same for all groups of an interface: a connection needs the permission of only one. */
    private static SecurityGroup group(
            MergedGroup merged, int number, List<Permission> ingress, @Nullable List<Permission> egress) {
        String suffix = number == 0 ? "" : String.valueOf(number + 1);
        String resource = SecurityGroup.MANAGED_RESOURCE + (number == 0 ? "" : "/" + suffix);
        String name = new ResourceNames(merged.settings().owner(), merged.group()).securityGroup();
        return new SecurityGroup(
                resource,
                null,
                name + (number == 0 ? "" : "-" + suffix),
                DESCRIPTION,
                ingress,
                egress == null || number == 0 ? egress : List.of(),
                new TrackingTags(merged.settings().owner(), merged.group()).of(resource, merged.tags()));
    }
}
