package io.headgate.core.compile;

import io.headgate.core.contribution.Contribution.SubnetWish;
import io.headgate.core.facts.CloudFacts;
import io.headgate.core.facts.CloudFacts.Subnet;
import io.headgate.core.settings.CompilerSettings;
import io.headgate.core.settings.FeatureGate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Chooses the subnets of a load balancer, as aws-load-balancer-controller does. */
final class SubnetChoice {
    private static final String NAME_IS_ID = "subnet-";
    private static final String CLUSTER_TAG = "kubernetes.io/cluster/";
    private static final int MIN_FREE_ADDRESSES = 8;
    private static final String AVAILABILITY_ZONE = "availability-zone";

    private final CloudFacts facts;
    private final CompilerSettings settings;
    private final LoadBalancerKind kind;

    SubnetChoice(CloudFacts facts, CompilerSettings settings, LoadBalancerKind kind) {
        this.facts = facts;
        this.settings = settings;
        this.kind = kind;
    }

    /**
     * What the subnets are for.
     *
     * @param zones how many zones are needed at least in an ordinary region
     */
    record LoadBalancerKind(String scheme, boolean dualStack, int zones) {}

    /** The subnets, sorted by id, or why there are none. */
    sealed interface Choice {
        record Chosen(List<String> subnetIds) implements Choice {
            public Chosen {
                subnetIds = List.copyOf(subnetIds);
            }
        }

        /** The reason, and what to do. */
        record Impossible(String message, String remedy) implements Choice {}
    }

    Choice choose(@Nullable SubnetWish wish) {
        if (wish == null) {
            return checked(onePerZone(discovered()), "tag subnets with " + roleTag() + "=1, or name them");
        }
        if (wish.names().isEmpty()) {
            return checked(onePerZone(tagged(wish.tags())), "tag more subnets, or change the tags of the class");
        }
        return named(wish.names());
    }

    private Choice named(List<String> names) {
        List<Subnet> found = new ArrayList<>();
        Map<String, Integer> taken = new HashMap<>();
        for (String name : names) {
            List<Subnet> candidates = named(name);
            int index = taken.merge(name, 1, Integer::sum) - 1;
            if (index >= candidates.size()) {
                return new Choice.Impossible(
                        "names the subnet \"" + name + "\", which does not exist" + (index > 0 ? " so often" : ""),
                        "name ids or Name tags of subnets of the VPC");
            }
            found.add(candidates.get(index));
        }
        return distinctZones(found);
    }

    private List<Subnet> named(String name) {
        return facts.subnets().stream()
                .filter(subnet -> name.startsWith(NAME_IS_ID)
                        ? subnet.id().equals(name)
                        : subnet.name().equals(name))
                .sorted(Comparator.comparing(Subnet::id))
                .toList();
    }

    private Choice distinctZones(List<Subnet> subnets) {
        Map<String, List<Subnet>> byZone =
                subnets.stream().collect(Collectors.groupingBy(Subnet::zone, TreeMap::new, Collectors.toList()));
        for (Map.Entry<String, List<Subnet>> zone : byZone.entrySet()) {
            if (zone.getValue().size() > 1) {
                return new Choice.Impossible(
                        "names several subnets of zone " + zone.getKey() + ": " + ids(zone.getValue()),
                        "name one subnet a zone");
            }
        }
        List<Subnet> withoutIpv6 =
                subnets.stream().filter(subnet -> subnet.ipv6Cidrs().isEmpty()).toList();
        if (kind.dualStack() && !withoutIpv6.isEmpty()) {
            return new Choice.Impossible(
                    "names subnets without IPv6 block for a dual-stack load balancer: " + ids(withoutIpv6),
                    "associate an IPv6 block, or name other subnets");
        }
        return checked(subnets, "name subnets of at least " + kind.zones() + " zones");
    }

    private List<Subnet> discovered() {
        List<Subnet> byRole = facts.subnets().stream()
                .filter(subnet -> Set.of("", "1").contains(subnet.tags().getOrDefault(roleTag(), "absent")))
                .toList();
        if (!byRole.isEmpty() || !settings.enabled(FeatureGate.SUBNET_DISCOVERY_BY_REACHABILITY)) {
            return suitable(byRole);
        }
        boolean internetFacing = kind.scheme().equals("internet-facing");
        return suitable(facts.subnets().stream()
                .filter(subnet -> subnet.routesToInternetGateway() == internetFacing)
                .toList());
    }

    private String roleTag() {
        return kind.scheme().equals("internet-facing") ? "kubernetes.io/role/elb" : "kubernetes.io/role/internal-elb";
    }

    private List<Subnet> tagged(Map<String, List<String>> tags) {
        return suitable(facts.subnets().stream()
                .filter(subnet -> tags.entrySet().stream()
                        .allMatch(tag -> subnet.tags().containsKey(tag.getKey())
                                && tag.getValue().contains(subnet.tags().get(tag.getKey()))))
                .toList());
    }

    private List<Subnet> suitable(Collection<Subnet> subnets) {
        return subnets.stream()
                .filter(subnet -> !settings.enabled(FeatureGate.SUBNETS_CLUSTER_TAG_CHECK) || !ofOtherCluster(subnet))
                .filter(subnet -> subnet.availableAddresses() >= MIN_FREE_ADDRESSES)
                .filter(subnet -> !kind.dualStack() || !subnet.ipv6Cidrs().isEmpty())
                .toList();
    }

    private boolean ofOtherCluster(Subnet subnet) {
        return !ofThisCluster(subnet) && subnet.tags().keySet().stream().anyMatch(key -> key.startsWith(CLUSTER_TAG));
    }

    private boolean ofThisCluster(Subnet subnet) {
        return subnet.tags().containsKey(CLUSTER_TAG + settings.clusterName());
    }

    /** In each zone a subnet of this cluster first, then the lowest id. */
    private List<Subnet> onePerZone(List<Subnet> subnets) {
        Comparator<Subnet> preference =
                Comparator.comparing((Subnet subnet) -> !ofThisCluster(subnet)).thenComparing(Subnet::id);
        return subnets.stream().collect(Collectors.groupingBy(Subnet::zone)).values().stream()
                .map(inZone -> inZone.stream().min(preference).orElseThrow())
                .toList();
    }

    private Choice checked(List<Subnet> subnets, String remedy) {
        Set<String> locales = subnets.stream()
                .map(subnet -> subnet.outpostArn().isEmpty() ? subnet.zoneType() : "outpost")
                .collect(Collectors.toSet());
        if (locales.size() > 1) {
            return new Choice.Impossible("gets subnets of different kinds of zones: " + ids(subnets), remedy);
        }
        boolean ordinary = locales.isEmpty() || locales.contains(AVAILABILITY_ZONE);
        int needed = ordinary ? kind.zones() : 1;
        if (subnets.size() < needed) {
            return new Choice.Impossible(
                    "gets " + subnets.size() + " usable subnets for a load balancer with scheme " + kind.scheme()
                            + ", but needs subnets of at least " + needed + " zones",
                    remedy);
        }
        return new Choice.Chosen(subnets.stream().map(Subnet::id).sorted().toList());
    }

    private static String ids(List<Subnet> subnets) {
        return subnets.stream().map(Subnet::id).sorted().collect(Collectors.joining(", "));
    }

    /** The ids if the choice was possible. */
    static Optional<List<String>> ids(Choice choice) {
        return choice instanceof Choice.Chosen(var ids) ? Optional.of(ids) : Optional.empty();
    }
}
