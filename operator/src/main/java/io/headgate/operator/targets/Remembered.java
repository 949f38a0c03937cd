package io.headgate.operator.targets;

import io.headgate.core.cluster.ObjectKey;
import io.headgate.core.cluster.Pod;
import io.headgate.core.target.Endpoint;
import io.headgate.core.target.Target;
import io.headgate.core.target.TargetInputs;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What stood behind the targets that each binding had after its last pass: those that were wanted, and those that were kept although they
 * were not. Safe for use by many threads.
 */
final class Remembered {

    private final InstantSource clock;
    private final Map<ObjectKey, Served> byBinding = new ConcurrentHashMap<>();

    Remembered(InstantSource clock) {
        this.clock = clock;
    }

    private record Was(Endpoint endpoint, @Nullable String podUid) {}

    /**
     * @param targets by id and port
     * @param keepingSince since when targets have been kept that are not wanted; {@link Instant#MAX} if none are
     */
    private record Served(Map<List<Object>, Was> targets, Instant keepingSince) {}

    private static final Served NOTHING = new Served(Map.of(), Instant.MAX);

    /** The wanted endpoints and those that were served last. */
    List<Endpoint> with(ObjectKey binding, List<Endpoint> wanted) {
        Set<Endpoint> all = new LinkedHashSet<>(wanted);
        of(binding).targets().values().forEach(was -> all.add(was.endpoint()));
        return List.copyOf(all);
    }

    Optional<Endpoint> find(ObjectKey binding, Target target) {
        return Optional.ofNullable(of(binding).targets().get(TargetPass.identity(target)))
                .map(Was::endpoint);
    }

    /** Uid of the pod that had an address, by address. */
    Map<String, String> podUids(ObjectKey binding) {
        Map<String, String> uids = new HashMap<>();
        of(binding).targets().values().forEach(was -> {
            if (was.podUid() != null) {
                uids.put(was.endpoint().target().id(), was.podUid());
            }
        });
        return uids;
    }

    /** Since when targets have been kept that are not wanted; the far future if none are. */
    Instant keepingSince(ObjectKey binding) {
        return of(binding).keepingSince();
    }

    /** Notes the targets after a pass; gives whether some that were there before are gone. */
    boolean note(TargetInputs seen, List<Endpoint> wanted, List<Endpoint> kept) {
        ObjectKey binding = seen.binding().key();
        Served before = of(binding);
        Map<List<Object>, Was> targets = new HashMap<>();
        for (Endpoint endpoint : kept) {
            List<Object> identity = TargetPass.identity(endpoint.target());
            targets.put(identity, before.targets().getOrDefault(identity, new Was(endpoint, null)));
        }
        wanted.forEach(endpoint ->
                targets.put(TargetPass.identity(endpoint.target()), new Was(endpoint, uid(seen, endpoint))));
        Instant since = before.keepingSince().equals(Instant.MAX) ? clock.instant() : before.keepingSince();
        byBinding.put(binding, new Served(Map.copyOf(targets), kept.isEmpty() ? Instant.MAX : since));
        return !targets.keySet().containsAll(before.targets().keySet());
    }

    void forget(ObjectKey binding) {
        byBinding.remove(binding);
    }

    private Served of(ObjectKey binding) {
        return byBinding.getOrDefault(binding, NOTHING);
    }

    private static @Nullable String uid(TargetInputs seen, Endpoint endpoint) {
        Pod pod = endpoint.pod() == null ? null : seen.pods().get(endpoint.pod());
        return pod == null ? null : pod.uid();
    }
}
