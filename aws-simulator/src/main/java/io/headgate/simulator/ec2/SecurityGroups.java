package io.headgate.simulator.ec2;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headgate.simulator.account.Page;
import io.headgate.simulator.api.ApiError;
import io.headgate.simulator.api.Fields;
import io.headgate.simulator.api.Operation;
import io.headgate.simulator.api.Tree;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Creates, deletes and describes security groups. */
final class SecurityGroups {
    /** Characters of names and descriptions of groups in a VPC (EC2 API reference, CreateSecurityGroup). */
    private static final Pattern TEXT = Pattern.compile("[a-zA-Z0-9 ._\\-:/()#,@\\[\\]+=&;{}!$*]{1,255}");

    private final Network network;
    private final Ec2Tags tags;
    private final Filters<SecurityGroup> filters;

    SecurityGroups(Network network, Ec2Tags tags) {
        this.network = network;
        this.tags = tags;
        this.filters = new Filters<>(
                network.tags, network::pageSize, "GroupId", "InvalidGroup.NotFound", SecurityGroup::id, properties());
    }

    private Map<String, Function<SecurityGroup, Collection<String>>> properties() {
        return Map.of(
                "group-id", group -> List.of(group.id()),
                "group-name", group -> List.of(group.name()),
                "description", group -> List.of(group.description()),
                "vpc-id", group -> List.of(group.vpcId()),
                "owner-id", _ -> List.of(network.identity.accountId()),
                "ip-permission.group-id", group -> referencedGroups(group.id(), false),
                "egress.ip-permission.group-id", group -> referencedGroups(group.id(), true));
    }

    private List<String> referencedGroups(String id, boolean egress) {
        return rules(id, egress).stream()
                .filter(rule -> rule.peer() instanceof SecurityGroupRule.Group)
                .map(rule -> ((SecurityGroupRule.Group) rule.peer()).id())
                .toList();
    }

    Map<String, Operation> operations() {
        return Map.of(
                "CreateSecurityGroup", this::create,
                "DeleteSecurityGroup", this::delete,
                "DescribeSecurityGroups", this::describe,
                "GetSecurityGroupsForVpc", this::usableInVpc);
    }

    private ObjectNode create(Fields input) {
        String name = checkedName(input.required("GroupName"));
        String description = checkedText("GroupDescription", input.required("GroupDescription"));
        String vpcId = input.required("VpcId");
        Vpc vpc = network.existingVpc(vpcId);
        Map<String, String> tagged = Ec2Tags.fromSpecification(input, "security-group");
        // Names are unique within a VPC (EC2 API reference, CreateSecurityGroup).
        if (network.securityGroups.values().stream()
                .anyMatch(group -> group.vpcId().equals(vpcId) && group.name().equals(name))) {
            throw ApiError.of(
                    "InvalidGroup.Duplicate",
                    "The security group '" + name + "' already exists for VPC '" + vpcId + "'");
        }
        if (network.securityGroups.size() >= network.quotas().securityGroups()) {
            throw ApiError.of(
                    "SecurityGroupLimitExceeded",
                    "You have reached the limit of " + network.quotas().securityGroups() + " security groups");
        }
        SecurityGroup group = add(network, network.ids.ec2("sg"), name, description, vpc);
        network.tags.put(group.id(), tagged);
        ObjectNode result = Tree.node().put("groupId", group.id()).put("return", true);
        result.set("tagSet", tags.tagSet(group.id()));
        return result.put("securityGroupArn", arn(group));
    }

    /** A new group lets everything out, over IPv6 too if the VPC has such addresses. */
    static SecurityGroup add(Network network, String id, String name, String description, Vpc vpc) {
        SecurityGroup group = new SecurityGroup(id, name, description, vpc.id());
        network.securityGroups.put(id, group);
        allowOut(network, id, new SecurityGroupRule.Ipv4("0.0.0.0/0"));
        if (vpc.ipv6Cidr() != null) {
            allowOut(network, id, new SecurityGroupRule.Ipv6("::/0"));
        }
        return group;
    }

    private static void allowOut(Network network, String groupId, SecurityGroupRule.Peer peer) {
        SecurityGroupRule rule = new SecurityGroupRule(network.ids.ec2("sgr"), groupId, true, "-1", -1, -1, peer, "");
        network.securityGroupRules.put(rule.id(), rule);
    }

