package io.headgate.system.harness;

import io.headgate.core.cloud.CloudProvider.BindingWriter;
import io.headgate.core.cloud.Failure;
import io.headgate.core.cluster.ObjectKey;
import io.headgate.core.group.GroupId;
import io.headgate.core.naming.TrackingTags;
import io.headgate.core.stack.TargetGroupBinding;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the operator keeps in the API server, and so finds again after a restart: the groups that it serves (LoadBalancer objects) with
 * the keys of their tags and what becomes of them, and their TargetGroupBindings. Safe for use by many threads.
 */
public final class ApiServer {

    private static final Optional<Failure> GONE = Optional.of(new Failure.Transient("Gone", "the process is gone"));

    private final Lifeline lifeline;
    private final Set<GroupId> groups = ConcurrentHashMap.newKeySet();
    private final Set<GroupId> retained = ConcurrentHashMap.newKeySet();
    private final ConcurrentMap<ObjectKey, Bound> bindings = new ConcurrentHashMap<>();

    private final ConcurrentMap<GroupId, Set<String>> tagKeys = new ConcurrentHashMap<>();

    /** A binding of a group; one that is being deleted waits for its targets to go. */
    record Bound(GroupId group, TargetGroupBinding binding, boolean deleting) {

        /** Its labels tell; one that was given away is nobody's. */
        boolean isOf(GroupId owner) {
            return group.equals(owner) && binding.labels().keySet().stream().anyMatch(TrackingTags::isStackLabel);
        }
    }

    public ApiServer(Lifeline lifeline) {
        this.lifeline = lifeline;
    }

    Set<GroupId> groups() {
        return Set.copyOf(groups);
    }

    /** @param retained whether what it has stays when its members go */
    void serve(GroupId group, boolean retained) {
        groups.add(group);
        if (retained) {
            this.retained.add(group);
        } else {
            this.retained.remove(group);
        }
    }

    boolean isRetained(GroupId group) {
        return retained.contains(group);
    }

    void forget(GroupId group) {
        groups.remove(group);
        retained.remove(group);
        tagKeys.remove(group);
    }

    /** The keys of tags that were ever wanted of a group, as its status tells them. */
    Set<String> tagKeys(GroupId group) {
        return tagKeys.getOrDefault(group, Set.of());
    }

    void note(GroupId group, Set<String> wanted) {
        if (!lifeline.isCut()) {
            tagKeys.merge(
                    group,
                    wanted,
                    (before, more) ->
                            Stream.concat(before.stream(), more.stream()).collect(Collectors.toUnmodifiableSet()));
        }
    }

    Map<ObjectKey, Bound> bindings() {
        return Map.copyOf(bindings);
    }

    List<TargetGroupBinding> bindingsOf(GroupId group) {
        return bindings.values().stream()
                .filter(bound -> bound.isOf(group) && !bound.deleting())
                .map(Bound::binding)
                .toList();
    }

    boolean hasBindings(GroupId group) {
        return bindings.values().stream().anyMatch(bound -> bound.isOf(group));
    }

    /** The finalizer of a binding is taken away. */
    void release(ObjectKey binding) {
        if (lifeline.pull()) {
            bindings.remove(binding);
        }
    }

    BindingWriter writer(GroupId group) {
        return new BindingWriter() {
            @Override
            public Optional<Failure> apply(TargetGroupBinding binding) {
                if (!lifeline.pull()) {
                    return GONE;
                }
                bindings.put(binding.key(), new Bound(group, binding, false));
                return Optional.empty();
            }

            @Override
            public Optional<Failure> delete(ObjectKey key) {
                if (!lifeline.pull()) {
                    return GONE;
                }
                bindings.computeIfPresent(key, (_, bound) -> new Bound(bound.group(), bound.binding(), true));
                return Optional.empty();
            }
        };
    }
}
