package io.headgate.aws.access;

import io.headgate.aws.permission.PermissionBatch;
import io.headgate.aws.permission.PermissionBatch.Refusal;
import io.headgate.aws.permission.PermissionText;
import io.headgate.core.access.PermissionChanges;
import io.headgate.core.access.Placement;
import io.headgate.core.cloud.Failure;
import io.headgate.core.cloud.NodeAccess.Extent;
import io.headgate.core.stack.SecurityGroup.Permission;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One pass over the inbound permissions of one security group: what is missing is authorized, then what nobody needs is revoked. Not for
 * more than one thread.
 */
final class GroupPass {

    private final String group;
    private final Set<Permission> needed;
    private final Extent extent;
    private final GroupPermissions permissions;
    private final Unneeded unneeded;
    private final Map<Permission, Failure> refused = new LinkedHashMap<>();

    /** @param needed all permissions that this group must have, as far as they are known */
    GroupPass(String group, Set<Permission> needed, Extent extent, GroupPermissions permissions, Unneeded unneeded) {
        this.group = group;
        this.needed = Set.copyOf(needed);
        this.extent = extent;
        this.permissions = permissions;
        this.unneeded = unneeded;
    }

    /** Gives what could not be authorized, and why. */
    Map<Permission, Failure> run() {
        List<Permission> missing = changes().missing();
        if (!missing.isEmpty()) {
            PermissionBatch.Sent sent = permissions.authorize(group, missing);
            sent.refused().forEach(refusal -> refused.put(refusal.permission(), refusal.failure()));
            if (!sent.crowded().isEmpty()) {
                place(sent.crowded());
            }
        }
        if (extent != Extent.PART) {
            revoke();
        }
        return refused;
    }

    private PermissionChanges changes() {
        List<Permission> present = permissions.of(group);
        return PermissionChanges.between(present, permissions.ours(present), needed, extent != Extent.PART);
    }

    /** The group is full: what nobody needs makes room, or becomes what is missing. */
    private void place(List<Refusal> crowded) {
        permissions.reread(Set.of(group));
        List<Permission> arriving = crowded.stream().map(Refusal::permission).toList();
        List<Permission> ours = permissions.ours(permissions.asRead(group));
        Placement placement = Placement.of(arriving, ours, ripe());
        if (!placement.revoke().isEmpty()) {
            take(placement.revoke());
            permissions.authorize(group, placement.authorize()).crowded().forEach(this::refuse);
        }
        if (!placement.changes().isEmpty()) {
            permissions.change(group, placement.changes());
        }
        Set<Permission> lacking = Set.copyOf(PermissionChanges.lacking(arriving, permissions.of(group)));
        crowded.stream()
                .filter(refusal -> lacking.contains(refusal.permission()))
                .forEach(this::refuse);
    }

    private void refuse(Refusal refusal) {
        List<Permission> present = permissions.of(group);
        String message = "security group " + group + " has " + present.size() + " inbound permissions, "
                + permissions.ours(present).size()
                + " of them of TargetGroupBindings and all but " + unneededCount() + " of those needed; one more for "
                + PermissionText.of(refusal.permission())
                + " exceeds its quota -> remove permissions of others from it, ask for a higher quota of inbound rules"
                + " per security group, or let fewer sources in";
        refused.put(refusal.permission(), new Failure.Quota(refusal.failure().code(), message));
    }

    private int unneededCount() {
        PermissionChanges changes = changes();
        return changes.redundant().size() + changes.superfluous().size();
    }

    /** Only what a fresh answer still shows as ours goes, and only while all that is needed is there. */
    private void revoke() {
        if (due().isEmpty()) {
            return;
        }
        permissions.reread(Set.of(group));
        PermissionChanges now = changes();
        List<Permission> lost = now.missing().stream()
                .filter(permission -> !refused.containsKey(permission))
                .toList();
        if (!lost.isEmpty()) {
            permissions
                    .authorize(group, lost)
                    .refused()
                    .forEach(refusal -> refused.put(refusal.permission(), refusal.failure()));
        }
        Set<Permission> still = Set.copyOf(permissions.asRead(group));
        List<Permission> confirmed = due().stream()
                .filter(still::contains)
                .filter(permission ->
                        refused.keySet().stream().noneMatch(waiting -> Placement.shareAPort(waiting, permission)))
                .toList();
        if (!confirmed.isEmpty()) {
            take(confirmed);
        }
    }

    /** What is covered by another permission goes at once, the rest once its time has come. */
    private List<Permission> due() {
        return Stream.concat(changes().redundant().stream(), ripe().stream()).toList();
    }

    private List<Permission> ripe() {
        if (extent == Extent.PART) {
            return List.of();
        }
        List<Permission> superfluous = changes().superfluous();
        List<Permission> ripe = unneeded.ripe(group, superfluous);
        return extent == Extent.ALL_AT_ONCE ? superfluous : ripe;
    }

    private void take(Collection<Permission> gone) {
        permissions.revoke(group, List.copyOf(gone));
        unneeded.forget(group, gone);
    }
}
