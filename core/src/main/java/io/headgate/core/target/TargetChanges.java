package io.headgate.core.target;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What leads from the registered to the wanted targets. To be done in the order of the components, so that there is never a moment without
 * any target that had or will have one. A target is known by id and port; one that is draining is not registered any more.
 */
public record TargetChanges(List<Target> register, List<Target> deregister) {

    public TargetChanges {
        register = List.copyOf(register);
        deregister = List.copyOf(deregister);
    }

    public static TargetChanges between(Collection<TargetHealth> registered, Collection<Target> wanted) {
        List<Target> serving = registered.stream()
                .filter(health -> !health.state().equals("draining"))
                .map(TargetHealth::target)
                .toList();
        Set<Identity> present = identities(serving);
        Set<Identity> needed = identities(wanted);
        return new TargetChanges(
                wanted.stream()
                        .filter(target -> !present.contains(Identity.of(target)))
                        .toList(),
                serving.stream()
                        .filter(target -> !needed.contains(Identity.of(target)))
                        .toList());
    }

    public boolean isEmpty() {
        return register.isEmpty() && deregister.isEmpty();
    }

    private static Set<Identity> identities(Collection<Target> targets) {
        Set<Identity> identities = new HashSet<>();
        targets.forEach(target -> identities.add(Identity.of(target)));
        return identities;
    }

    private record Identity(String id, int port) {
        static Identity of(Target target) {
            return new Identity(target.id(), target.port());
        }
    }
}
