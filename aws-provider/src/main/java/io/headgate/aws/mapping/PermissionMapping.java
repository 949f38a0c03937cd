package io.headgate.aws.mapping;

import io.headgate.core.stack.SecurityGroup.Permission;
import io.headgate.core.stack.SecurityGroup.Source;
import io.headgate.core.stack.SecurityGroupRef;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.IpRange;
import software.amazon.awssdk.services.ec2.model.Ipv6Range;
import software.amazon.awssdk.services.ec2.model.PrefixListId;
import software.amazon.awssdk.services.ec2.model.UserIdGroupPair;

/** Permissions of security groups, to the EC2 API and back. The API keeps several sources in one permission, the core one in each. */
public final class PermissionMapping {

    private static final String ALL = "-1";

    private PermissionMapping() {}

    /** @param ids gives the id of a security group */
    public static List<IpPermission> toApi(Collection<Permission> permissions, Function<SecurityGroupRef, String> ids) {
        return permissions.stream().map(permission -> toApi(permission, ids)).toList();
    }

    /** The id of a security group that is named by one, as those of permissions of nodes and of permissions that were read are. */
    public static String idOf(SecurityGroupRef ref) {
        return switch (ref) {
            case SecurityGroupRef.ById(String id) -> id;
            case SecurityGroupRef.OfPeer(String _, String id) -> id;
            case SecurityGroupRef.Managed _, SecurityGroupRef.Backend _ ->
                throw new IllegalArgumentException("a security group of a stack has no id by itself");
        };
    }

    private static IpPermission toApi(Permission permission, Function<SecurityGroupRef, String> ids) {
        boolean ports = !permission.protocol().equals(ALL);
        String description = permission.description().isEmpty() ? null : permission.description();
        IpPermission.Builder api = IpPermission.builder()
                .ipProtocol(permission.protocol())
                .fromPort(ports ? permission.fromPort() : null)
                .toPort(ports ? permission.toPort() : null);
        switch (permission.source()) {
            case Source.Cidr(String cidr)
            when cidr.contains(":") -> {
                Ipv6Range range = Ipv6Range.builder()
                        .cidrIpv6(cidr)
                        .description(description)
                        .build();
                api.ipv6Ranges(range);
            }
            case Source.Cidr(String cidr) -> {
                IpRange range =
                        IpRange.builder().cidrIp(cidr).description(description).build();
                api.ipRanges(range);
            }
            case Source.PrefixList(String id) -> {
                PrefixListId list = PrefixListId.builder()
                        .prefixListId(id)
                        .description(description)
                        .build();
                api.prefixListIds(list);
            }
            case Source.Group(SecurityGroupRef group) -> {
                UserIdGroupPair pair = UserIdGroupPair.builder()
                        .userId(group instanceof SecurityGroupRef.OfPeer(String account, String _) ? account : null)
                        .groupId(ids.apply(group))
                        .description(description)
                        .build();
                api.userIdGroupPairs(pair);
            }
        }
        return api.build();
    }

    /**
     * Sources that are security groups come back by id, those of other accounts with the account.
     *
     * @param ownerId account of the group whose permissions these are
     */
    public static List<Permission> fromApi(Collection<IpPermission> api, @Nullable String ownerId) {
        List<Permission> permissions = new ArrayList<>();
        for (IpPermission each : api) {
            each.ipRanges()
                    .forEach(range ->
                            permissions.add(permission(each, new Source.Cidr(range.cidrIp()), range.description())));
            each.ipv6Ranges()
                    .forEach(range ->
                            permissions.add(permission(each, new Source.Cidr(range.cidrIpv6()), range.description())));
            each.prefixListIds()
                    .forEach(list -> permissions.add(
                            permission(each, new Source.PrefixList(list.prefixListId()), list.description())));
            each.userIdGroupPairs()
                    .forEach(pair -> permissions.add(
                            permission(each, new Source.Group(group(pair, ownerId)), pair.description())));
        }
        return permissions;
    }

    private static SecurityGroupRef group(UserIdGroupPair pair, @Nullable String ownerId) {
        return ownerId == null || pair.userId() == null || pair.userId().equals(ownerId)
                ? new SecurityGroupRef.ById(pair.groupId())
                : new SecurityGroupRef.OfPeer(pair.userId(), pair.groupId());
    }

    private static Permission permission(IpPermission api, Source source, @Nullable String description) {
        boolean ports = !api.ipProtocol().equals(ALL) && api.fromPort() != null && api.toPort() != null;
        return new Permission(
                api.ipProtocol(),
                ports ? api.fromPort() : -1,
                ports ? api.toPort() : -1,
                source,
                description == null ? "" : description);
    }
}
