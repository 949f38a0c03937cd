package io.headgate.operator.targets;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.headgate.core.cluster.ObjectKey;
import io.headgate.core.cluster.Pod;
import io.headgate.core.target.Endpoint;
import io.headgate.core.target.TargetHealth;
import io.headgate.operator.events.EventRecorder;
import io.headgate.operator.watch.ClusterView;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Lets pods with a readiness gate follow the health of their targets. Safe for use by many threads. */
public final class ReadinessGates {

    /** A rollout of hundreds of pods must not take the API server's whole attention. */
    private static final int AT_ONCE = 16;

    private final ClusterView view;
    private final PodConditions conditions;
    private final MissedGates missed;
    private final boolean injected;

    /** @param injected whether pods are meant to get gates at all; if not, none is missed */
    public ReadinessGates(
            KubernetesClient client, ClusterView view, EventRecorder events, InstantSource clock, boolean injected) {
        this.view = view;
        this.conditions = new PodConditions(client, view, clock);
        this.missed = new MissedGates(view, events);
        this.injected = injected;
    }

    /**
     * What came of a pass over the pods of a binding.
     *
     * @param waiting whether a pod waits for its target
     * @param missed how many pods should wait for their target and do not
     * @param failure the first refusal of the API server, if any
     */
    record Pass(boolean waiting, int missed, Optional<String> failure) {}

    private record Telling(Pod pod, PodCondition condition) {}

    /** Tells the pods behind these targets how they are. */
    Pass follow(ObjectKey binding, Collection<Endpoint> targets, Collection<TargetHealth> seen) {
        Map<Pod, List<@Nullable TargetHealth>> healthByPod = healthByPod(binding, targets, seen);
        List<Telling> tellings = healthByPod.entrySet().stream()
                .map(entry -> new Telling(entry.getKey(), PodCondition.of(entry.getValue())))
                .toList();
        boolean waiting =
                tellings.stream().anyMatch(telling -> !telling.condition().healthy());
        return new Pass(waiting, injected ? missed.count(binding, targets) : 0, tell(binding, tellings));
    }

    /** Lets go of all pods that wait for a binding that goes away. */
    Optional<String> release(ObjectKey binding) {
        conditions.forgetGone();
        missed.forget(binding);
        return tell(
                binding,
                view.pods.all().stream()
                        .filter(pod -> pod.key().namespace().equals(binding.namespace()))
                        .filter(pod -> ReadinessGate.holds(pod, binding.name()))
                        .map(pod -> new Telling(pod, PodCondition.RELEASED))
                        .toList());
    }

    private Map<Pod, List<@Nullable TargetHealth>> healthByPod(
            ObjectKey binding, Collection<Endpoint> targets, Collection<TargetHealth> seen) {
        Map<List<Object>, TargetHealth> known = seen.stream()
                .collect(Collectors.toMap(
                        health -> TargetPass.identity(health.target()), Function.identity(), (one, other) -> one));
        Map<Pod, List<@Nullable TargetHealth>> healthByPod = new LinkedHashMap<>();
        for (Endpoint endpoint : targets) {
            Stream.ofNullable(endpoint.pod())
                    .flatMap(pod -> view.pods.get(pod).stream())
                    .filter(pod -> ReadinessGate.holds(pod, binding.name()))
                    .forEach(pod -> healthByPod
                            .computeIfAbsent(pod, ignored -> new ArrayList<>())
                            .add(known.get(TargetPass.identity(endpoint.target()))));
        }
        return healthByPod;
    }

    private Optional<String> tell(ObjectKey binding, List<Telling> tellings) {
        String type = ReadinessGate.conditionType(binding.name());
        Semaphore permits = new Semaphore(AT_ONCE);
        List<Future<Optional<String>>> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            tellings.forEach(telling -> answers.add(threads.submit(() -> {
                permits.acquire();
                try {
                    return conditions.tell(telling.pod(), type, telling.condition());
                } finally {
                    permits.release();
                }
            })));
        }
        return answers.stream().map(Future::resultNow).flatMap(Optional::stream).findFirst();
    }
}
