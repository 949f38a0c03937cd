package io.headgate.core.plan;

import io.headgate.core.access.Placement;
import io.headgate.core.quota.Quota;
import io.headgate.core.stack.SecurityGroup;
import io.headgate.core.stack.SecurityGroup.Permission;
import io.headgate.core.stack.Stack;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Plans the security groups of a stack: what is missing first, what is too much at the very end. */
final class SecurityGroupPlanner {

    private final Draft draft;
    private final Policy policy;
    private final List<SecurityGroup> superfluous = new ArrayList<>();
    private final List<SecurityGroupStep> revocations = new ArrayList<>();

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
        List<Permission> egress = wanted.egress();
        if (egress != null) {
            planEgress(step.handle(), egress, SecurityGroup.OPEN_EGRESS, Set.of(created));
        }
    }

    private void planEgress(String handle, List<Permission> wanted, List<Permission> present, Set<Integer> after) {
        List<Permission> missing = without(wanted, present);
        if (!missing.isEmpty()) {
            draft.add(new SecurityGroupStep.AuthorizeEgress(handle, missing), Risk.NONE, after);
        }
        List<Permission> tooMuch = without(present, wanted);
        if (!tooMuch.isEmpty()) {
            revocations.add(new SecurityGroupStep.RevokeEgress(handle, tooMuch));
        }
    }

    /**
     * The outbound permissions to have. When nobody asks for any they stay as they are, unless they are ours from before: then everything
     * may leave again, as from any group that EC2 makes.
     */
    private static @Nullable List<Permission> egress(SecurityGroup wanted, List<Permission> present) {
        boolean ours = present.stream()
                .anyMatch(permission -> permission.description().startsWith(SecurityGroup.OUTBOUND_DESCRIPTION));
        return wanted.egress() == null && ours ? SecurityGroup.OPEN_EGRESS : wanted.egress();
    }

    private void update(SecurityGroup wanted, SecurityGroup present) {
        String id = id(present);
        List<Permission> missing = new ArrayList<>(without(wanted.ingress(), present.ingress()));
        List<Permission> tooMuch = new ArrayList<>(without(present.ingress(), wanted.ingress()));
        if (Placement.rules(present.ingress(), missing) > Quota.SECURITY_GROUP_RULES.byDefault()) {
            replaceInPlace(id, missing, tooMuch);
        }
        if (!missing.isEmpty()) {
            draft.add(new SecurityGroupStep.AuthorizeIngress(id, missing), Risk.NONE, Set.of());
        }
        List<Permission> undescribed = undescribed(wanted.ingress(), present.ingress());
        if (!undescribed.isEmpty()) {
            draft.add(new SecurityGroupStep.DescribeIngress(id, undescribed), Risk.NONE, Set.of());
        }
        if (!tooMuch.isEmpty()) {
            revocations.add(new SecurityGroupStep.RevokeIngress(id, tooMuch));
        }
        List<Permission> presentEgress = Objects.requireNonNullElse(present.egress(), List.of());
        List<Permission> egress = egress(wanted, presentEgress);
        if (egress != null) {
            planEgress(id, egress, presentEgress, Set.of());
        }
        TagDiff tags = TagDiff.between(wanted.tags(), present.tags(), policy);
        if (!tags.added().isEmpty()) {
            draft.add(new SecurityGroupStep.CreateTags(id, tags.added()), Risk.NONE, Set.of());
        }
        if (!tags.removed().isEmpty()) {
            draft.add(new SecurityGroupStep.DeleteTags(id, tags.removed()), Risk.NONE, Set.of());
        }
    }

    /** A group that may be full gets what is missing in the place of what is too much, so that nothing has to go first. */
    private void replaceInPlace(String id, List<Permission> missing, List<Permission> tooMuch) {
        List<Placement.Change> changes = new ArrayList<>();
        for (Permission arriving : List.copyOf(missing)) {
            tooMuch.stream()
                    .filter(leaving -> Placement.sameKind(arriving.source(), leaving.source()))
                    .findFirst()
                    .ifPresent(leaving -> {
                        changes.add(new Placement.Change(leaving, arriving));
                        missing.remove(arriving);
                        tooMuch.remove(leaving);
                    });
        }
        if (!changes.isEmpty()) {
            draft.add(new SecurityGroupStep.ReplaceIngress(id, changes), Risk.BLIP, Set.of());
        }
    }

    /**
     * Revokes what is too much after others let the same traffic in, and removes groups after all that may still use them. To revoke waits
     * for nothing that only time brings: whom it shuts out has no claim to that.
     */
    void planRemoval(Set<Integer> before) {
        revocations.forEach(step -> draft.add(step, Risk.BLIP, draft.unheld(before)));
        superfluous.forEach(
                group -> draft.add(new SecurityGroupStep.DeleteSecurityGroup(id(group)), Risk.DELETION, before));
    }

    private static List<Permission> without(List<Permission> permissions, List<Permission> others) {
        Set<Permission> excluded = others.stream().map(Permission::identity).collect(Collectors.toSet());
        return permissions.stream()
                .filter(permission -> !excluded.contains(permission.identity()))
                .toList();
    }

    /** Permissions that are there, but do not say what they are for although that is asked for. */
    private static List<Permission> undescribed(List<Permission> wanted, List<Permission> present) {
        List<Permission> described = wanted.stream()
                .filter(permission -> !permission.description().isEmpty())
                .toList();
        if (described.isEmpty()) {
            return described;
        }
        Map<Permission, List<Permission>> byIdentity =
                present.stream().collect(Collectors.groupingBy(Permission::identity));
        return described.stream()
                .filter(permission -> byIdentity.getOrDefault(permission.identity(), List.of()).stream()
                        .anyMatch(same -> !same.description().equals(permission.description())))
                .toList();
    }

    private static String id(SecurityGroup group) {
        return Objects.requireNonNull(group.id(), "an observed security group has an id");
    }
}
