package io.headgate.operator.targets;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.headgate.core.cluster.ObjectKey;
import io.headgate.core.cluster.Pod;
import io.headgate.operator.events.EventRecorder;
import io.headgate.operator.events.Regarding;
import io.headgate.operator.watch.ClusterView;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at pods that end, a few of them, and tells the Ingress whose pods are gone before its load balancer stops sending. What decides
 * about it is not kept of Pods, so it is read then. Safe for use by many threads.
 */
final class Farewells {

    private static final Logger LOG = LoggerFactory.getLogger(Farewells.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofMinutes(1);
    private static final Duration BETWEEN_ADVICE = Duration.ofHours(1);
    private static final String REASON = "PodsEndTooSoon";

    private final KubernetesClient client;
    private final ClusterView view;
    private final EventRecorder events;
    private final InstantSource clock;
    private final EndingAdvice advice = new EndingAdvice();
    private final Map<ObjectKey, Instant> looked = new ConcurrentHashMap<>();
    private final Map<ObjectKey, Instant> told = new ConcurrentHashMap<>();

    Farewells(KubernetesClient client, ClusterView view, EventRecorder events, InstantSource clock) {
        this.client = client;
        this.view = view;
        this.events = events;
        this.clock = clock;
    }

    /** Notes that the targets of these pods have just been deregistered. Returns at once. */
    void deregistered(ObjectKey binding, ObjectKey service, List<ObjectKey> pods) {
        Instant now = clock.instant();
        Optional<ObjectKey> ending = pods.stream()
                .filter(pod -> view.pods.get(pod).filter(Pod::deleting).isPresent())
                .findFirst();
        if (ending.isPresent() && isTimeFor(binding, looked, BETWEEN_LOOKS, now)) {
            Thread.ofVirtual().name("farewell").start(() -> look(ending.get(), service, now));
        }
    }

    void forget(ObjectKey binding) {
        looked.remove(binding);
    }

    private static boolean isTimeFor(ObjectKey key, Map<ObjectKey, Instant> last, Duration pause, Instant now) {
        return last.merge(key, now, (before, next) -> before.plus(pause).isAfter(next) ? before : next)
                .equals(now);
    }

    private void look(ObjectKey key, ObjectKey service, Instant deregistered) {
        try {
            Optional.ofNullable(client.pods()
                            .inNamespace(key.namespace())
                            .withName(key.name())
                            .get())
                    .flatMap(Ending::of)
                    .flatMap(ending -> advice.after(ending, deregistered))
                    .ifPresent(text -> tell(service, text, deregistered));
        } catch (KubernetesClientException unread) {
            LOG.atDebug().addKeyValue("pod", key).setCause(unread).log("A pod that ends cannot be read");
        }
    }

    private void tell(ObjectKey service, String text, Instant now) {
        told.values().removeIf(before -> !before.plus(BETWEEN_ADVICE).isAfter(now));
        if (isTimeFor(service, told, BETWEEN_ADVICE, now)) {
            view.ingressesNaming(service).stream()
                    .flatMap(key -> view.ingresses.get(key).stream())
                    .forEach(ingress -> events.warning(Regarding.ingress(ingress.key(), ingress.uid()), REASON, text));
        }
    }
}