    private static String checkedName(String name) {
        if (name.startsWith("sg-")) {
            throw ApiError.of("InvalidParameterValue", "Group names may not begin with 'sg-': '" + name + "'");
        }
        return checkedText("GroupName", name);
    }

    private static String checkedText(String parameter, String text) {
        if (!TEXT.matcher(text).matches()) {
            throw ApiError.of(
                    "InvalidParameterValue",
                    "Value (" + text + ") for parameter " + parameter
                            + " is invalid: 1 to 255 of a-z, A-Z, 0-9, spaces and ._-:/()#,@[]+=&;{}!$*");
        }
        return text;
    }

    private ObjectNode delete(Fields input) {
        SecurityGroup group = network.existingGroup(input.required("GroupId"));
        if (group.name().equals("default")) {
            throw ApiError.of(
                    "CannotDelete",
                    "the specified group: \"" + group.id() + "\" name: \"default\" cannot be deleted by a user");
        }
        // A group cannot go while an interface uses it or another group's rule names it (DeleteSecurityGroup).
        boolean attached = network.interfaces.values().stream()
                .anyMatch(each -> each.groupIds().contains(group.id()));
        boolean referenced = network.securityGroupRules.values().stream()
                .anyMatch(rule -> !rule.groupId().equals(group.id())
                        && rule.peer().equals(new SecurityGroupRule.Group(group.id())));
        if (attached || referenced) {
            throw ApiError.of("DependencyViolation", "resource " + group.id() + " has a dependent object");
        }
        network.securityGroups.remove(group.id());
        network.securityGroupRules.values().removeIf(rule -> rule.groupId().equals(group.id()));
        network.tags.forget(group.id());
        return Tree.node().put("return", true).put("groupId", group.id());
    }

    private ObjectNode describe(Fields input) {
        List<String> names = input.texts("GroupName");
        Collection<SecurityGroup> named = network.securityGroups.values().stream()
                .filter(group -> names.isEmpty() || names.contains(group.name()))
                .toList();
        Page<SecurityGroup> page = filters.select(input, names.isEmpty() ? network.securityGroups.values() : named);
        ObjectNode result = Tree.node();
        result.set("securityGroupInfo", Tree.list(page.entries(), this::describe));
        return result.put("nextToken", page.next());
    }

    private ObjectNode usableInVpc(Fields input) {
        String vpcId = network.existingVpc(input.required("VpcId")).id();
        Page<SecurityGroup> page = filters.select(
                input,
                network.securityGroups.values().stream()
                        .filter(group -> group.vpcId().equals(vpcId))
                        .toList());
        ObjectNode result = Tree.node();
        result.set("securityGroupForVpcSet", Tree.list(page.entries(), group -> {
            ObjectNode node = Tree.node()
                    .put("groupId", group.id())
                    .put("groupName", group.name())
                    .put("description", group.description())
                    .put("ownerId", network.identity.accountId())
                    .put("primaryVpcId", group.vpcId());
            node.set("tagSet", tags.tagSet(group.id()));
            return node;
        }));
        return result.put("nextToken", page.next());
    }

    private ObjectNode describe(SecurityGroup group) {
        ObjectNode node = Tree.node()
                .put("ownerId", network.identity.accountId())
                .put("groupId", group.id())
                .put("groupName", group.name())
                .put("groupDescription", group.description())
                .put("vpcId", group.vpcId())
                .put("securityGroupArn", arn(group));
        node.set("ipPermissions", Permissions.write(rules(group.id(), false), network.identity.accountId()));
        node.set("ipPermissionsEgress", Permissions.write(rules(group.id(), true), network.identity.accountId()));
        node.set("tagSet", tags.tagSet(group.id()));
        return node;
    }

    private List<SecurityGroupRule> rules(String groupId, boolean egress) {
        return network.securityGroupRules.values().stream()
                .filter(rule -> rule.groupId().equals(groupId) && rule.egress() == egress)
                .toList();
    }

    private String arn(SecurityGroup group) {
        return network.identity.arn("ec2", "security-group/" + group.id());
    }
}
