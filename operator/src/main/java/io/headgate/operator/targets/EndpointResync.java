package io.headgate.operator.targets;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.headgate.core.cluster.ObjectKey;
import io.headgate.crds.elbv2.TargetGroupBinding;
import io.headgate.operator.watch.BindingObject;
import io.headgate.operator.watch.ClusterView;
import io.javaoperatorsdk.operator.processing.event.source.AbstractEventSource;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the endpoints of all bindings from the API server itself, over and over, so that what a watch missed is known within an interval.
 * One Service after the other, evenly spread; AWS is not asked for anything. Whom it concerns hears of it from the view. Runs as long as the
 * framework has it run. Safe for use by many threads.
 */
final class EndpointResync extends AbstractEventSource<Void, TargetGroupBinding> {

    private static final Logger LOG = LoggerFactory.getLogger(EndpointResync.class);

    private final ClusterView view;
    private final EndpointCheck check;
    private final Duration interval;
    private final Deque<ObjectKey> round = new ArrayDeque<>();
    private Duration pause;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("endpoint-resync").factory());

    /** @param interval within which each Service is read once; zero for never */
    EndpointResync(ClusterView view, EndpointCheck check, Duration interval) {
        super(Void.class, "endpoint-resync");
        this.view = view;
        this.check = check;
        this.interval = interval;
        this.pause = interval;
    }

    /** Begins with the first round after one interval. */
    @Override
    public void start() {
        super.start();
        if (!interval.isZero()) {
            later(interval);
        }
    }

    private void later(Duration delay) {
        if (!timer.isShutdown()) {
            ScheduledFuture<?> _ = timer.schedule(this::step, delay.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** Reads the next Service of the round; a new round begins with the nodes, if any target is one. */
    private void step() {
        try {
            if (round.isEmpty()) {
                begin();
            }
            ObjectKey next = round.poll();
            if (next != null && check.read(next)) {
                LOG.atWarn().addKeyValue("service", next).log("A watch missed endpoints");
            }
        } catch (KubernetesClientException failed) {
            if (!timer.isShutdown()) {
                LOG.atWarn().setCause(failed).log("Endpoints cannot be read");
            }
        } finally {
            later(pause);
        }
    }

    private void begin() {
        view.bindings.all().stream().map(EndpointResync::service).distinct().forEach(round::add);
        boolean nodes = view.bindings.all().stream()
                .anyMatch(object -> object.binding().targetType().equals("instance"));
        pause = interval.dividedBy(Math.max(1, round.size()));
        if (nodes) {
            check.readNodes();
        }
    }

    private static ObjectKey service(BindingObject object) {
        return new ObjectKey(
                object.binding().key().namespace(), object.binding().serviceName());
    }

    @Override
    public Set<Void> getSecondaryResources(TargetGroupBinding primary) {
        return Set.of();
    }

    @Override
    public void stop() {
        super.stop();
        timer.shutdownNow();
    }
}
