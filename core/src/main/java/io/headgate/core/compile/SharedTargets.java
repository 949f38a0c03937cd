package io.headgate.core.compile;

import io.headgate.core.cluster.ObjectKey;
import io.headgate.core.contribution.Contribution;
import io.headgate.core.contribution.Contribution.ListenerPart;
import io.headgate.core.contribution.Contribution.RulePart;
import io.headgate.core.contribution.Contribution.SharedAs;
import io.headgate.core.contribution.Contribution.TargetPart;
import io.headgate.core.contribution.Likeness;
import io.headgate.core.naming.TrackingTags;
import io.headgate.core.routing.Action;
import io.headgate.core.routing.RoutingRule;
import io.headgate.core.routing.TargetGroupRef;
import io.headgate.core.stack.TargetGroup;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes of equal target groups of members that want it one. It keeps the name that it has, also when the member that gave the name leaves;
 * a new one is called like that of the first member.
 */
final class SharedTargets {
    private final List<Contribution> members;
    private final Map<Own, SharedAs> names;

    private SharedTargets(List<Contribution> members, Map<Own, SharedAs> names) {
        this.members = members;
        this.names = names;
    }

    /** The target group that a member would have alone. */
    private record Own(ObjectKey member, String resource) {}

    /** Names target groups. {@code members} are in group order. */
    static SharedTargets among(List<Contribution> members) {
        Map<Likeness, List<Sharer>> alike = new LinkedHashMap<>();
        members.stream()
                .filter(Contribution::sharesTargetGroups)
                .forEach(member -> member.targets()
                        .forEach(part -> alike.computeIfAbsent(Likeness.of(part), ignored -> new ArrayList<>())
                                .add(new Sharer(member.ingress(), part))));
        Map<Own, SharedAs> names = new HashMap<>();
        List<TargetPart> alone = members.stream()
                .filter(member -> !member.sharesTargetGroups())
                .flatMap(member -> member.targets().stream())
                .toList();
        new SharedNames(alone, List.copyOf(alike.values()))
                .byResource()
                .forEach((name, sharers) -> sharers.forEach(sharer -> names.put(
                        new Own(sharer.member(), sharer.part().targetGroup().resource()), name)));
        return new SharedTargets(members, names);
    }

    /** A member with the target group that it wants to share. */
    record Sharer(ObjectKey member, TargetPart part) {}

    /** The members with what their target groups are called, to be kept. */
    List<Contribution> named() {
        return members.stream()
                .map(member -> member.withTargets(
                        member.listeners(),
                        member.targets().stream()
                                .map(part ->
                                        part.withSharedAs(name(member, part).orElse(null)))
                                .toList()))
                .toList();
    }

    /** The members as they are merged: each target group once, with the first of those who share it, and all forward to it. */
    List<Contribution> merged() {
        if (names.isEmpty()) {
            return members;
        }
        Map<String, ObjectKey> makers = new HashMap<>();
        members.forEach(member -> member.targets()
                .forEach(part ->
                        name(member, part).ifPresent(name -> makers.putIfAbsent(name.resource(), member.ingress()))));
        return members.stream().map(member -> merged(member, makers)).toList();
    }

    private Contribution merged(Contribution member, Map<String, ObjectKey> makers) {
        List<TargetPart> targets = member.targets().stream()
                .filter(part -> name(member, part)
                        .map(name -> member.ingress().equals(makers.get(name.resource())))
                        .orElse(true))
                .map(part -> name(member, part).map(name -> called(part, name)).orElse(part))
                .toList();
        List<ListenerPart> listeners = member.listeners().stream()
                .map(listener -> listener.with(
                        actions(member, listener.defaultActions()),
                        listener.rules().stream()
                                .map(rule -> new RulePart(rule.origin(), routing(member, rule.routing())))
                                .toList()))
                .toList();
        return member.withTargets(listeners, targets);
    }

    private Optional<SharedAs> name(Contribution member, TargetPart part) {
        return Optional.ofNullable(
                names.get(new Own(member.ingress(), part.targetGroup().resource())));
    }

    private static TargetPart called(TargetPart part, SharedAs name) {
        TargetGroup group = part.targetGroup();
        Map<String, String> tags = new HashMap<>(group.tags());
        tags.put(TrackingTags.RESOURCE, name.resource());
        return new TargetPart(
                group.withIdentity(name.resource(), name.name(), tags),
                part.binding()
                        .withResource(name.resource())
                        .withKey(new ObjectKey(part.binding().key().namespace(), name.name()))
                        .withTargetGroup(new TargetGroupRef.InStack(name.resource())),
                part.ports(),
                name);
    }

    private RoutingRule routing(Contribution member, RoutingRule rule) {
        return rule.withActions(actions(member, rule.actions()));
    }

    private List<Action> actions(Contribution member, List<Action> actions) {
        return actions.stream()
                .map(action -> action instanceof Action.Forward(var groups, var stickiness)
                        ? new Action.Forward(
                                groups.stream()
                                        .map(group -> new Action.WeightedTargetGroup(
                                                target(member, group.targetGroup()), group.weight()))
                                        .toList(),
                                stickiness)
                        : action)
                .toList();
    }

    private TargetGroupRef target(Contribution member, TargetGroupRef target) {
        if (!(target instanceof TargetGroupRef.InStack(String resource))) {
            return target;
        }
        SharedAs name = names.get(new Own(member.ingress(), resource));
        return name == null ? target : new TargetGroupRef.InStack(name.resource());
    }
}
