package io.headgate.operator.targets;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.headgate.core.cluster.ConditionStatus;
import io.headgate.core.cluster.ObjectKey;
import io.headgate.core.cluster.Pod;
import io.headgate.operator.watch.ClusterView;
import java.net.HttpURLConnection;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Writes one condition of pods, and only when it says something new. A pod that was replaced by another of its name meanwhile is left
 * alone. Safe for use by many threads.
 */
final class PodConditions {

    private static final PatchContext CONTEXT = PatchContext.of(PatchType.STRATEGIC_MERGE);

    private final KubernetesClient client;
    private final ClusterView view;
    private final InstantSource clock;
    private final Map<Told, PodCondition> told = new ConcurrentHashMap<>();

    PodConditions(KubernetesClient client, ClusterView view, InstantSource clock) {
        this.client = client;
        this.view = view;
        this.clock = clock;
    }

    private record Told(String podUid, String type) {}

    /** Gives the reason if the API server refuses. */
    Optional<String> tell(Pod pod, String type, PodCondition condition) {
        Told what = new Told(pod.uid(), type);
        boolean sameStatus = pod.conditions().get(type) == condition.status();
        // After a restart nobody knows the reason that was given; it is not worth a write.
        PodCondition before = sameStatus ? told.putIfAbsent(what, condition) : null;
        if (sameStatus && (before == null || before.equals(condition))) {
            return Optional.empty();
        }
        Optional<String> refusal = patch(pod, patchOf(pod, type, condition, !sameStatus));
        if (refusal.isEmpty()) {
            told.put(what, condition);
        }
        return refusal;
    }

    /** Forgets pods that are gone. */
    void forgetGone() {
        Set<String> present = view.pods.all().stream().map(Pod::uid).collect(Collectors.toSet());
        told.keySet().removeIf(what -> !present.contains(what.podUid()));
    }

    private Optional<String> patch(Pod pod, ObjectNode patch) {
        ObjectKey key = pod.key();
        try {
            view.pods.written(client.pods()
                    .inNamespace(key.namespace())
                    .withName(key.name())
                    .subresource("status")
                    .patch(CONTEXT, patch.toString()));
            return Optional.empty();
        } catch (KubernetesClientException refused) {
            return switch (refused.getCode()) {
                case HttpURLConnection.HTTP_NOT_FOUND, HttpURLConnection.HTTP_CONFLICT -> Optional.empty();
                default -> Optional.of("condition of Pod " + key + ": " + refused.getMessage());
            };
        }
    }

    /** The API server refuses a patch with another UID than the pod's. */
    private ObjectNode patchOf(Pod pod, String type, PodCondition condition, boolean transition) {
        ObjectNode patch = JsonNodeFactory.instance.objectNode();
        patch.putObject("metadata").put("uid", pod.uid());
        ObjectNode written = patch.putObject("status").putArray("conditions").addObject();
        written.put("type", type)
                .put("status", condition.status() == ConditionStatus.TRUE ? "True" : "False")
                .put("reason", condition.reason())
                .put("message", condition.message());
        if (transition) {
            written.put(
                    "lastTransitionTime",
                    clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
        }
        return patch;
    }
}
