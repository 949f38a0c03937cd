package io.headgate.core.stack;

import io.headgate.core.routing.CidrBlock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A security group made for a load balancer.
 *
 * @param resource value of the resource tag
 * @param id null as long as the group is only desired
 * @param ingress inbound permissions, one source each
 * @param egress outbound permissions, one destination each; null when nobody asked for any: then those that are there stay
 */
public record SecurityGroup(
        String resource,
        @Nullable String id,
        String name,
        String description,
        List<Permission> ingress,
        @Nullable List<Permission> egress,
        Map<String, String> tags) {

    /** Resource tag of the only group of a stack, or of the first of several. */
    public static final String MANAGED_RESOURCE = "ManagedLBSecurityGroup";

    /** What EC2 gives each new group: everything may leave, over IPv6 too if the VPC has it. */
    public static final List<Permission> OPEN_EGRESS = List.of(
            new Permission("-1", -1, -1, new Source.Cidr("0.0.0.0/0"), ""),
            new Permission("-1", -1, -1, new Source.Cidr("::/0"), ""));

    /** What the description of each outbound permission of ours begins with. */
    public static final String OUTBOUND_DESCRIPTION = "headgate.io/outbound";

    public SecurityGroup {
        ingress = List.copyOf(ingress);
        egress = egress == null ? null : List.copyOf(egress);
        tags = Map.copyOf(tags);
    }

    public SecurityGroup withId(@Nullable String replacement) {
        return new SecurityGroup(resource, replacement, name, description, ingress, egress, tags);
    }

    public SecurityGroup withIngress(List<Permission> replacement) {
        return new SecurityGroup(resource, id, name, description, replacement, egress, tags);
    }

    public SecurityGroup withEgress(@Nullable List<Permission> replacement) {
        return new SecurityGroup(resource, id, name, description, ingress, replacement, tags);
    }

    public SecurityGroup withTags(Map<String, String> replacement) {
        return new SecurityGroup(resource, id, name, description, ingress, egress, replacement);
    }

    /**
     * One permission with one source, or with one destination.
     *
     * @param protocol {@code tcp}, {@code udp}, or {@code -1} for all
     * @param description empty when there is none
     */
    public record Permission(String protocol, int fromPort, int toPort, Source source, String description) {
        private static final String ALL = "-1";

        public Permission withDescription(String replacement) {
            return new Permission(protocol, fromPort, toPort, source, replacement);
        }

        /**
         * What EC2 tells permissions apart by: two of them are the same to it if these are equal. It does not look at descriptions, nor at
         * ports where all protocols pass.
         */
        public Permission identity() {
            boolean all = protocol.equals(ALL);
            return new Permission(protocol, all ? -1 : fromPort, all ? -1 : toPort, normal(source), "");
        }

        /** Permissions with the descriptions that others give to the same ones. */
        public static List<Permission> described(List<Permission> permissions, Collection<Permission> descriptions) {
            Map<Permission, String> byIdentity = descriptions.stream()
                    .collect(Collectors.toMap(Permission::identity, Permission::description, (first, _) -> first));
            return permissions.stream()
                    .map(permission -> permission.withDescription(
                            byIdentity.getOrDefault(permission.identity(), permission.description())))
                    .toList();
        }

        /** Ids of groups are unique over all accounts; EC2 does not always name the account, and clears the host bits of blocks. */
        private static Source normal(Source source) {
            return switch (source) {
                case Source.Group(SecurityGroupRef.OfPeer(String _, String id)) ->
                    new Source.Group(new SecurityGroupRef.ById(id));
                case Source.Cidr(String cidr) ->
                    new Source.Cidr(
                            CidrBlock.parse(cidr).map(CidrBlock::toString).orElse(cidr));
                case Source.Group _, Source.PrefixList _ -> source;
            };
        }
    }

    /** Where traffic comes from, or where it goes. */
    public sealed interface Source {
        /** An IPv4 or IPv6 block. */
        record Cidr(String cidr) implements Source {}

        record PrefixList(String id) implements Source {}

        record Group(SecurityGroupRef group) implements Source {}
    }
}
