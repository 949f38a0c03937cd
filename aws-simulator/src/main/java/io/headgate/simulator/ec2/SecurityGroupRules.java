package io.headgate.simulator.ec2;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headgate.simulator.account.Page;
import io.headgate.simulator.api.ApiError;
import io.headgate.simulator.api.Fields;
import io.headgate.simulator.api.Operation;
import io.headgate.simulator.api.Tree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Authorizes, revokes, changes and describes the rules of security groups. */
final class SecurityGroupRules {
    private final Network network;
    private final Ec2Tags tags;
    private final Filters<SecurityGroupRule> filters;

    SecurityGroupRules(Network network, Ec2Tags tags) {
        this.network = network;
        this.tags = tags;
        this.filters = new Filters<>(
                network.tags,
                network::pageSize,
                "SecurityGroupRuleId",
                "InvalidSecurityGroupRuleId.NotFound",
                SecurityGroupRule::id,
                Map.of(
                        "group-id", rule -> List.of(rule.groupId()),
                        "security-group-rule-id", rule -> List.of(rule.id())));
    }

    Map<String, Operation> operations() {
        return Map.of(
                "AuthorizeSecurityGroupIngress", input -> authorize(input, false),
                "AuthorizeSecurityGroupEgress", input -> authorize(input, true),
                "RevokeSecurityGroupIngress", input -> revoke(input, false),
                "RevokeSecurityGroupEgress", input -> revoke(input, true),
                "ModifySecurityGroupRules", this::modify,
                "DescribeSecurityGroupRules", this::describe,
                "UpdateSecurityGroupRuleDescriptionsIngress", input -> redescribe(input, false),
                "UpdateSecurityGroupRuleDescriptionsEgress", input -> redescribe(input, true));
    }

    private ObjectNode authorize(Fields input, boolean egress) {
        SecurityGroup group = network.existingGroup(input.required("GroupId"));
        Map<String, String> tagged = Ec2Tags.fromSpecification(input, "security-group-rule");
        List<SecurityGroupRule> added = new ArrayList<>();
        for (Permissions.Permission permission : Permissions.read(input)) {
            checkPeer(permission.peer());
            SecurityGroupRule rule = permission.in(group.id(), egress, network.ids.ec2("sgr"));
            // One rule that exists, or that comes twice, refuses the whole call (AuthorizeSecurityGroupIngress).
            if (Stream.concat(rules(group.id(), egress), added.stream()).anyMatch(rule::permitsSame)) {
                throw ApiError.of(
                        "InvalidPermission.Duplicate", "the specified rule \"" + text(rule) + "\" already exists");
            }
            added.add(rule);
        }
        checkRoom(Stream.concat(rules(group.id(), egress), added.stream()).toList());
        added.forEach(rule -> {
            network.securityGroupRules.put(rule.id(), rule);
            network.tags.put(rule.id(), tagged);
        });
        ObjectNode result = Tree.node().put("return", true);
        result.set("securityGroupRuleSet", Tree.list(added, this::write));
        return result;
    }

    private void checkPeer(SecurityGroupRule.Peer peer) {
        switch (peer) {
            case SecurityGroupRule.Ipv4 _, SecurityGroupRule.Ipv6 _ -> {}
            case SecurityGroupRule.Group(String id) -> network.existingGroup(id);
            case SecurityGroupRule.PrefixList(String id) -> {
                if (!network.lenient && !network.prefixLists.containsKey(id)) {
                    throw ApiError.of("InvalidPrefixListID.NotFound", "The prefix list ID '" + id + "' does not exist");
                }
            }
        }
    }

