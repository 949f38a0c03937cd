package io.headgate.operator.targets;

import io.headgate.core.cluster.ObjectKey;
import io.headgate.core.cluster.Pod;
import io.headgate.core.target.Endpoint;
import io.headgate.operator.events.EventRecorder;
import io.headgate.operator.events.Regarding;
import io.headgate.operator.watch.ClusterView;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Finds pods that should have a readiness gate and have none: gates cannot be added to a pod that exists, so one that was made before its
 * binding, or while no webhook answered, becomes ready before its target does. Each such pod is told once. Safe for use by many threads.
 */
final class MissedGates {

    private final ClusterView view;
    private final EventRecorder events;
    private final Set<Missed> told = ConcurrentHashMap.newKeySet();

    MissedGates(ClusterView view, EventRecorder events) {
        this.view = view;
        this.events = events;
    }

    private record Missed(ObjectKey binding, String podUid) {}

    /** How many of the pods behind these targets miss their gate. */
    int count(ObjectKey binding, Collection<Endpoint> targets) {
        if (!wanted(binding.namespace())) {
            return 0;
        }
        List<Pod> pods = targets.stream()
                .map(Endpoint::pod)
                .filter(Objects::nonNull)
                .distinct()
                .flatMap(pod -> view.pods.get(pod).stream())
                .filter(pod -> !ReadinessGate.holds(pod, binding.name()))
                .toList();
        pods.forEach(pod -> tell(binding, pod));
        return pods.size();
    }

    void forget(ObjectKey binding) {
        told.removeIf(missed -> missed.binding().equals(binding));
    }

    private boolean wanted(String namespace) {
        return view.namespaces
                .get(new ObjectKey("", namespace))
                .filter(found -> ReadinessGate.wantedBy(found.labels()))
                .isPresent();
    }

    private void tell(ObjectKey binding, Pod pod) {
        if (told.add(new Missed(binding, pod.uid()))) {
            events.warning(
                    Regarding.pod(pod.key(), pod.uid()),
                    "ReadinessGateMissing",
                    "the pod has no readiness gate " + ReadinessGate.conditionType(binding.name())
                            + ", so a rollout does not wait for its target: it was created before the"
                            + " TargetGroupBinding, or no webhook answered -> create the pod anew, for example by"
                            + " kubectl rollout restart");
        }
    }
}
