package io.headgate.aws.teardown;

import io.headgate.aws.mapping.PermissionMapping;
import io.headgate.aws.snapshot.SecurityGroupIndex;
import io.headgate.aws.snapshot.VpcSecurityGroup;
import io.headgate.core.access.NodePermissions;
import io.headgate.core.naming.Owner;
import io.headgate.core.stack.SecurityGroup.Permission;
import io.headgate.core.stack.SecurityGroup.Source;
import io.headgate.core.stack.SecurityGroupRef;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.ec2.Ec2Client;

/**
 * The inbound permissions of nodes and pods that were made for the load balancers of a cluster: those that carry the shared description and
 * come from a security group of the cluster, or are on one of its nodes. Other clusters in the VPC use the same description.
 */
final class SharedPermissions {

    private static final String NODE_TAG = "kubernetes.io/cluster/";

    private final Ec2Client ec2;
    private final SecurityGroupIndex index;
    private final Owner owner;

    SharedPermissions(Ec2Client ec2, SecurityGroupIndex index, Owner owner) {
        this.ec2 = ec2;
        this.index = index;
        this.owner = owner;
    }

    /** By id of the security group that has them, as of the last reading. */
    Map<String, List<Permission>> find() {
        String description = NodePermissions.description(owner.instance());
        Map<String, List<Permission>> found = new TreeMap<>();
        for (VpcSecurityGroup group : index.all()) {
            boolean node = group.tags().containsKey(NODE_TAG + owner.cluster());
            List<Permission> shared = group.ingress().stream()
                    .filter(permission -> permission.description().equals(description))
                    .filter(permission -> node || comesFromOwn(permission.source()))
                    .toList();
            if (!shared.isEmpty()) {
                found.put(group.id(), shared);
            }
        }
        return found;
    }

    private boolean comesFromOwn(Source source) {
        return source instanceof Source.Group(SecurityGroupRef.ById(String id)) && owner.owns(index.tags(id));
    }

    void revoke(String groupId, List<Permission> permissions) {
        ec2.revokeSecurityGroupIngress(request ->
                request.groupId(groupId).ipPermissions(PermissionMapping.toApi(permissions, PermissionMapping::idOf)));
        index.revoked(groupId, permissions);
    }
}