    /**
     * The quota of rules holds for each direction, and apart for IPv4 and IPv6; groups count in both, a prefix list with its number of
     * entries (Amazon VPC quotas).
     */
    private void checkRoom(List<SecurityGroupRule> rules) {
        int ipv4 = 0;
        int ipv6 = 0;
        for (SecurityGroupRule rule : rules) {
            int weight = switch (rule.peer()) {
                case SecurityGroupRule.PrefixList(String id) ->
                    network.prefixLists.getOrDefault(id, List.of("one")).size();
                case SecurityGroupRule.Ipv4 _, SecurityGroupRule.Ipv6 _, SecurityGroupRule.Group _ -> 1;
            };
            ipv4 += rule.peer() instanceof SecurityGroupRule.Ipv6 ? 0 : weight;
            ipv6 += rule.peer() instanceof SecurityGroupRule.Ipv4 ? 0 : weight;
        }
        if (Math.max(ipv4, ipv6) > network.quotas().rulesPerSecurityGroup()) {
            throw ApiError.of(
                    "RulesPerSecurityGroupLimitExceeded",
                    "The maximum number of rules per security group has been reached: "
                            + network.quotas().rulesPerSecurityGroup());
        }
    }

    private ObjectNode revoke(Fields input, boolean egress) {
        SecurityGroup group = network.existingGroup(input.required("GroupId"));
        List<String> named = input.texts("SecurityGroupRuleId");
        List<SecurityGroupRule> gone = named.isEmpty() ? matching(input, group, egress) : byId(named, group, egress);
        gone.forEach(rule -> {
            network.securityGroupRules.remove(rule.id());
            network.tags.forget(rule.id());
        });
        ObjectNode result = Tree.node().put("return", true);
        result.set("revokedSecurityGroupRuleSet", Tree.list(gone, this::write));
        return result;
    }

    private List<SecurityGroupRule> byId(List<String> named, SecurityGroup group, boolean egress) {
        return named.stream().map(id -> existing(id, group, egress)).toList();
    }

    private SecurityGroupRule existing(String id, SecurityGroup group, boolean egress) {
        return rules(group.id(), egress)
                .filter(rule -> rule.id().equals(id))
                .findFirst()
                .orElseThrow(() -> ApiError.of(
                        "InvalidSecurityGroupRuleId.NotFound",
                        "The security group rule ID '" + id + "' does not exist"));
    }

    /** All ports, protocols and peers must be those of a rule, else nothing is revoked (RevokeSecurityGroupIngress). */
    private List<SecurityGroupRule> matching(Fields input, SecurityGroup group, boolean egress) {
        return Permissions.read(input).stream()
                .map(permission -> permission.in(group.id(), egress, ""))
                .map(wanted -> rules(group.id(), egress)
                        .filter(wanted::permitsSame)
                        .findFirst()
                        .orElseThrow(() -> ApiError.of(
                                "InvalidPermission.NotFound",
                                "The specified rule does not exist in this security group: " + text(wanted))))
                .toList();
    }

    private ObjectNode modify(Fields input) {
        SecurityGroup group = network.existingGroup(input.required("GroupId"));
        Map<String, SecurityGroupRule> changed = new LinkedHashMap<>();
        for (Fields update : input.structs("SecurityGroupRule")) {
            String id = update.required("SecurityGroupRuleId");
            SecurityGroupRule before = Optional.ofNullable(network.securityGroupRules.get(id))
                    .filter(rule -> rule.groupId().equals(group.id()))
                    .orElseThrow(() -> ApiError.of(
                            "InvalidSecurityGroupRuleId.NotFound",
                            "The security group rule ID '" + id + "' does not exist"));
            Fields wanted = update.struct("SecurityGroupRule")
                    .orElseThrow(() -> ApiError.of(
                            "MissingParameter", "The request must contain the parameter SecurityGroupRule"));
            changed.put(id, changed(before, wanted));
        }
        network.securityGroupRules.putAll(changed);
        return Tree.node().put("return", true);
    }

