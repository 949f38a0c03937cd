package io.headgate.operator.loadbalancer;

import io.headgate.core.compile.Compilation;
import io.headgate.core.finding.Finding;
import io.headgate.core.group.GroupId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * When to look again for what a refused member lacks in the cloud: a certificate, a subnet, a trust store. Nothing tells when it comes into
 * being. The longer it takes, the rarer the look. Safe for use by many threads, one at a time for the same group.
 */
final class RefusedGroups {

    private static final Duration FIRST = Duration.ofSeconds(15);

    private final InstantSource clock;
    private final Map<GroupId, Look> looks = new ConcurrentHashMap<>();

    RefusedGroups(InstantSource clock) {
        this.clock = clock;
    }

    private record Look(Instant refusedSince, Instant next) {}

    /** Whether the time has come to read anew what the cloud has. */
    boolean due(GroupId group) {
        Look look = looks.get(group);
        return look != null && !clock.instant().isBefore(look.next());
    }

    /** How long until then, after a pass; empty if nobody is refused for such a reason. */
    Optional<Duration> after(GroupId group, Compilation compilation) {
        if (!lacks(compilation)) {
            looks.remove(group);
            return Optional.empty();
        }
        Instant now = clock.instant();
        Look look = looks.compute(
                group,
                (ignored, before) -> before != null && now.isBefore(before.next())
                        ? before
                        : next(before == null ? now : before.refusedSince(), now));
        return Optional.of(Duration.between(now, look.next()));
    }

    private static Look next(Instant since, Instant now) {
        Duration waited = Duration.between(since, now);
        Duration longer = waited.compareTo(FIRST) > 0 ? waited : FIRST;
        return new Look(since, now.plus(longer.compareTo(NextPass.MUCH_LATER) < 0 ? longer : NextPass.MUCH_LATER));
    }

    private static boolean lacks(Compilation compilation) {
        return compilation.findings().values().stream()
                .flatMap(List::stream)
                .anyMatch(finding -> finding.severity() == Finding.Severity.ERROR
                        && finding.reason().equals(Finding.FAILED_BUILD_MODEL));
    }
}
