package io.headgate.aws.execute;

import io.headgate.aws.mapping.PermissionMapping;
import io.headgate.aws.permission.PermissionBatch;
import io.headgate.aws.permission.RuleChanges;
import io.headgate.aws.snapshot.SecurityGroupIndex;
import io.headgate.core.access.Placement.Change;
import io.headgate.core.stack.SecurityGroup.Permission;
import io.headgate.core.stack.SecurityGroupRef;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.IpPermission;

/**
 * Lets traffic through security groups, or no longer. Permissions that are there already, or gone already, are passed over. One that EC2
 * refuses fails the call, but only after all others took effect, and what took effect is known.
 */
final class PermissionCalls {

    private final Ec2Client ec2;
    private final SecurityGroupIndex index;

    PermissionCalls(Ec2Client ec2, SecurityGroupIndex index) {
        this.ec2 = ec2;
        this.index = index;
    }

    /** @param ids gives the id of a security group that a permission names; the same for the other calls */
    void authorizeIngress(String groupId, List<Permission> permissions, Function<SecurityGroupRef, String> ids) {
        send(
                groupId,
                permissions,
                ids,
                PermissionBatch.DUPLICATE,
                batch -> ec2.authorizeSecurityGroupIngress(
                        request -> request.groupId(groupId).ipPermissions(batch)),
                index::authorized);
    }

    void revokeIngress(String groupId, List<Permission> permissions, Function<SecurityGroupRef, String> ids) {
        send(
                groupId,
                permissions,
                ids,
                PermissionBatch.NOT_FOUND,
                batch -> ec2.revokeSecurityGroupIngress(
                        request -> request.groupId(groupId).ipPermissions(batch)),
                index::revoked);
    }

    /** Those that are not there as they were are authorized. */
    void replaceIngress(String groupId, List<Change> changes, Function<SecurityGroupRef, String> ids) {
        List<Change> made = new RuleChanges(ec2).apply(groupId, changes, permission -> true, ids);
        index.revoked(groupId, made.stream().map(Change::from).toList());
        index.authorized(groupId, made.stream().map(Change::to).toList());
        List<Permission> missing = changes.stream()
                .filter(change -> !made.contains(change))
                .map(Change::to)
                .toList();
        if (!missing.isEmpty()) {
            authorizeIngress(groupId, missing, ids);
        }
    }

    void describeIngress(String groupId, List<Permission> permissions, Function<SecurityGroupRef, String> ids) {
        ec2.updateSecurityGroupRuleDescriptionsIngress(
                request -> request.groupId(groupId).ipPermissions(PermissionMapping.toApi(permissions, ids)));
        index.described(groupId, permissions);
    }

    void authorizeEgress(String groupId, List<Permission> permissions, Function<SecurityGroupRef, String> ids) {
        send(
                groupId,
                permissions,
                ids,
                PermissionBatch.DUPLICATE,
                batch -> ec2.authorizeSecurityGroupEgress(
                        request -> request.groupId(groupId).ipPermissions(batch)),
                index::authorizedOut);
    }

    void revokeEgress(String groupId, List<Permission> permissions, Function<SecurityGroupRef, String> ids) {
        send(
                groupId,
                permissions,
                ids,
                PermissionBatch.NOT_FOUND,
                batch -> ec2.revokeSecurityGroupEgress(
                        request -> request.groupId(groupId).ipPermissions(batch)),
                index::revokedOut);
    }

    private static void send(
            String groupId,
            List<Permission> permissions,
            Function<SecurityGroupRef, String> ids,
            String passedOver,
            Consumer<List<IpPermission>> call,
            BiConsumer<String, List<Permission>> note) {
        PermissionBatch.Sent sent = PermissionBatch.send(
                permissions, passedOver, batch -> call.accept(PermissionMapping.toApi(batch, ids)));
        note.accept(
                groupId,
                Stream.concat(sent.done().stream(), sent.already().stream()).toList());
        Stream.concat(sent.refused().stream(), sent.crowded().stream())
                .findFirst()
                .map(refusal -> refusal.toldOf(groupId))
                .ifPresent(failure -> {
                    throw failure;
                });
    }
}
