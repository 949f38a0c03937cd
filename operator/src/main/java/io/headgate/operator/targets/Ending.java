package io.headgate.operator.targets;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Lifecycle;
import io.fabric8.kubernetes.api.model.LifecycleHandler;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a pod ends, as its object says.
 *
 * @param owner who made the pod, by kind and name
 * @param began when its end was asked for, in whole seconds
 * @param waits how long a {@code preStop} hook waits before SIGTERM, the longest of all containers; very long where a hook does what
 *     cannot be told from outside
 * @param grace how long it may take until SIGKILL, the hook included ({@code terminationGracePeriodSeconds})
 */
record Ending(String owner, Instant began, Duration waits, Duration grace) {

    private static final Duration UNKNOWN = Duration.ofDays(1);
    private static final Pattern SLEEP = Pattern.compile("\\bsleep\\s+([0-9]{1,6})\\b");

    /** Empty if the pod does not end. */
    static Optional<Ending> of(Pod pod) {
        ObjectMeta metadata = pod.getMetadata();
        if (metadata.getDeletionTimestamp() == null) {
            return Optional.empty();
        }
        Duration left = Duration.ofSeconds(Objects.requireNonNullElse(metadata.getDeletionGracePeriodSeconds(), 0L));
        Duration waits = pod.getSpec().getContainers().stream()
                .map(Ending::waits)
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
        return Optional.of(new Ending(
                owner(metadata), Instant.parse(metadata.getDeletionTimestamp()).minus(left), waits, left));
    }

    boolean isUnderstood() {
        return !waits.equals(UNKNOWN);
    }

    private static Duration waits(Container container) {
        return Optional.ofNullable(container.getLifecycle())
                .map(Lifecycle::getPreStop)
                .map(Ending::waits)
                .orElse(Duration.ZERO);
    }

    private static Duration waits(LifecycleHandler hook) {
        if (hook.getSleep() != null) {
            return Duration.ofSeconds(Objects.requireNonNullElse(hook.getSleep().getSeconds(), 0L));
        }
        if (hook.getExec() == null) {
            return UNKNOWN;
        }
        Matcher sleep = SLEEP.matcher(String.join(" ", hook.getExec().getCommand()));
        return sleep.find() ? Duration.ofSeconds(Long.parseLong(sleep.group(1))) : UNKNOWN;
    }

    /** A ReplicaSet has the name of its Deployment and the hash that its pods are labelled with. */
    private static String owner(ObjectMeta pod) {
        Map<String, String> labels = Objects.requireNonNullElse(pod.getLabels(), Map.of());
        String hash = "-" + labels.get("pod-template-hash");
        return pod.getOwnerReferences().stream()
                .filter(reference -> Boolean.TRUE.equals(reference.getController()))
                .findFirst()
                .map(reference -> owner(reference, hash))
                .orElseGet(() -> "Pod " + pod.getName());
    }

    private static String owner(OwnerReference reference, String hash) {
        return reference.getKind().equals("ReplicaSet") && reference.getName().endsWith(hash)
                ? "Deployment "
                        + reference.getName().substring(0, reference.getName().length() - hash.length())
                : reference.getKind() + " " + reference.getName();
    }
}
