package io.headgate.core.access;

import io.headgate.core.stack.SecurityGroup.Permission;
import io.headgate.core.stack.SecurityGroup.Source;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * How permissions find a place in a security group that takes no more. Nothing is closed in between that is needed afterwards: what goes
 * first has neither source nor port in common with one that arrives, and all else is changed in place, which EC2 does at one moment.
 *
 * @param revoke ours that nobody needs and nothing replaces, so that they may go first
 * @param changes ours that turn into what is missing
 * @param authorize what takes the places of those that were revoked
 * @param refused those for which there is no place
 */
public record Placement(
        List<Permission> revoke, List<Change> changes, List<Permission> authorize, List<Permission> refused) {

    private static final String ALL_PROTOCOLS = "-1";

    public Placement {
        revoke = List.copyOf(revoke);
        changes = List.copyOf(changes);
        authorize = List.copyOf(authorize);
        refused = List.copyOf(refused);
    }

    /** A permission that turns into another one. */
    public record Change(Permission from, Permission to) {}

    /**
     * Finds places.
     *
     * @param arriving what is missing
     * @param ours all present permissions of ours: those that an arriving one covers can become that one at any time
     * @param free those of ours that nobody needs any more, for certain
     */
    public static Placement of(List<Permission> arriving, Collection<Permission> ours, Collection<Permission> free) {
        List<Permission> rest = new ArrayList<>(PermissionChanges.lacking(arriving, ours));
        List<Permission> giving = new ArrayList<>(free);
        List<Change> changes = new ArrayList<>();
        for (Permission wide : List.copyOf(rest)) {
            ours.stream()
                    .filter(narrow -> NodePermissions.covers(wide, narrow))
                    .filter(narrow ->
                            changes.stream().noneMatch(change -> change.from().equals(narrow)))
                    .findFirst()
                    .ifPresent(narrow -> {
                        changes.add(new Change(narrow, wide));
                        rest.remove(wide);
                        giving.remove(narrow);
                    });
        }
        List<Permission> authorize = new ArrayList<>();
        List<Permission> revoke = new ArrayList<>();
        for (Permission unneeded : List.copyOf(giving)) {
            if (revoke.size() < rest.size() && arriving.stream().noneMatch(each -> replaces(each, unneeded))) {
                revoke.add(unneeded);
                giving.remove(unneeded);
            }
        }
        while (authorize.size() < revoke.size()) {
            authorize.add(rest.removeFirst());
        }
        for (Permission unneeded : giving) {
            rest.stream()
                    .filter(each -> sameKind(each.source(), unneeded.source()))
                    .findFirst()
                    .ifPresent(wanted -> {
                        changes.add(new Change(unneeded, wanted));
                        rest.remove(wanted);
                    });
        }
        return new Placement(revoke, changes, authorize, rest);
    }

    /** Whether some traffic could be meant to go from one permission to the other. */
    private static boolean replaces(Permission arriving, Permission leaving) {
        return arriving.source().equals(leaving.source()) || shareAPort(arriving, leaving);
    }

    /** Whether a rule may change from one source to the other: EC2 turns none of a block into one of a group, nor IPv4 into IPv6. */
    public static boolean sameKind(Source one, Source other) {
        return switch (one) {
            case Source.Cidr(String cidr) ->
                other instanceof Source.Cidr(String second) && cidr.contains(":") == second.contains(":");
            case Source.Group _ -> other instanceof Source.Group;
            case Source.PrefixList _ -> other instanceof Source.PrefixList;
        };
    }

    /** How many rules a group has with some more: IPv4 and IPv6 count apart, all other sources in both (Amazon VPC quotas). */
    public static int rules(Collection<Permission> present, Collection<Permission> more) {
        int ipv4 = 0;
        int ipv6 = 0;
        for (Permission permission :
                Stream.concat(present.stream(), more.stream()).toList()) {
            Source source = permission.source();
            boolean six = source instanceof Source.Cidr(String cidr) && cidr.contains(":");
            ipv4 += six ? 0 : 1;
            ipv6 += six || !(source instanceof Source.Cidr) ? 1 : 0;
        }
        return Math.max(ipv4, ipv6);
    }

    /** Whether two permissions open a port both. Sources are not looked at: an address may be in several blocks and groups. */
    public static boolean shareAPort(Permission one, Permission other) {
        boolean all = one.protocol().equals(ALL_PROTOCOLS) || other.protocol().equals(ALL_PROTOCOLS);
        return all
                || (one.protocol().equals(other.protocol())
                        && one.fromPort() <= other.toPort()
                        && other.fromPort() <= one.toPort());
    }
}
