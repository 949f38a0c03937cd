package io.headgate.aws.execute;

import io.headgate.aws.client.Failures;
import io.headgate.aws.mapping.PermissionMapping;
import io.headgate.aws.snapshot.SecurityGroupIndex;
import io.headgate.core.stack.SecurityGroup.Permission;
import io.headgate.core.stack.SecurityGroupRef;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.IpPermission;

/**
 * Lets traffic through security groups, or no longer. EC2 refuses a whole batch for one permission that is there already, or gone
 * already; then each is sent alone, and only those are passed over.
 */
final class PermissionCalls {

    private static final String DUPLICATE = "InvalidPermission.Duplicate";
    private static final String NOT_FOUND = "InvalidPermission.NotFound";

    private final Ec2Client ec2;
    private final SecurityGroupIndex index;

    PermissionCalls(Ec2Client ec2, SecurityGroupIndex index) {
        this.ec2 = ec2;
        this.index = index;
    }

    /** @param ids gives the id of a security group that a permission names; the same for the other calls */
    void authorizeIngress(String groupId, List<Permission> permissions, Function<SecurityGroupRef, String> ids) {
        send(
                PermissionMapping.toApi(permissions, ids),
                DUPLICATE,
                batch -> ec2.authorizeSecurityGroupIngress(
                        request -> request.groupId(groupId).ipPermissions(batch)));
        index.authorized(groupId, permissions);
    }

    void revokeIngress(String groupId, List<Permission> permissions, Function<SecurityGroupRef, String> ids) {
        send(
                PermissionMapping.toApi(permissions, ids),
                NOT_FOUND,
                batch -> ec2.revokeSecurityGroupIngress(
                        request -> request.groupId(groupId).ipPermissions(batch)));
        index.revoked(groupId, permissions);
    }

    void describeIngress(String groupId, List<Permission> permissions, Function<SecurityGroupRef, String> ids) {
        ec2.updateSecurityGroupRuleDescriptionsIngress(
                request -> request.groupId(groupId).ipPermissions(PermissionMapping.toApi(permissions, ids)));
        index.described(groupId, permissions);
    }

    void authorizeEgress(String groupId, List<Permission> permissions, Function<SecurityGroupRef, String> ids) {
        send(
                PermissionMapping.toApi(permissions, ids),
                DUPLICATE,
                batch -> ec2.authorizeSecurityGroupEgress(
                        request -> request.groupId(groupId).ipPermissions(batch)));
        index.authorizedOut(groupId, permissions);
    }

    void revokeEgress(String groupId, List<Permission> permissions, Function<SecurityGroupRef, String> ids) {
        send(
                PermissionMapping.toApi(permissions, ids),
                NOT_FOUND,
                batch -> ec2.revokeSecurityGroupEgress(
                        request -> request.groupId(groupId).ipPermissions(batch)));
        index.revokedOut(groupId, permissions);
    }

    private static void send(List<IpPermission> permissions, String passedOver, Consumer<List<IpPermission>> call) {
        try {
            call.accept(permissions);
        } catch (Ec2Exception failed) {
            if (!Failures.hasCode(failed, passedOver)) {
                throw failed;
            }
            if (permissions.size() > 1) {
                permissions.forEach(permission -> send(List.of(permission), passedOver, call));
            }
        }
    }
}
