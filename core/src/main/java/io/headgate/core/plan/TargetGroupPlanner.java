package io.headgate.core.plan;

import io.headgate.core.stack.Stack;
import io.headgate.core.stack.TargetGroup;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** Plans target groups: they are found by their resource tag, and made anew when something changes that the API cannot change. */
final class TargetGroupPlanner {

    private final Draft draft;
    private final Policy policy;
    private final References references;
    private final List<TargetGroup> superfluous = new ArrayList<>();
    private final Set<String> wantedResources = new TreeSet<>();

    TargetGroupPlanner(Draft draft, Policy policy, References references) {
        this.draft = draft;
        this.policy = policy;
        this.references = references;
    }

    void planCreation(Stack desired, Stack observed) {
        superfluous.addAll(observed.targetGroups());
        for (TargetGroup wanted : desired.targetGroups()) {
            wantedResources.add(wanted.resource());
            TargetGroup present = superfluous.stream()
                    .filter(group -> canBecome(group, wanted))
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

    private static boolean canBecome(TargetGroup present, TargetGroup wanted) {
        return present.resource().equals(wanted.resource())
                && present.targetType().equals(wanted.targetType())
                && present.protocol().equals(wanted.protocol())
                && Objects.equals(present.protocolVersion(), wanted.protocolVersion())
                && Objects.equals(present.targetControlPort(), wanted.targetControlPort());
    }

    private void create(TargetGroup wanted) {
        boolean replaces =
                superfluous.stream().anyMatch(group -> group.resource().equals(wanted.resource()));
        TargetGroupStep step = new TargetGroupStep.CreateTargetGroup(wanted);
        int created = draft.add(step, replaces ? Risk.REPLACEMENT : Risk.NONE, Set.of());
        references.targetGroup(wanted.resource(), step.handle());
        if (!wanted.attributes().isEmpty()) {
            draft.add(
                    new TargetGroupStep.ModifyTargetGroupAttributes(step.handle(), wanted.attributes()),
                    Risk.NONE,
                    Set.of(created));
        }
    }

    private void update(TargetGroup wanted, TargetGroup present) {
        String arn = arn(present);
        references.targetGroup(wanted.resource(), arn);
        if (!wanted.healthCheck().equals(present.healthCheck())) {
            draft.add(new TargetGroupStep.ModifyTargetGroup(arn, wanted.healthCheck()), Risk.NONE, Set.of());
        }
        Map<String, String> attributes = changed(wanted.attributes(), present.attributes());
        if (!attributes.isEmpty()) {
            draft.add(new TargetGroupStep.ModifyTargetGroupAttributes(arn, attributes), Risk.NONE, Set.of());
        }
        TagDiff.between(wanted.tags(), present.tags(), policy).plan(draft, arn, Set.of());
    }

    /** Removes groups after all that may still forward to them. */
    void planRemoval(Set<Integer> before) {
        for (TargetGroup group : superfluous) {
            Risk risk = wantedResources.contains(group.resource()) ? Risk.REPLACEMENT : Risk.DELETION;
            draft.add(new TargetGroupStep.DeleteTargetGroup(arn(group)), risk, before);
        }
    }

    /** The attributes to write. One that is no longer asked for keeps its value. */
    static Map<String, String> changed(Map<String, String> wanted, Map<String, String> present) {
        Map<String, String> changed = new HashMap<>(wanted);
        changed.entrySet().removeIf(entry -> entry.getValue().equals(present.get(entry.getKey())));
        return changed;
    }

    private static String arn(TargetGroup group) {
        return Objects.requireNonNull(group.arn(), "an observed target group has an ARN");
    }
}
