package io.headgate.core.plan;

import io.headgate.core.access.Placement.Change;
import io.headgate.core.stack.SecurityGroup;
import io.headgate.core.stack.SecurityGroup.Permission;
import io.headgate.core.stack.Stack;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Calls on security groups (EC2 API). */
public sealed interface SecurityGroupStep extends Step {

    /** Makes the cluster's shared backend security group. */
    record CreateBackendSecurityGroup() implements SecurityGroupStep {
        @Override
        public String handle() {
            return Placeholder.of("security-group", "backend");
        }

        @Override
        public Stack applyTo(Stack observed) {
            return observed.withUsesBackendSecurityGroup(true);
        }
    }

    /** Makes a security group without inbound permissions. */
    record CreateSecurityGroup(String resource, String name, String description, Map<String, String> tags)
            implements SecurityGroupStep {
        public CreateSecurityGroup {
            tags = Map.copyOf(tags);
        }

        @Override
        public String handle() {
            return Placeholder.of("security-group", resource);
        }

        @Override
        public Stack applyTo(Stack observed) {
            SecurityGroup made = new SecurityGroup(
                    resource, handle(), name, description, List.of(), SecurityGroup.OPEN_EGRESS, tags);
            return observed.withSecurityGroups(Edits.plus(observed.securityGroups(), made));
        }
    }

    /** Removes a security group that nothing uses any more. */
    record DeleteSecurityGroup(String handle) implements SecurityGroupStep {
        @Override
        public Stack applyTo(Stack observed) {
            return observed.withSecurityGroups(
                    Edits.minus(observed.securityGroups(), group -> handle.equals(group.id())));
        }
    }

    /** {@code AuthorizeSecurityGroupIngress}. */
    record AuthorizeIngress(String handle, List<Permission> permissions) implements SecurityGroupStep {
        public AuthorizeIngress {
            permissions = List.copyOf(permissions);
        }

        @Override
        public Stack applyTo(Stack observed) {
            return Edits.securityGroup(observed, handle, group -> {
                List<Permission> all = new ArrayList<>(group.ingress());
                all.addAll(permissions);
                return group.withIngress(all);
            });
        }
    }

    /** {@code RevokeSecurityGroupIngress}. */
    record RevokeIngress(String handle, List<Permission> permissions) implements SecurityGroupStep {
        public RevokeIngress {
            permissions = List.copyOf(permissions);
        }

        @Override
        public Stack applyTo(Stack observed) {
            return Edits.securityGroup(
                    observed, handle, group -> group.withIngress(Edits.minus(group.ingress(), permissions::contains)));
        }
    }

    /** {@code ModifySecurityGroupRules}: turns permissions into others at one moment, which a full group needs no room for. */
    record ReplaceIngress(String handle, List<Change> changes) implements SecurityGroupStep {
        public ReplaceIngress {
            changes = List.copyOf(changes);
        }

        @Override
        public Stack applyTo(Stack observed) {
            List<Permission> gone = changes.stream().map(Change::from).toList();
            return Edits.securityGroup(observed, handle, group -> {
                List<Permission> all = new ArrayList<>(Edits.minus(group.ingress(), gone::contains));
                changes.forEach(change -> all.add(change.to()));
                return group.withIngress(all);
            });
        }
    }

    /** {@code UpdateSecurityGroupRuleDescriptionsIngress}: says of permissions that are there already what they are for. */
    record DescribeIngress(String handle, List<Permission> permissions) implements SecurityGroupStep {
        public DescribeIngress {
            permissions = List.copyOf(permissions);
        }

        @Override
        public Stack applyTo(Stack observed) {
            return Edits.securityGroup(
                    observed, handle, group -> group.withIngress(Permission.described(group.ingress(), permissions)));
        }
    }

    /** {@code AuthorizeSecurityGroupEgress}. */
    record AuthorizeEgress(String handle, List<Permission> permissions) implements SecurityGroupStep {
        public AuthorizeEgress {
            permissions = List.copyOf(permissions);
        }

        @Override
        public Stack applyTo(Stack observed) {
            return Edits.securityGroup(observed, handle, group -> {
                List<Permission> all = new ArrayList<>(egress(group));
                all.addAll(permissions);
                return group.withEgress(all);
            });
        }
    }

    /** {@code RevokeSecurityGroupEgress}. */
    record RevokeEgress(String handle, List<Permission> permissions) implements SecurityGroupStep {
        public RevokeEgress {
            permissions = List.copyOf(permissions);
        }

        @Override
        public Stack applyTo(Stack observed) {
            return Edits.securityGroup(
                    observed, handle, group -> group.withEgress(Edits.minus(egress(group), permissions::contains)));
        }
    }

    private static List<Permission> egress(SecurityGroup group) {
        List<Permission> egress = group.egress();
        return egress == null ? List.of() : egress;
    }

    /** Tags a security group. */
    record CreateTags(String handle, Map<String, String> tags) implements SecurityGroupStep {
        public CreateTags {
            tags = Map.copyOf(tags);
        }

        @Override
        public Stack applyTo(Stack observed) {
            return Edits.securityGroup(observed, handle, group -> group.withTags(Edits.plus(group.tags(), tags)));
        }
    }

    /** Removes tags of a security group. */
    record DeleteTags(String handle, Set<String> keys) implements SecurityGroupStep {
        public DeleteTags {
            keys = Set.copyOf(keys);
        }

        @Override
        public Stack applyTo(Stack observed) {
            return Edits.securityGroup(observed, handle, group -> group.withTags(Edits.minus(group.tags(), keys)));
        }
    }
}
