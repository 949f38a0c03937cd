package io.headgate.simulator.ec2;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headgate.simulator.api.ApiError;
import io.headgate.simulator.api.Fields;
import io.headgate.simulator.api.Tree;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Permissions as they are written on the wire: several peers under one protocol and port range. */
final class Permissions {
    private static final int HIGHEST_PORT = 65_535;
    private static final int HIGHEST_ICMP = 255;
    /** Characters of a rule's description (EC2 API reference, IpRange). */
    private static final Pattern DESCRIPTION = Pattern.compile("[a-zA-Z0-9. _\\-:/()#,@\\[\\]+=&;{}!$*]{0,255}");

    private static final Map<String, String> PROTOCOL_NAMES =
            Map.of("6", "tcp", "17", "udp", "1", "icmp", "58", "icmpv6", "all", "-1");

    private Permissions() {}

    /** What a permission says before it belongs to a group. */
    record Permission(String protocol, int fromPort, int toPort, SecurityGroupRule.Peer peer, String description) {

        SecurityGroupRule in(String groupId, boolean egress, String id) {
            return new SecurityGroupRule(id, groupId, egress, protocol, fromPort, toPort, peer, description);
        }
    }

    /** Reads {@code IpPermissions}, or the short form with {@code CidrIp} beside {@code GroupId}. */
    static List<Permission> read(Fields input) {
        List<Fields> wired = input.structs("IpPermissions");
        if (!wired.isEmpty()) {
            return wired.stream().flatMap(Permissions::permissions).toList();
        }
        if (input.has("CidrIp")) {
            return List.of(permission(input, new SecurityGroupRule.Ipv4(range(input.required("CidrIp"), true)), ""));
        }
        throw ApiError.of("MissingParameter", "The request must contain the parameter ipPermissions");
    }

    /** Each peer by itself; requests and answers have different names for groups. */
    static Stream<Permission> permissions(Fields wired) {
        List<Permission> found = new ArrayList<>();
        wired.structs("IpRanges")
                .forEach(range -> found.add(permission(
                        wired, new SecurityGroupRule.Ipv4(range(range.required("CidrIp"), true)), description(range))));
        wired.structs("Ipv6Ranges")
                .forEach(range -> found.add(permission(
                        wired,
                        new SecurityGroupRule.Ipv6(range(range.required("CidrIpv6"), false)),
                        description(range))));
        wired.structs("PrefixListIds")
                .forEach(list -> found.add(permission(
                        wired, new SecurityGroupRule.PrefixList(list.required("PrefixListId")), description(list))));
        Stream.of("Groups", "UserIdGroupPairs")
                .flatMap(name -> wired.structs(name).stream())
                .forEach(group -> found.add(
                        permission(wired, new SecurityGroupRule.Group(group.required("GroupId")), description(group))));
        return found.stream();
    }

    static String range(String text, boolean ipv4) {
        Cidr cidr = Cidr.of(text);
        if (cidr.ipv4() != ipv4) {
            throw ApiError.of("InvalidParameterValue", "CIDR block " + text + " is malformed");
        }
        return cidr.toString();
    }

    static String description(Fields peer) {
        String text = peer.text("Description").orElse("");
        if (!DESCRIPTION.matcher(text).matches()) {
            throw ApiError.of(
                    "InvalidParameterValue",
                    "Invalid rule description: '" + text
                            + "'. It may have up to 255 of a-zA-Z0-9. _-:/()#,@[]+=&;{}!$*");
        }
        return text;
    }

    static Permission permission(Fields wired, SecurityGroupRule.Peer peer, String description) {
        String written = wired.required("IpProtocol");
        String protocol = PROTOCOL_NAMES.getOrDefault(written, written);
        return switch (protocol) {
            case "tcp", "udp" -> {
                int from = wired.integer("FromPort").orElseThrow(() -> missing("fromPort"));
                int to = wired.integer("ToPort").orElseThrow(() -> missing("toPort"));
                checkPorts(from, to);
                yield new Permission(protocol, from, to, peer, description);
            }
            case "icmp", "icmpv6" ->
                new Permission(
                        protocol,
                        wired.integer("FromPort", -1, HIGHEST_ICMP).orElse(-1),
                        wired.integer("ToPort", -1, HIGHEST_ICMP).orElse(-1),
                        peer,
                        description);
            case "-1" -> new Permission(protocol, -1, -1, peer, description);
            case String other -> {
                if (!other.matches("\\d{1,3}")) {
                    throw ApiError.of("InvalidPermission.Malformed", "Invalid IP protocol: '" + other + "'");
                }
                yield new Permission(other, -1, -1, peer, description);
            }
        };
    }

    private static ApiError missing(String parameter) {
        return ApiError.of("MissingParameter", "The request must contain the parameter " + parameter);
    }

    private static void checkPorts(int from, int to) {
        if (from < 0 || to > HIGHEST_PORT || from > to) {
            throw ApiError.of("InvalidParameterValue", "Invalid value for portRange: " + from + " to " + to);
        }
    }

    private record Ports(String protocol, int from, int to) {}

    /** Writes rules grouped by protocol and ports, as DescribeSecurityGroups does. */
    static ArrayNode write(Collection<SecurityGroupRule> rules, String accountId) {
        Map<Ports, List<SecurityGroupRule>> grouped = new LinkedHashMap<>();
        rules.forEach(rule -> grouped.computeIfAbsent(
                        new Ports(rule.protocol(), rule.fromPort(), rule.toPort()), _ -> new ArrayList<>())
                .add(rule));
        return Tree.list(grouped.entrySet(), entry -> write(entry.getKey(), entry.getValue(), accountId));
    }

    private static ObjectNode write(Ports ports, List<SecurityGroupRule> rules, String accountId) {
        ObjectNode node = Tree.node().put("ipProtocol", ports.protocol());
        if (!ports.protocol().equals("-1")) {
            node.put("fromPort", ports.from()).put("toPort", ports.to());
        }
        ArrayNode groups = node.putArray("groups");
        ArrayNode ranges = node.putArray("ipRanges");
        ArrayNode ipv6Ranges = node.putArray("ipv6Ranges");
        ArrayNode lists = node.putArray("prefixListIds");
        for (SecurityGroupRule rule : rules) {
            switch (rule.peer()) {
                case SecurityGroupRule.Ipv4(String cidr) ->
                    described(ranges.addObject().put("cidrIp", cidr), rule);
                case SecurityGroupRule.Ipv6(String cidr) ->
                    described(ipv6Ranges.addObject().put("cidrIpv6", cidr), rule);
                case SecurityGroupRule.PrefixList(String id) ->
                    described(lists.addObject().put("prefixListId", id), rule);
                case SecurityGroupRule.Group(String id) ->
                    described(groups.addObject().put("userId", accountId).put("groupId", id), rule);
            }
        }
        return node;
    }

    private static void described(ObjectNode peer, SecurityGroupRule rule) {
        if (!rule.description().isEmpty()) {
            peer.put("description", rule.description());
        }
    }
}
