package io.headgate.operator.loadbalancer;

import io.headgate.crds.loadbalancer.LoadBalancerStatus.QuotaUse;
import io.headgate.operator.watch.ClusterView;
import io.headgate.operator.watch.LoadBalancerObject;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How much of each limit of the account groups use, as {@code headgate.quota.used} and {@code headgate.quota.limit}: what the status of the
 * LoadBalancers says. A group that goes takes its numbers with it. Safe for use by many threads.
 */
public final class QuotaMetrics {

    private final MeterRegistry registry;
    private final Map<String, Map<String, Shown>> shown = new HashMap<>();

    private record Shown(AtomicInteger used, AtomicInteger limit, List<Meter.Id> meters) {}

    QuotaMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Follows the LoadBalancers as long as the view is watched. */
    public static void follow(ClusterView view, MeterRegistry registry) {
        QuotaMetrics metrics = new QuotaMetrics(registry);
        view.loadBalancers.listen(metrics::changed);
    }

    void changed(@Nullable LoadBalancerObject before, @Nullable LoadBalancerObject now) {
        if (now != null) {
            see(now);
        } else if (before != null) {
            forget(before);
        }
    }

    private synchronized void see(LoadBalancerObject object) {
        String group = object.group().group().toString();
        List<QuotaUse> uses =
                object.status() == null ? List.of() : object.status().quotas();
        Map<String, Shown> present = shown.computeIfAbsent(group, ignored -> new HashMap<>());
        Set<String> names = uses.stream().map(QuotaUse::name).collect(Collectors.toSet());
        present.entrySet().removeIf(entry -> !names.contains(entry.getKey()) && removed(entry.getValue()));
        uses.forEach(use -> {
            Shown numbers = present.computeIfAbsent(use.name(), name -> register(group, name));
            numbers.used().set(use.used());
            numbers.limit().set(use.limit());
        });
    }

    private synchronized void forget(LoadBalancerObject object) {
        Map<String, Shown> gone = shown.remove(object.group().group().toString());
        if (gone != null) {
            gone.values().forEach(this::removed);
        }
    }

    private Shown register(String group, String quota) {
        Tags tags = Tags.of("group", group, "quota", quota);
        AtomicInteger used = new AtomicInteger();
        AtomicInteger limit = new AtomicInteger();
        return new Shown(
                used,
                limit,
                List.of(
                        gauge("headgate.quota.used", "How much of a limit of the account a group uses", tags, used),
                        gauge("headgate.quota.limit", "The limit of the account", tags, limit)));
    }

    private Meter.Id gauge(String name, String description, Tags tags, AtomicInteger value) {
        return Gauge.builder(name, value, AtomicInteger::get)
                .description(description)
                .tags(tags)
                .strongReference(true)
                .register(registry)
                .getId();
    }

    private boolean removed(Shown numbers) {
        numbers.meters().forEach(registry::remove);
        return true;
    }
}
