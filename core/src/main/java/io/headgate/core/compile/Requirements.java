package io.headgate.core.compile;

import io.headgate.core.annotation.AnnotationKey;
import io.headgate.core.cluster.ObjectKey;
import io.headgate.core.compile.Admission.Unmet;
import io.headgate.core.contribution.Contribution;
import io.headgate.core.contribution.Contribution.LoadBalancerWish;
import io.headgate.core.contribution.ListenPorts;
import io.headgate.core.contribution.SecurityGroupWishes;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What members need of the group as a whole. Each check blames those who brought the need. */
final class Requirements {
    private final MergedGroup merged;

    private Requirements(MergedGroup merged) {
        this.merged = merged;
    }

    /** The first need that is not met; empty if all are, or there is no member. */
    static Optional<Unmet> unmet(MergedGroup merged) {
        if (merged.members().isEmpty()) {
            return Optional.empty();
        }
        Requirements requirements = new Requirements(merged);
        return Stream.<Supplier<Optional<Unmet>>>of(
                        requirements::subnets,
                        requirements::ipv6Targets,
                        requirements::sslRedirect,
                        requirements::certificates,
                        requirements::outboundPorts,
                        requirements::frontendSubnets,
                        requirements::frontendAddresses)
                .map(Supplier::get)
                .flatMap(Optional::stream)
                .findFirst();
    }

    private List<ObjectKey> those(Predicate<Contribution> wanting) {
        return merged.members().stream()
                .filter(wanting)
                .map(Contribution::ingress)
                .toList();
    }

    private List<ObjectKey> thoseOrAll(Predicate<Contribution> wanting) {
        List<ObjectKey> wanters = those(wanting);
        return wanters.isEmpty() ? those(member -> true) : wanters;
    }

    private Optional<Unmet> subnets() {
        return switch (merged.subnets()) {
            case SubnetChoice.Choice.Chosen ignored -> Optional.empty();
            case SubnetChoice.Choice.Impossible(String message, String remedy) ->
                Optional.of(new Unmet(
                        thoseOrAll(member -> choosesSubnets(member.loadBalancer())),
                        AnnotationKey.SUBNETS.key(),
                        message,
                        remedy));
        };
    }

    private static boolean choosesSubnets(LoadBalancerWish wish) {
        return wish.subnets() != null || wish.scheme() != null || wish.ipAddressType() != null;
    }

    private Optional<Unmet> ipv6Targets() {
        List<ObjectKey> wanters = merged.dualStack()
                ? List.of()
                : those(member -> member.targets().stream()
                        .anyMatch(target -> target.targetGroup().ipAddressType().equals("ipv6")));
        return wanters.isEmpty()
                ? Optional.empty()
                : Optional.of(new Unmet(
                        wanters,
                        AnnotationKey.IP_ADDRESS_TYPE.key(),
                        "has a Service with IPv6 addresses behind a load balancer of address type ipv4",
                        "set " + AnnotationKey.IP_ADDRESS_TYPE.key() + " to dualstack, or use an IPv4 Service"));
    }

    private Optional<Unmet> sslRedirect() {
        Optional<Integer> port = merged.wish(LoadBalancerWish::sslRedirectPort);
        boolean listens = port.isEmpty()
                || merged.members().stream()
                        .flatMap(member -> member.listeners().stream())
                        .anyMatch(listener -> listener.port() == port.get()
                                && listener.protocol().equals(ListenPorts.HTTPS));
        return listens
                ? Optional.empty()
                : Optional.of(new Unmet(
                        those(member -> member.loadBalancer().sslRedirectPort() != null),
                        AnnotationKey.SSL_REDIRECT.key(),
                        "redirects to port " + port.get() + ", where the group has no HTTPS listener",
                        "add {\"HTTPS\":" + port.get() + "} to " + AnnotationKey.LISTEN_PORTS.key()
                                + ", or redirect to a port that is there"));
    }

    private Optional<Unmet> certificates() {
        for (var listeners : ListenerConflicts.byPort(merged.members()).values()) {
            boolean without = listeners.stream()
                    .allMatch(listener -> listener.part().protocol().equals(ListenPorts.HTTPS)
                            && listener.part().certificates().isEmpty());
            if (without) {
                int port = listeners.getFirst().part().port();
                return Optional.of(new Unmet(
                        listeners.stream()
                                .map(listener -> listener.member().ingress())
                                .toList(),
                        AnnotationKey.CERTIFICATE_ARN.key(),
                        "listens with HTTPS on port " + port
                                + ", but neither names a certificate nor a host to find one by",
                        "set " + AnnotationKey.CERTIFICATE_ARN.key() + ", or name a host"));
            }
        }
        return Optional.empty();
    }

    private Optional<Unmet> outboundPorts() {
        if (!merged.outbound().equals(List.of(SecurityGroupWishes.TARGETS))) {
            return Optional.empty();
        }
        List<ObjectKey> unknown = those(OutboundPermissions::hasUnknownPorts);
        return unknown.isEmpty()
                ? Optional.empty()
                : Optional.of(new Unmet(
                        unknown,
                        AnnotationKey.OUTBOUND.key(),
                        "forwards to targets whose ports are not known beforehand: a named targetPort, or a target group"
                                + " that is not made here",
                        "use a numeric targetPort, or name the destinations instead of "
                                + SecurityGroupWishes.TARGETS));
    }

    private Optional<Unmet> frontendSubnets() {
        if (!FrontendConflicts.enabled(merged.members())) {
            return Optional.empty();
        }
        return switch (merged.frontendSubnets()) {
            case SubnetChoice.Choice.Chosen ignored -> Optional.empty();
            case SubnetChoice.Choice.Impossible(String message, String remedy) ->
                Optional.of(new Unmet(
                        thoseOrAll(member -> !member.frontend().subnets().isEmpty()
                                || member.frontend().scheme() != null
                                || Boolean.TRUE.equals(member.frontend().enabled())),
                        AnnotationKey.FRONTEND_NLB_SUBNETS.key(),
                        message,
                        remedy));
        };
    }

    private Optional<Unmet> frontendAddresses() {
        int allocations = merged.eipAllocations().size();
        if (allocations == 0 || !FrontendConflicts.enabled(merged.members())) {
            return Optional.empty();
        }
        int subnets = SubnetChoice.ids(merged.frontendSubnets()).map(List::size).orElse(0);
        String problem = merged.frontendFacesInternet()
                ? allocations + " EIP allocations for " + subnets + " subnets"
                : "EIP allocations for a network load balancer that is internal";
        return merged.frontendFacesInternet() && allocations == subnets
                ? Optional.empty()
                : Optional.of(new Unmet(
                        those(member -> !member.frontend().eipAllocations().isEmpty()),
                        AnnotationKey.FRONTEND_NLB_EIP_ALLOCATIONS.key(),
                        "has " + problem,
                        "give as many EIP allocations as there are subnets, with scheme internet-facing"));
    }
}
