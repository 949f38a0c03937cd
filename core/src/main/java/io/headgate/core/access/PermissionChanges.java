package io.headgate.core.access;

import io.headgate.core.stack.SecurityGroup.Permission;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What leads from the inbound permissions that a security group has to those that targets behind it need. Permissions of others count as
 * there, as EC2 knows none twice, but are never too much.
 *
 * @param missing needed and not there
 * @param redundant ours, needed no more, and let nothing in that another one of ours does not
 * @param superfluous ours, needed no more, and the only ones to let something in
 */
public record PermissionChanges(List<Permission> missing, List<Permission> redundant, List<Permission> superfluous) {

    public PermissionChanges {
        missing = List.copyOf(missing);
        redundant = List.copyOf(redundant);
        superfluous = List.copyOf(superfluous);
    }

    /**
     * With all that is needed known, or not. As long as it is not, nothing is too much, and what is let in already need not be let in by a
     * narrower permission.
     *
     * @param ours those of the present ones that carry our description
     */
    public static PermissionChanges between(
            Collection<Permission> present,
            Collection<Permission> ours,
            Collection<Permission> needed,
            boolean complete) {
        if (!complete) {
            return new PermissionChanges(lacking(needed, ours), List.of(), List.of());
        }
        Set<Permission> there = identities(present);
        Set<Permission> wanted = identities(needed);
        List<Permission> staying =
                ours.stream().filter(each -> wanted.contains(each.identity())).toList();
        List<Permission> leaving =
                ours.stream().filter(each -> !wanted.contains(each.identity())).toList();
        return new PermissionChanges(
                needed.stream().filter(each -> !there.contains(each.identity())).toList(),
                leaving.stream().filter(each -> isCovered(each, staying)).toList(),
                leaving.stream().filter(each -> !isCovered(each, staying)).toList());
    }

    /** Those of the needed permissions that no present one lets in. */
    public static List<Permission> lacking(Collection<Permission> needed, Collection<Permission> present) {
        return needed.stream().filter(each -> !isCovered(each, present)).toList();
    }

    private static boolean isCovered(Permission narrow, Collection<Permission> present) {
        return present.stream().anyMatch(wide -> NodePermissions.covers(wide, narrow));
    }

    private static Set<Permission> identities(Collection<Permission> permissions) {
        return permissions.stream().map(Permission::identity).collect(Collectors.toSet());
    }
}
