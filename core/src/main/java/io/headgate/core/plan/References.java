package io.headgate.core.plan;

import io.headgate.core.group.GroupId;
import io.headgate.core.naming.TrackingTags;
import io.headgate.core.routing.Action;
import io.headgate.core.routing.TargetGroupRef;
import io.headgate.core.stack.CertificateRef;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What a desired stack's names stand for: the handles of what was observed, or of what the plan makes. */
final class References {

    private final GroupId group;
    private final Policy policy;
    private final Draft draft;
    private final Map<String, String> targetGroups = new HashMap<>();
    private final Map<String, String> certificates = new HashMap<>();
    private final Map<String, Set<Integer>> preparations = new HashMap<>();
    private final Map<String, String> loadBalancers = new HashMap<>();
    private final Set<Integer> detachments = new TreeSet<>();
    private final Map<String, Set<Integer>> releases = new HashMap<>();
    private final Set<String> bound = new HashSet<>();
    private final Map<String, Set<Gate>> takeovers = new HashMap<>();

    References(GroupId group, Policy policy, Draft draft) {
        this.group = group;
        this.policy = policy;
        this.draft = draft;
    }

    void targetGroup(String resource, String handle) {
        targetGroups.put(resource, handle);
    }

    void certificate(String resource, String handle) {
        certificates.put(resource, handle);
    }

    /** The handle of a target group of the desired stack. */
    String targetGroup(String resource) {
        return existing(targetGroups, "target group", resource);
    }

    void loadBalancer(String resource, String handle) {
        loadBalancers.put(resource, handle);
    }

    /** The handle of a load balancer of the desired stack. */
    String loadBalancer(String resource) {
        return existing(loadBalancers, "load balancer", resource);
    }

    /** The steps that take load balancers out of target groups: before that neither they nor their listeners can be deleted. */
    void detached(Set<Integer> steps) {
        detachments.addAll(steps);
    }

    Set<Integer> detachments() {
        return Set.copyOf(detachments);
    }

    /** Notes a step after which something no longer names a target group. */
    void released(String targetGroup, int step) {
        releases.computeIfAbsent(targetGroup, key -> new TreeSet<>()).add(step);
    }

    /** The steps after which nothing names a target group any more. */
    Set<Integer> releases(String targetGroup) {
        return Set.copyOf(releases.getOrDefault(targetGroup, Set.of()));
    }

    /** Notes a target group whose targets follow a Service. */
    void bound(String targetGroup) {
        bound.add(targetGroup);
    }

    /** Whether the targets of a target group follow a Service, so that their health is known. */
    boolean isBound(String targetGroup) {
        return bound.contains(targetGroup);
    }

    /** Notes what a target group waits for before it gets requests that another has. */
    void takeover(String targetGroup, Gate gate) {
        takeovers.computeIfAbsent(targetGroup, key -> new HashSet<>()).add(gate);
    }

    /** What a target group waits for whose health is not looked at. */
    Set<Gate> takeover(String targetGroup) {
        return Set.copyOf(takeovers.getOrDefault(targetGroup, Set.of()));
    }

    /** Notes steps that bring the targets of a target group: who sends requests there waits for them. */
    void prepared(String targetGroup, Set<Integer> steps) {
        preparations.computeIfAbsent(targetGroup, key -> new TreeSet<>()).addAll(steps);
    }

    /** Whether tags say that a thing belongs to the group. Where listeners and rules get no tags, all on our load balancer are ours. */
    boolean tracks(Map<String, String> tags) {
        return !policy.tagsListenersAndRules() || group.toString().equals(tags.get(TrackingTags.STACK));
    }

    Renaming renaming() {
        return new Renaming(handle -> handle, this::resolved, this::resolved);
    }

    private TargetGroupRef resolved(TargetGroupRef ref) {
        return switch (ref) {
            case TargetGroupRef.ByArn byArn -> byArn;
            case TargetGroupRef.InStack(String resource) ->
                new TargetGroupRef.ByArn(existing(targetGroups, "target group", resource));
        };
    }

    private CertificateRef resolved(CertificateRef ref) {
        return switch (ref) {
            case CertificateRef.ByArn byArn -> byArn;
            case CertificateRef.InStack(String resource) ->
                new CertificateRef.ByArn(existing(certificates, "certificate", resource));
        };
    }

    private static String existing(Map<String, String> handles, String kind, String resource) {
        String handle = handles.get(resource);
        if (handle == null) {
            throw new IllegalArgumentException("the desired stack has no " + kind + " " + resource);
        }
        return handle;
    }

    /** Numbers of the steps that must come before anything forwards by these actions. */
    Set<Integer> makersOfTargets(Collection<Action> actions) {
        Set<Integer> numbers = new TreeSet<>();
        for (String arn : Forwards.of(actions)) {
            numbers.addAll(draft.makersOf(List.of(arn)));
            numbers.addAll(preparations.getOrDefault(arn, Set.of()));
        }
        return numbers;
    }
}
