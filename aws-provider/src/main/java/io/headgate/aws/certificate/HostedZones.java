package io.headgate.aws.certificate;

import io.headgate.aws.client.AwsClients;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import software.amazon.awssdk.services.route53.model.HostedZone;

/**
 * The public hosted zones of the account: nobody outside a VPC sees what stands in a private one, and ACM is outside. Read when a
 * certificate must be validated, and believed for five minutes. Safe for use by many threads.
 */
public final class HostedZones {

    private static final Duration BELIEVED = Duration.ofMinutes(5);

    private final AwsClients clients;
    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private List<Zone> zones = List.of();
    private Instant readAt = Instant.MIN;

    public HostedZones(AwsClients clients, InstantSource clock) {
        this.clients = clients;
        this.clock = clock;
    }

    private record Zone(String id, String name) {
        boolean contains(String absolute) {
            return absolute.equals(name) || absolute.endsWith("." + name);
        }
    }

    /** Id of the zone whose name is the longest end of a domain name; empty when there is none. */
    public Optional<String> of(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        String absolute = lower.endsWith(".") ? lower : lower + ".";
        return all().stream()
                .filter(zone -> zone.contains(absolute))
                .max(Comparator.comparingInt(zone -> zone.name().length()))
                .map(Zone::id);
    }

    private List<Zone> all() {
        lock.lock();
        try {
            if (readAt.isBefore(clock.instant().minus(BELIEVED))) {
                zones = clients.route53().listHostedZonesPaginator().hostedZones().stream()
                        .filter(zone -> zone.config() == null
                                || !Boolean.TRUE.equals(zone.config().privateZone()))
                        .map(HostedZones::zone)
                        .toList();
                readAt = clock.instant();
            }
            return zones;
        } finally {
            lock.unlock();
        }
    }

    private static Zone zone(HostedZone api) {
        return new Zone(
                api.id().substring(api.id().lastIndexOf('/') + 1), api.name().toLowerCase(Locale.ROOT));
    }
}
