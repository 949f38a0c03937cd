package io.headgate.core.target;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * What leads from the registered to the wanted targets. To be done in the order of the components, so that there is never a moment without
 * any target that had or will have one. A target is known by id and port; one that is draining is not registered any more.
 *
 * @param kept not wanted any more, but needed until as many others are healthy
 */
public record TargetChanges(List<Target> register, List<Target> deregister, List<Target> kept) {

    private static final int A_TENTH = 10;

    public TargetChanges {
        register = List.copyOf(register);
        deregister = List.copyOf(deregister);
        kept = List.copyOf(kept);
    }

    /** Keeps nothing that is not wanted. */
    public static TargetChanges between(Collection<TargetHealth> registered, Collection<Target> wanted) {
        return between(registered, wanted, target -> Standing.GONE, 0);
    }

    /**
     * Keeps healthy targets that still serve until as many of the wanted ones are healthy, or all of those. Of the ones that are about to
     * end it keeps a single one at most, and only while no other is healthy. What is gone goes at once.
     *
     * @param standing what became of a registered target that is not wanted
     * @param limit how many targets there may be; 0 for any number. Where it is reached some old ones make room for new ones
     */
    public static TargetChanges between(
            Collection<TargetHealth> registered,
            Collection<Target> wanted,
            Function<Target, Standing> standing,
            int limit) {
        List<TargetHealth> serving = registered.stream()
                .filter(health -> !health.state().equals("draining"))
                .toList();
        Set<Identity> present =
                identities(serving.stream().map(TargetHealth::target).toList());
        Set<Identity> needed = identities(wanted);
        List<Target> arriving = wanted.stream()
                .filter(target -> !present.contains(Identity.of(target)))
                .toList();
        List<TargetHealth> leaving = serving.stream()
                .filter(health -> !needed.contains(Identity.of(health.target())))
                .toList();
        int healthy = (int) serving.stream()
                .filter(health -> needed.contains(Identity.of(health.target())))
                .filter(TargetChanges::isHealthy)
                .count();
        int most = limit == 0
                ? Integer.MAX_VALUE
                : limit - (serving.size() - leaving.size()) - Math.min(arriving.size(), Math.max(1, limit / A_TENTH));
        List<Target> kept = kept(leaving, healthy, wanted.size(), standing);
        kept = kept.subList(0, Math.clamp(most, 0, kept.size()));
        List<Target> going =
                new ArrayList<>(leaving.stream().map(TargetHealth::target).toList());
        going.removeAll(kept);
        return new TargetChanges(arriving, going, kept);
    }

    private static List<Target> kept(
            List<TargetHealth> leaving, int healthy, int wanted, Function<Target, Standing> standing) {
        List<Target> kept = new ArrayList<>();
        List<Target> ending = new ArrayList<>();
        for (TargetHealth health : leaving) {
            if (!isHealthy(health)) {
                continue;
            }
            switch (standing.apply(health.target())) {
                case SERVING -> {
                    if (healthy + kept.size() < wanted) {
                        kept.add(health.target());
                    }
                }
                case LEAVING -> ending.add(health.target());
                case GONE, UNKNOWN -> {}
            }
        }
        boolean last = healthy == 0 && kept.isEmpty();
        kept.addAll(ending.subList(0, last ? Math.min(1, ending.size()) : 0));
        return kept;
    }

    private static boolean isHealthy(TargetHealth health) {
        return health.state().equals("healthy");
    }

    public boolean isEmpty() {
        return register.isEmpty() && deregister.isEmpty();
    }

    /** The same without taking anything away. */
    public TargetChanges withoutDeregistering() {
        List<Target> staying = new ArrayList<>(kept);
        staying.addAll(deregister);
        return new TargetChanges(register, List.of(), staying);
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
