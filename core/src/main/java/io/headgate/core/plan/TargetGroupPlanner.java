package io.headgate.core.plan;

import io.headgate.core.stack.Stack;
import io.headgate.core.stack.TargetGroup;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Plans target groups: they are found by their resource tag, and made anew when something changes that the API cannot change. */
final class TargetGroupPlanner {

    /** What AWS takes where nobody says otherwise. */
    private static final Duration DEFAULT_DELAY = Duration.ofMinutes(5);

    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,5}");

    private final Draft draft;
    private final Policy policy;
    private final References references;
    private final List<TargetGroup> superfluous = new ArrayList<>();
    private final Set<String> wantedResources = new TreeSet<>();
    private final Succession succession;
    private final Set<String> names = new HashSet<>();
    private final Set<String> inUse = new HashSet<>();

    TargetGroupPlanner(Draft draft, Policy policy, References references, Succession succession) {
        this.draft = draft;
        this.policy = policy;
        this.references = references;
        this.succession = succession;
    }

    void planCreation(Stack desired, Stack observed) {
        superfluous.addAll(observed.targetGroups());
        observed.targetGroups().forEach(group -> names.add(group.name()));
        observed.loadBalancers().forEach(balancer -> inUse.addAll(Forwards.of(balancer)));
        for (TargetGroup wanted : desired.targetGroups()) {
            wantedResources.add(wanted.resource());
            TargetGroup present = present(wanted);
            if (present == null) {
                create(wanted);
            } else {
                superfluous.remove(present);
                update(wanted, present);
            }
        }
    }

    /** The group that becomes the desired one. Rather one that is in use, as its targets are known to be healthy or not. */
    private @Nullable TargetGroup present(TargetGroup wanted) {
        List<TargetGroup> candidates = superfluous.stream()
                .filter(group -> canBecome(group, wanted) && succession.keepsTarget(group, wanted))
                .filter(group -> !succession.taken(wanted.resource()).contains(arn(group)))
                .toList();
        return candidates.stream()
                .filter(group -> inUse.contains(arn(group)))
                .findFirst()
                .orElse(candidates.isEmpty() ? null : candidates.getFirst());
    }

    private static boolean canBecome(TargetGroup present, TargetGroup wanted) {
        return present.resource().equals(wanted.resource())
                && present.targetType().equals(wanted.targetType())
                && present.protocol().equals(wanted.protocol())
                && Objects.equals(present.protocolVersion(), wanted.protocolVersion())
                && Objects.equals(present.targetControlPort(), wanted.targetControlPort());
    }

    private void create(TargetGroup unnamed) {
        String name = Alternates.free(unnamed.name(), names);
        names.add(name);
        TargetGroup wanted = unnamed.withName(name);
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

    /** Removes groups after nothing names them any more. */
    void planRemoval() {
        for (TargetGroup group : superfluous) {
            String arn = arn(group);
            Risk risk = wantedResources.contains(group.resource()) ? Risk.REPLACEMENT : Risk.DELETION;
            draft.add(new TargetGroupStep.DeleteTargetGroup(arn), risk, references.releases(arn), drains(arn));
        }
    }

    /**
     * What the removal of a group and of its targets waits for: a change of rules takes its time to be known everywhere, and what is under
     * way comes to its end. Nothing, if its load balancer goes as well.
     */
    Set<Gate> drains(String targetGroup) {
        return succession.keepsAny() && !succession.going().contains(targetGroup)
                ? superfluous.stream()
                        .filter(group -> targetGroup.equals(group.arn()))
                        .map(group -> new Gate.Drained(targetGroup, deregistrationDelay(group)))
                        .collect(Collectors.toSet())
                : Set.of();
    }

    private static Duration deregistrationDelay(TargetGroup group) {
        String seconds = group.attributes().get("deregistration_delay.timeout_seconds");
        return seconds == null || !SECONDS.matcher(seconds).matches()
                ? DEFAULT_DELAY
                : Duration.ofSeconds(Long.parseLong(seconds));
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
