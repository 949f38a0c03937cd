package io.headgate.core.plan;

import io.headgate.core.stack.SecurityGroup;
import io.headgate.core.stack.SecurityGroup.Permission;
import io.headgate.core.stack.Stack;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Plans the security groups of a stack: what is missing first, what is too much at the very end. */
final class SecurityGroupPlanner {

    private final Draft draft;
    private final Policy policy;
    private final List<SecurityGroup> superfluous = new ArrayList<>();
    private final List<SecurityGroupStep.RevokeIngress> revocations = new ArrayList<>();

    SecurityGroupPlanner(Draft draft, Policy policy) {
        this.draft = draft;
        this.policy = policy;
    }

    void planCreation(Stack desired, Stack observed) {
        boolean backendExists = policy.backendSecurityGroupId() != null || observed.usesBackendSecurityGroup();
        if (desired.usesBackendSecurityGroup() && !backendExists) {
            draft.add(new SecurityGroupStep.CreateBackendSecurityGroup(), Risk.NONE, Set.of());
        }
        superfluous.addAll(observed.securityGroups());
        for (SecurityGroup wanted : desired.securityGroups()) {
            SecurityGroup present = superfluous.stream()
                    .filter(group -> group.resource().equals(wanted.resource()))
                    .findFirst()
                    .orElse(null);
            if (present == null) {
                create(wanted);
            } else {
                superfluous.remove(present);
                update(wanted, present);
            }
        }
    }

    private void create(SecurityGroup wanted) {
        SecurityGroupStep step = new SecurityGroupStep.CreateSecurityGroup(
                wanted.resource(), wanted.name(), wanted.description(), wanted.tags());
        int created = draft.add(step, Risk.NONE, Set.of());
        if (!wanted.ingress().isEmpty()) {
            draft.add(
                    new SecurityGroupStep.AuthorizeIngress(step.handle(), wanted.ingress()),
                    Risk.NONE,
                    Set.of(created));
        }
    }

    private void update(SecurityGroup wanted, SecurityGroup present) {
        String id = id(present);
        List<Permission> missing = without(wanted.ingress(), present.ingress());
        if (!missing.isEmpty()) {
            draft.add(new SecurityGroupStep.AuthorizeIngress(id, missing), Risk.NONE, Set.of());
        }
        List<Permission> tooMuch = without(present.ingress(), wanted.ingress());
        if (!tooMuch.isEmpty()) {
            revocations.add(new SecurityGroupStep.RevokeIngress(id, tooMuch));
        }
        TagDiff tags = TagDiff.between(wanted.tags(), present.tags(), policy);
        if (!tags.added().isEmpty()) {
            draft.add(new SecurityGroupStep.CreateTags(id, tags.added()), Risk.NONE, Set.of());
        }
        if (!tags.removed().isEmpty()) {
            draft.add(new SecurityGroupStep.DeleteTags(id, tags.removed()), Risk.NONE, Set.of());
        }
    }

    /** Revokes what is too much, and removes groups after all that may still use them. */
    void planRemoval(Set<Integer> before) {
        revocations.forEach(step -> draft.add(step, Risk.BLIP, before));
        superfluous.forEach(
                group -> draft.add(new SecurityGroupStep.DeleteSecurityGroup(id(group)), Risk.DELETION, before));
    }

    /** Descriptions do not count: they let nobody in. */
    private static List<Permission> without(List<Permission> permissions, List<Permission> others) {
        return permissions.stream()
                .filter(permission ->
                        others.stream().noneMatch(other -> undescribed(other).equals(undescribed(permission))))
                .toList();
    }

    private static Permission undescribed(Permission permission) {
        boolean allPorts = permission.protocol().equals("-1");
        return new Permission(
                permission.protocol(),
                allPorts ? -1 : permission.fromPort(),
                allPorts ? -1 : permission.toPort(),
                permission.source(),
                "");
    }

    private static String id(SecurityGroup group) {
        return Objects.requireNonNull(group.id(), "an observed security group has an id");
    }
}
