package io.headgate.operator.predecessor;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.headgate.operator.watch.ObjectHandler;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Watches the Lease of another controller and tells when that begins or ceases to be renewed. Safe for use by many threads. */
public final class PredecessorLease implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PredecessorLease.class);

    private final LeaseName name;
    private final Clock clock;
    private final SharedIndexInformer<Lease> informer;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("lease-").factory());
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private LeaseTerm term = LeaseTerm.NONE;
    private boolean told;
    private Instant heldLast = Instant.MIN;
    private @Nullable Future<?> end;

    private PredecessorLease(LeaseName name, Clock clock, SharedIndexInformer<Lease> informer) {
        this.name = name;
        this.clock = clock;
        this.informer = informer;
    }

    /** Begins to watch, and returns once it is known whether there is such a Lease. */
    public static PredecessorLease watch(KubernetesClient client, LeaseName name, Clock clock) {
        SharedIndexInformer<Lease> informer = client.leases()
                .inNamespace(name.namespace())
                .withName(name.name())
                .runnableInformer(0);
        PredecessorLease lease = new PredecessorLease(name, clock, informer);
        informer.addEventHandler(new ObjectHandler<>(lease::seen, _ -> lease.gone()))
                .exceptionHandler((running, failure) -> running);
        informer.start().toCompletableFuture().join();
        informer.getStore().list().forEach(lease::seen);
        return lease;
    }

    LeaseName name() {
        return name;
    }

    /** Whether the other controller works. */
    synchronized boolean held() {
        return term.holds(clock.instant());
    }

    /** When it was last known to work; {@link Instant#MIN} if never. */
    synchronized Instant heldLast() {
        return held() ? clock.instant() : heldLast;
    }

    boolean healthy() {
        return informer.isRunning() && informer.isWatching();
    }

    /** Hears of beginning and end, on a thread of the watch: it must not block. */
    void listen(Runnable listener) {
        listeners.add(listener);
    }

    private void seen(Lease lease) {
        become(lease);
        tell();
    }

    private void gone() {
        become(null);
        tell();
    }

    private synchronized void become(@Nullable Lease lease) {
        Instant now = clock.instant();
        if (term.holds(now)) {
            heldLast = now;
        }
        term = lease == null ? LeaseTerm.NONE : term.after(lease, now);
        if (end != null) {
            end.cancel(false);
        }
        if (term.holds(now)) {
            heldLast = term.until();
            // Once the end is over, not before it.
            Duration left = Duration.between(now, term.until()).plusMillis(1);
            end = timer.schedule(this::tell, left.toMillis() + 1, TimeUnit.MILLISECONDS);
        }
    }

    private void tell() {
        if (turned()) {
            listeners.forEach(Runnable::run);
        }
    }

    private synchronized boolean turned() {
        boolean held = held();
        if (held == told) {
            return false;
        }
        told = held;
        LOG.atInfo()
                .addKeyValue("lease", name)
                .log(
                        held
                                ? "Another controller works; its groups are only observed"
                                : "The other controller has stopped; its groups are taken over");
        return true;
    }

    @Override
    public void close() {
        informer.stop();
        timer.shutdownNow();
    }
}
