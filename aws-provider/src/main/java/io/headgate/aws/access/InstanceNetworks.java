package io.headgate.aws.access;

import io.headgate.aws.client.AwsSettings;
import io.headgate.aws.snapshot.SecurityGroupIndex;
import io.headgate.core.access.BindingAccess.Endpoint;
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
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceNetworkInterface;

/**
 * Which security group an endpoint is behind: that of the interface which has its address, else of its node's primary interface. Of
 * several groups on an interface it is the one that carries the cluster's tag, and what other tags are asked for. Not for more than one thread.
 */
final class InstanceNetworks {

    private static final Duration BELIEVED = Duration.ofMinutes(10);

    private final Ec2Client ec2;
    private final SecurityGroupIndex securityGroups;
    private final String clusterTag;
    private final Map<String, String> moreTags;
    private final InstantSource clock;
    private final Map<String, List<Interface>> interfaces = new HashMap<>();
    private Instant readAt = Instant.MIN;

    InstanceNetworks(Ec2Client ec2, SecurityGroupIndex securityGroups, AwsSettings settings, InstantSource clock) {
        this.ec2 = ec2;
        this.securityGroups = securityGroups;
        this.clusterTag = "kubernetes.io/cluster/" + settings.clusterName();
        this.moreTags = settings.interfaceGroupTags();
        this.clock = clock;
    }

    /** An interface; the primary one of an instance comes first. */
    private record Interface(Set<String> addresses, List<String> groups) {}

    /**
     * Security groups of endpoints. Endpoints of unknown instances are left out.
     *
     * @param ambiguous gets the groups of each interface of which none can be chosen
     */
    Map<Endpoint, String> groups(Collection<Endpoint> endpoints, Set<List<String>> ambiguous) {
        readUnknown(endpoints);
        Map<Endpoint, String> groups = new HashMap<>();
        for (Endpoint endpoint : endpoints) {
            List<Interface> candidates = interfaces.getOrDefault(endpoint.instanceId(), List.of());
            Optional<Interface> serving = candidates.stream()
                    .filter(candidate -> candidate.addresses().contains(String.valueOf(endpoint.address())))
                    .findFirst()
                    .or(() -> candidates.stream().findFirst());
            serving.ifPresent(found -> choose(found.groups())
                    .ifPresentOrElse(group -> groups.put(endpoint, group), () -> ambiguous.add(found.groups())));
        }
        return groups;
    }

    private Optional<String> choose(List<String> groups) {
        if (groups.size() == 1) {
            return Optional.of(groups.getFirst());
        }
        List<String> tagged = groups.stream()
                .filter(group -> isMarked(securityGroups.tags(group)))
                .toList();
        return tagged.size() == 1 ? Optional.of(tagged.getFirst()) : Optional.empty();
    }

    private boolean isMarked(Map<String, String> tags) {
        return tags.containsKey(clusterTag) && tags.entrySet().containsAll(moreTags.entrySet());
    }

    private void readUnknown(Collection<Endpoint> endpoints) {
        if (readAt.isBefore(clock.instant().minus(BELIEVED))) {
            interfaces.clear();
            readAt = clock.instant();
        }
        Set<String> unknown =
                new HashSet<>(endpoints.stream().map(Endpoint::instanceId).collect(Collectors.toSet()));
        unknown.removeAll(interfaces.keySet());
        if (unknown.isEmpty()) {
            return;
        }
        unknown.forEach(id -> interfaces.put(id, List.of()));
        Filter ids = Filter.builder().name("instance-id").values(unknown).build();
        ec2.describeInstancesPaginator(request -> request.filters(ids)).reservations().stream()
                .flatMap(reservation -> reservation.instances().stream())
                .forEach(instance -> interfaces.put(instance.instanceId(), read(instance)));
    }

    private static List<Interface> read(Instance instance) {
        List<Interface> all = new ArrayList<>(instance.networkInterfaces().stream()
                .sorted(Comparator.comparingInt(InstanceNetworks::index))
                .map(InstanceNetworks::read)
                .filter(found -> !found.groups().isEmpty())
                .toList());
        if (all.isEmpty()) {
            all.add(new Interface(
                    Set.of(),
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

    private static Interface read(InstanceNetworkInterface api) {
        Set<String> addresses = Stream.concat(
                        api.privateIpAddresses().stream().map(address -> address.privateIpAddress()),
                        api.ipv6Addresses().stream().map(address -> address.ipv6Address()))
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        return new Interface(
                addresses, api.groups().stream().map(group -> group.groupId()).toList());
    }
}
