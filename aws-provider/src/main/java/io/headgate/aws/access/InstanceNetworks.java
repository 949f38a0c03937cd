package io.headgate.aws.access;

import io.headgate.core.target.AddressBlocks;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceNetworkInterface;

/**
 * The interfaces of nodes, many read in one call and believed for ten minutes. An instance that was not found is searched again, as EC2
 * may not tell of a new one yet. Not for more than one thread.
 */
final class InstanceNetworks {

    private static final Duration BELIEVED = Duration.ofMinutes(10);

    private final Ec2Client ec2;
    private final InstantSource clock;

    /** The primary one of an instance comes first. */
    private final Map<String, List<Interface>> interfaces = new HashMap<>();

    private Instant readAt = Instant.MIN;

    InstanceNetworks(Ec2Client ec2, InstantSource clock) {
        this.ec2 = ec2;
        this.clock = clock;
    }

    /** The interface that has an address, else the primary one; empty for an instance that is not there. */
    Optional<Interface> serving(String instanceId, @Nullable String address) {
        List<Interface> candidates = interfaces.getOrDefault(instanceId, List.of());
        return candidates.stream()
                .filter(candidate -> address != null && candidate.holds(address))
                .findFirst()
                .or(() -> candidates.stream().findFirst());
    }

    /** Makes sure that what can be known of these instances is known. */
    void read(Collection<String> instanceIds) {
        if (readAt.isBefore(clock.instant().minus(BELIEVED))) {
            interfaces.clear();
            readAt = clock.instant();
        }
        Set<String> unknown = new HashSet<>(instanceIds);
        unknown.removeAll(interfaces.keySet());
        if (unknown.isEmpty()) {
            return;
        }
        Filter ids = Filter.builder().name("instance-id").values(unknown).build();
        Map<String, List<Interface>> found = new HashMap<>();
        ec2.describeInstancesPaginator(request -> request.filters(ids)).reservations().stream()
                .flatMap(reservation -> reservation.instances().stream())
                .forEach(instance -> found.put(instance.instanceId(), read(instance)));
        // Only a whole answer says that an instance is not there.
        unknown.forEach(id -> interfaces.put(id, found.getOrDefault(id, List.of())));
    }

    private static List<Interface> read(Instance instance) {
        List<Interface> all = new ArrayList<>(instance.networkInterfaces().stream()
                .sorted(Comparator.comparingInt(InstanceNetworks::index))
                .map(Interface::of)
                .filter(found -> !found.groups().isEmpty())
                .toList());
        if (all.isEmpty()) {
            all.add(new Interface(
                    Set.of(),
                    AddressBlocks.of(List.of()),
                    instance.securityGroups().stream()
                            .map(group -> group.groupId())
                            .toList()));
        }
        return all;
    }

    private static int index(InstanceNetworkInterface api) {
        return api.attachment() == null || api.attachment().deviceIndex() == null
                ? 0
                : api.attachment().deviceIndex();
    }
}
