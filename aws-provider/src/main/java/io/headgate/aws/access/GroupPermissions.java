package io.headgate.aws.access;

import io.headgate.aws.mapping.PermissionMapping;
import io.headgate.aws.permission.PermissionBatch;
import io.headgate.aws.permission.RuleChanges;
import io.headgate.aws.snapshot.SecurityGroupIndex;
import io.headgate.aws.snapshot.VpcSecurityGroup;
import io.headgate.core.access.Placement.Change;
import io.headgate.core.stack.SecurityGroup.Permission;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.ec2.Ec2Client;

/** The inbound permissions of security groups: read, and written. Not for more than one thread. */
final class GroupPermissions {

    private final Ec2Client ec2;
    private final SecurityGroupIndex index;
    private final String mark;
    private final OwnWrites writes;

    /** @param mark the description that our permissions carry */
    GroupPermissions(Ec2Client ec2, SecurityGroupIndex index, String mark, InstantSource clock) {
        this.ec2 = ec2;
        this.index = index;
        this.mark = mark;
        this.writes = new OwnWrites(clock);
    }

    /** What was read last, with all that was written since. */
    List<Permission> of(String group) {
        return writes.correct(group, asRead(group));
    }

    /** What was read last, whatever was written since. */
    List<Permission> asRead(String group) {
        return index.find(group).map(VpcSecurityGroup::ingress).orElse(List.of());
    }

    /** Those that are given here, by their description. */
    List<Permission> ours(Collection<Permission> permissions) {
        return permissions.stream().filter(this::isOurs).toList();
    }

    private boolean isOurs(Permission permission) {
        return permission.description().equals(mark);
    }

    void reread(Set<String> groups) {
        if (!groups.isEmpty()) {
            index.reread(groups);
        }
    }

    PermissionBatch.Sent authorize(String group, List<Permission> permissions) {
        PermissionBatch.Sent sent = PermissionBatch.send(
                permissions,
                PermissionBatch.DUPLICATE,
                batch -> ec2.authorizeSecurityGroupIngress(request ->
                        request.groupId(group).ipPermissions(PermissionMapping.toApi(batch, PermissionMapping::idOf))));
        index.authorized(group, sent.done());
        writes.authorized(group, sent.done());
        if (!sent.already().isEmpty()) {
            // There, but perhaps by another hand: then it is not ours to take back.
            index.reread(Set.of(group));
        }
        return sent;
    }

    void revoke(String group, List<Permission> permissions) {
        PermissionBatch.send(
                permissions,
                PermissionBatch.NOT_FOUND,
                batch -> ec2.revokeSecurityGroupIngress(request ->
                        request.groupId(group).ipPermissions(PermissionMapping.toApi(batch, PermissionMapping::idOf))));
        index.revoked(group, permissions);
        writes.revoked(group, permissions);
    }

    /** Turns permissions into others at one moment. Those of which no rule is found are left out; gives those that were changed. */
    List<Change> change(String group, List<Change> changes) {
        List<Change> made = new RuleChanges(ec2).apply(group, changes, this::isOurs, PermissionMapping::idOf);
        List<Permission> before = made.stream().map(Change::from).toList();
        List<Permission> after = made.stream().map(Change::to).toList();
        index.revoked(group, before);
        index.authorized(group, after);
        writes.revoked(group, before);
        writes.authorized(group, after);
        return made;
    }
}
