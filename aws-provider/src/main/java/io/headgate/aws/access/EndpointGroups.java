package io.headgate.aws.access;

import io.headgate.aws.client.AwsSettings;
import io.headgate.aws.snapshot.SecurityGroupIndex;
import io.headgate.core.access.BindingAccess.Endpoint;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.Ec2Client;

/**
 * Which security group each endpoint is behind. Of several groups on its interface it is the one that carries the cluster's tag, and what
 * other tags are asked for. Not for more than one thread.
 */
final class EndpointGroups {

    private final InstanceNetworks instances;
    private final OwnInterfaces pods;
    private final SecurityGroupIndex securityGroups;
    private final String clusterTag;
    private final Map<String, String> moreTags;
    private final Set<String> searched = new HashSet<>();

    EndpointGroups(Ec2Client ec2, SecurityGroupIndex securityGroups, AwsSettings settings, InstantSource clock) {
        this.instances = new InstanceNetworks(ec2, clock);
        this.pods = new OwnInterfaces(ec2, settings.vpcId(), clock);
        this.securityGroups = securityGroups;
        this.clusterTag = "kubernetes.io/cluster/" + settings.clusterName();
        this.moreTags = settings.interfaceGroupTags();
    }

    /**
     * @param groups security group of each endpoint of which it is known
     * @param ambiguous groups of each interface of which none can be chosen
     * @param adrift endpoints that should have an interface of their own, of which none is found
     */
    record Found(Map<Endpoint, String> groups, Set<List<String>> ambiguous, Set<Endpoint> adrift) {
        Found {
            groups = Map.copyOf(groups);
            ambiguous = Set.copyOf(ambiguous);
            adrift = Set.copyOf(adrift);
        }
    }

    /** Endpoints of unknown instances are left out. */
    Found find(Collection<Endpoint> endpoints) {
        instances.read(endpoints.stream()
                .flatMap(each -> Stream.ofNullable(each.instanceId()))
                .collect(Collectors.toSet()));
        pods.read(endpoints.stream()
                .filter(endpoint -> endpoint.instanceId() == null)
                .flatMap(each -> Stream.ofNullable(each.address()))
                .toList());
        Map<Endpoint, List<String>> candidates = new HashMap<>();
        Set<Endpoint> adrift = new HashSet<>();
        for (Endpoint endpoint : endpoints) {
            serving(endpoint)
                    .ifPresentOrElse(found -> candidates.put(endpoint, found.groups()), () -> adrift.add(endpoint));
        }
        adrift.removeIf(endpoint -> endpoint.instanceId() != null);
        search(candidates.values());
        Map<Endpoint, String> groups = new HashMap<>();
        Set<List<String>> ambiguous = new HashSet<>();
        candidates.forEach((endpoint, ids) ->
                choose(ids).ifPresentOrElse(id -> groups.put(endpoint, id), () -> ambiguous.add(ids)));
        return new Found(groups, ambiguous, adrift);
    }

    private Optional<Interface> serving(Endpoint endpoint) {
        String instance = endpoint.instanceId();
        return instance != null
                ? instances.serving(instance, endpoint.address())
                : Optional.ofNullable(endpoint.address()).flatMap(pods::find);
    }

    /** Groups may have been made since the start; what they let in already must be known. Each is searched once. */
    private void search(Collection<List<String>> candidates) {
        Set<String> unknown = candidates.stream()
                .flatMap(List::stream)
                .filter(id -> securityGroups.find(id).isEmpty())
                .collect(Collectors.toSet());
        if (!searched.containsAll(unknown)) {
            securityGroups.discover();
            searched.addAll(unknown);
        }
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
}
