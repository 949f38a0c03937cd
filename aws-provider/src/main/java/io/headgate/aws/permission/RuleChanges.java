package io.headgate.aws.permission;

import io.headgate.aws.mapping.RuleOfGroup;
import io.headgate.core.access.Placement.Change;
import io.headgate.core.stack.SecurityGroup.Permission;
import io.headgate.core.stack.SecurityGroupRef;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRule;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRuleUpdate;

/** Inbound rules of security groups that turn into others in place, by their ids. Immutable. */
public record RuleChanges(Ec2Client ec2) {

    /**
     * Turns permissions into others at one moment. Those of which no rule is found are left out; gives those that were changed.
     *
     * @param allowed which rules may be touched
     * @param ids gives the id of a security group that a permission names
     */
    public List<Change> apply(
            String group, List<Change> changes, Predicate<Permission> allowed, Function<SecurityGroupRef, String> ids) {
        Map<Permission, String> rules = rules(group, allowed);
        List<Change> found = changes.stream()
                .filter(change -> rules.containsKey(change.from().identity()))
                .toList();
        if (!found.isEmpty()) {
            List<SecurityGroupRuleUpdate> updates = found.stream()
                    .map(change -> SecurityGroupRuleUpdate.builder()
                            .securityGroupRuleId(rules.get(change.from().identity()))
                            .securityGroupRule(RuleOfGroup.write(change.to(), ids))
                            .build())
                    .toList();
            ec2.modifySecurityGroupRules(request -> request.groupId(group).securityGroupRules(updates));
        }
        return found;
    }

    private Map<Permission, String> rules(String group, Predicate<Permission> allowed) {
        Filter named = Filter.builder().name("group-id").values(group).build();
        Map<Permission, String> ids = new HashMap<>();
        for (SecurityGroupRule rule : ec2.describeSecurityGroupRulesPaginator(request -> request.filters(named))
                .securityGroupRules()) {
            Permission permission = RuleOfGroup.read(rule);
            if (!rule.isEgress() && allowed.test(permission)) {
                ids.put(permission.identity(), rule.securityGroupRuleId());
            }
        }
        return ids;
    }
}