    private SecurityGroupRule changed(SecurityGroupRule before, Fields wanted) {
        SecurityGroupRule.Peer peer = wanted.text("CidrIpv4")
                .<SecurityGroupRule.Peer>map(cidr -> new SecurityGroupRule.Ipv4(Permissions.range(cidr, true)))
                .or(() ->
                        wanted.text("CidrIpv6").map(cidr -> new SecurityGroupRule.Ipv6(Permissions.range(cidr, false))))
                .or(() -> wanted.text("PrefixListId").map(SecurityGroupRule.PrefixList::new))
                .or(() -> wanted.text("ReferencedGroupId").map(SecurityGroupRule.Group::new))
                .orElse(before.peer());
        // The kind of a rule's source stays what it is (ModifySecurityGroupRules).
        if (!peer.getClass().equals(before.peer().getClass())) {
            throw ApiError.of(
                    "InvalidParameterValue",
                    "You may not specify another kind of source for an existing rule: " + peer);
        }
        checkPeer(peer);
        SecurityGroupRule after = Permissions.permission(wanted, peer, Permissions.description(wanted))
                .in(before.groupId(), before.egress(), before.id());
        if (rules(before.groupId(), before.egress())
                .anyMatch(other -> !other.id().equals(before.id()) && other.permitsSame(after))) {
            throw ApiError.of(
                    "InvalidPermission.Duplicate", "the specified rule \"" + text(after) + "\" already exists");
        }
        return after;
    }

    private ObjectNode redescribe(Fields input, boolean egress) {
        SecurityGroup group = network.existingGroup(input.required("GroupId"));
        for (Permissions.Permission permission : Permissions.read(input)) {
            SecurityGroupRule wanted = permission.in(group.id(), egress, "");
            SecurityGroupRule rule = rules(group.id(), egress)
                    .filter(wanted::permitsSame)
                    .findFirst()
                    .orElseThrow(() -> ApiError.of(
                            "InvalidPermission.NotFound", "The specified rule does not exist: " + text(wanted)));
            network.securityGroupRules.put(rule.id(), rule.described(permission.description()));
        }
        return Tree.node().put("return", true);
    }

    private ObjectNode describe(Fields input) {
        Page<SecurityGroupRule> page = filters.select(input, network.securityGroupRules.values());
        ObjectNode result = Tree.node();
        result.set("securityGroupRuleSet", Tree.list(page.entries(), this::write));
        return result.put("nextToken", page.next());
    }

    private Stream<SecurityGroupRule> rules(String groupId, boolean egress) {
        return network.securityGroupRules.values().stream()
                .filter(rule -> rule.groupId().equals(groupId) && rule.egress() == egress);
    }

    private ObjectNode write(SecurityGroupRule rule) {
        ObjectNode node = Tree.node()
                .put("securityGroupRuleId", rule.id())
                .put("groupId", rule.groupId())
                .put("groupOwnerId", network.identity.accountId())
                .put("isEgress", rule.egress())
                .put("ipProtocol", rule.protocol())
                .put("fromPort", rule.fromPort())
                .put("toPort", rule.toPort())
                .put("securityGroupRuleArn", network.identity.arn("ec2", "security-group-rule/" + rule.id()));
        switch (rule.peer()) {
            case SecurityGroupRule.Ipv4(String cidr) -> node.put("cidrIpv4", cidr);
            case SecurityGroupRule.Ipv6(String cidr) -> node.put("cidrIpv6", cidr);
            case SecurityGroupRule.PrefixList(String id) -> node.put("prefixListId", id);
            case SecurityGroupRule.Group(String id) ->
                node.putObject("referencedGroupInfo").put("groupId", id).put("userId", network.identity.accountId());
        }
        if (!rule.description().isEmpty()) {
            node.put("description", rule.description());
        }
        node.set("tagSet", tags.tagSet(rule.id()));
        return node;
    }

    private static String text(SecurityGroupRule rule) {
        String peer = Objects.toString(rule.peer());
        return "peer: " + peer + ", " + rule.protocol() + ", from port: " + rule.fromPort() + ", to port: "
                + rule.toPort() + ", ALLOW";
    }
}
