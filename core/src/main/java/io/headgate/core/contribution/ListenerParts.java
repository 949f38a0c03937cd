package io.headgate.core.contribution;

import io.headgate.core.annotation.AnnotationKey;
import io.headgate.core.annotation.AnnotationReader;
import io.headgate.core.cluster.Ingress;
import io.headgate.core.cluster.IngressClassParams;
import io.headgate.core.contribution.Contribution.ListenerPart;
import io.headgate.core.routing.Action;
import io.headgate.core.routing.CidrBlock;
import io.headgate.core.stack.Listener.MutualAuthentication;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/** The listeners of one member, each with the member's rules. */
final class ListenerParts {
    private final MemberScope scope;
    private final AnnotationReader annotations;
    private final Certificates certificates;
    private final MemberRules rules;

    ListenerParts(MemberScope scope, Certificates certificates, MemberRules rules) {
        this.scope = scope;
        this.annotations = scope.annotations();
        this.certificates = certificates;
        this.rules = rules;
    }

    List<ListenerPart> parts() {
        SortedMap<Integer, String> ports = ListenPorts.of(annotations, certificates.brought());
        Map<Integer, MutualAuthentication> mutualTls = MutualTls.byPort(scope);
        List<String> cidrs = inboundCidrs();
        List<String> prefixLists = prefixLists();
        List<String> securityGroups = SecurityGroupWishes.inbound(scope);
        Optional<String> sslPolicy =
                scope.params(IngressClassParams::sslPolicy).or(() -> annotations.string(AnnotationKey.SSL_POLICY));
        return ports.entrySet().stream()
                .map(entry -> part(
                        entry.getKey(),
                        entry.getValue(),
                        cidrs,
                        prefixLists,
                        securityGroups,
                        sslPolicy,
                        Optional.ofNullable(mutualTls.get(entry.getKey()))))
                .toList();
    }

    private ListenerPart part(
            int port,
            String protocol,
            List<String> cidrs,
            List<String> prefixLists,
            List<String> securityGroups,
            Optional<String> sslPolicy,
            Optional<MutualAuthentication> mutualTls) {
        boolean https = protocol.equals(ListenPorts.HTTPS);
        return new ListenerPart(
                port,
                protocol,
                cidrs,
                prefixLists,
                securityGroups,
                https ? certificates.refs() : List.of(),
                https ? sslPolicy.orElse(null) : null,
                https ? mutualTls.orElse(null) : null,
                annotations
                        .stringMap(AnnotationKey.LISTENER_ATTRIBUTES, protocol + "-" + port)
                        .orElse(Map.of()),
                classAttributes(protocol, port),
                defaultActions(protocol),
                rules.on(protocol));
    }

    private List<Action> defaultActions(String protocol) {
        Ingress.Backend backend = scope.ingress().defaultBackend();
        return backend == null ? List.of() : rules.defaultActions(backend, protocol);
    }

    private Map<String, String> classAttributes(String protocol, int port) {
        return scope.params(IngressClassParams::listeners).orElse(List.of()).stream()
                .filter(listener -> listener.protocol().equals(protocol) && listener.port() == port)
                .findFirst()
                .map(IngressClassParams.Listener::attributes)
                .orElse(Map.of());
    }

    private List<String> inboundCidrs() {
        List<String> ofClass = scope.paramsList(IngressClassParams::inboundCidrs);
        List<String> cidrs = ofClass.isEmpty()
                ? annotations.stringList(AnnotationKey.INBOUND_CIDRS).orElse(List.of())
                : ofClass;
        cidrs.stream()
                .filter(cidr -> !CidrBlock.isBlock(cidr))
                .forEach(cidr -> annotations.invalid(
                        AnnotationKey.INBOUND_CIDRS, "holds \"" + cidr + "\", which is no CIDR block"));
        return cidrs;
    }

    private List<String> prefixLists() {
        List<String> ofClass = scope.paramsList(IngressClassParams::prefixListIds);
        return ofClass.isEmpty()
                ? annotations
                        .stringList(AnnotationKey.SECURITY_GROUP_PREFIX_LISTS)
                        .orElse(List.of())
                : ofClass;
    }
}
