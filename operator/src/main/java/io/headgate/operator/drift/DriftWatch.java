package io.headgate.operator.drift;

import io.headgate.core.cloud.CloudException;
import io.headgate.core.cloud.CloudProvider;
import io.headgate.core.cloud.DriftScan;
import io.headgate.core.cloud.DriftScan.Findings;
import io.headgate.core.cloud.Failure;
import io.headgate.core.group.GroupId;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks for changes by others, a few groups at a time, each once an interval. Metrics: {@code headgate.drift.looks} and
 * {@code headgate.drift.found} by kind, {@code headgate.drift.suspicious}, {@code headgate.drift.failures}. Does nothing before
 * {@link #begin}; close it to end it.
 */
public final class DriftWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DriftWatch.class);

    /** Of every interval something is left for repairs. */
    private static final int TENTHS = 9;

    private static final Duration PAUSE = Duration.ofSeconds(30);
    private static final String ACCOUNT = "account";

    private final Supplier<CloudProvider> provider;
    private final DriftReaction reaction;
    private final MeterRegistry meters;
    private final Clock clock;
    private final Rota<String> existence;
    private final Rota<GroupId> routing;
    private final Rota<GroupId> settings;
    private final boolean enabled;
    private final Duration tick;
    private final CountDownLatch closed = new CountDownLatch(1);
    private Instant pausedUntil = Instant.MIN;

    /** @param provider gives the loaded provider */
    public DriftWatch(
            Supplier<CloudProvider> provider,
            DriftSettings intervals,
            DriftReaction reaction,
            MeterRegistry meters,
            Clock clock) {
        this.provider = provider;
        this.reaction = reaction;
        this.meters = meters;
        this.clock = clock;
        this.enabled = intervals.enabled();
        this.tick = intervals.tick();
        this.existence = new Rota<>(shortened(intervals.interval()));
        this.routing = new Rota<>(shortened(intervals.interval()));
        this.settings = new Rota<>(shortened(intervals.detailInterval()));
    }

    private static Duration shortened(Duration interval) {
        return interval.multipliedBy(TENTHS).dividedBy(10);
    }

    /** Begins to look. */
    public void begin() {
        if (enabled) {
            Thread.ofVirtual().name("drift").start(this::run);
        }
    }

    private void run() {
        try {
            while (!closed.await(tick.toMillis(), TimeUnit.MILLISECONDS)) {
                tick();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Looks at what is due. */
    void tick() {
        Instant now = clock.instant();
        if (now.isBefore(pausedUntil)) {
            return;
        }
        try {
            CloudProvider cloud = provider.get();
            look(cloud, now);
        } catch (CloudException failed) {
            pausedUntil = now.plus(PAUSE);
            meters.counter("headgate.drift.failures").increment();
            if (failed.failure() instanceof Failure.NotFound) {
                // What was looked into is gone: what is left comes first, before looking into it.
                existence.hurry(ACCOUNT, now);
            }
            LOG.atWarn().addKeyValue("reason", failed.getMessage()).log("Cannot look for changes by others");
        }
    }

    private void look(CloudProvider cloud, Instant now) {
        DriftScan scan = cloud.drift();
        if (!existence.due(Set.of(ACCOUNT), now).isEmpty()) {
            lookWhatExists(scan);
            existence.done(Set.of(ACCOUNT), now);
        }
        Set<GroupId> groups = cloud.groups();
        List<GroupId> toRoute = routing.due(groups, now);
        if (!toRoute.isEmpty()) {
            tell("routing", scan.routing(toRoute));
            routing.done(toRoute, now);
        }
        List<GroupId> toSet = settings.due(groups, now);
        if (!toSet.isEmpty()) {
            tell("settings", scan.settings(toSet));
            settings.done(toSet, now);
        }
    }

    /** Where something is gone, what names it may be too: that is looked at before anybody repairs what is no longer there. */
    private void lookWhatExists(DriftScan scan) {
        Findings found = scan.existence();
        try {
            if (!found.changed().isEmpty()) {
                tell("routing", scan.routing(found.changed()));
            }
        } finally {
            tell("existence", found);
        }
    }

    private void tell(String kind, Findings findings) {
        Collection<GroupId> changed = findings.changed();
        meters.counter("headgate.drift.looks", "kind", kind).increment();
        meters.counter("headgate.drift.found", "kind", kind).increment(changed.size());
        meters.counter("headgate.drift.suspicious")
                .increment(findings.doubtful().size());
        changed.forEach(group -> {
            LOG.atInfo().addKeyValue("group", group).addKeyValue("kind", kind).log("Changed by others");
            reaction.changed(group);
        });
        findings.doubtful().forEach(reaction::doubtful);
        if (findings.access()) {
            LOG.info("Permissions to reach targets were changed by others");
            reaction.accessChanged();
        }
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
