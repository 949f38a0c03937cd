package io.headgate.core.compile;

import io.headgate.core.annotation.AnnotationKey;
import io.headgate.core.compile.Conflicts.Agreement;
import io.headgate.core.compile.Conflicts.Wish;
import io.headgate.core.contribution.Contribution;
import io.headgate.core.contribution.Contribution.ListenerPart;
import io.headgate.core.contribution.ListenPorts;
import io.headgate.core.stack.Listener.MutualAuthentication;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Conflicts among members that share a listener. */
final class ListenerConflicts {
    private final List<MemberListener> parts;
    private final boolean redirect;
    private final Agreement agreement;

    private ListenerConflicts(List<MemberListener> parts, boolean redirect, Agreement agreement) {
        this.parts = parts;
        this.redirect = redirect;
        this.agreement = agreement;
    }

    /** A listener as one member wants it. */
    record MemberListener(Contribution member, ListenerPart part) {}

    /** The members' listeners by port, members in group order. */
    static Map<Integer, List<MemberListener>> byPort(List<Contribution> members) {
        Map<Integer, List<MemberListener>> byPort = new TreeMap<>();
        for (Contribution member : members) {
            for (ListenerPart part : member.listeners()) {
                byPort.computeIfAbsent(part.port(), ignored -> new ArrayList<>())
                        .add(new MemberListener(member, part));
            }
        }
        return byPort;
    }

    static void find(List<Contribution> members, Agreement agreement) {
        boolean redirect =
                members.stream().anyMatch(member -> member.loadBalancer().sslRedirectPort() != null);
        byPort(members).values().forEach(parts -> new ListenerConflicts(parts, redirect, agreement).find());
    }

    private void find() {
        agree(AnnotationKey.LISTEN_PORTS, part -> Optional.of(part.protocol() + ":" + part.port()));
        agree(AnnotationKey.INBOUND_CIDRS, part -> asSet(part.inboundCidrs()));
        agree(AnnotationKey.SECURITY_GROUP_PREFIX_LISTS, part -> asSet(part.prefixLists()));
        agree(AnnotationKey.INBOUND_SECURITY_GROUPS, part -> asSet(part.inboundSecurityGroups()));
        agree(AnnotationKey.SSL_POLICY, part -> Optional.ofNullable(part.sslPolicy()));
        agree(
                AnnotationKey.MUTUAL_AUTHENTICATION,
                part -> Optional.ofNullable(part.mutualAuthentication()).map(ListenerConflicts::text));
        agreeOnAttributes();
        if (!redirected()) {
            agreeOnDefaultBackend();
        }
    }

    /** Where everything is redirected to HTTPS no default backend is asked. */
    private boolean redirected() {
        return redirect && parts.getFirst().part().protocol().equals(ListenPorts.HTTP);
    }

    private static String text(MutualAuthentication wish) {
        return Stream.of(
                        Optional.of("mode " + wish.mode()),
                        Optional.ofNullable(wish.trustStoreArn()).map(arn -> "trustStore " + arn),
                        Optional.ofNullable(wish.ignoreClientCertificateExpiry())
                                .map(ignore -> "ignoreClientCertificateExpiry " + ignore),
                        Optional.ofNullable(wish.advertiseTrustStoreCaNames())
                                .map(advertise -> "advertiseTrustStoreCaNames " + advertise))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(", "));
    }

    private void agree(AnnotationKey key, Function<ListenerPart, Optional<?>> field) {
        agreement.on(
                key.key(),
                parts.stream()
                        .map(listener -> new Wish(listener.member().ingress(), field.apply(listener.part())))
                        .toList());
    }

    private static Optional<Set<String>> asSet(List<String> values) {
        return values.isEmpty() ? Optional.empty() : Optional.of(new TreeSet<>(values));
    }

    private void agreeOnAttributes() {
        Map<String, List<Wish>> byKey = new LinkedHashMap<>();
        for (MemberListener listener : parts) {
            listener.part()
                    .attributes()
                    .forEach((name, value) -> byKey.computeIfAbsent(name, ignored -> new ArrayList<>())
                            .add(new Wish(listener.member().ingress(), Optional.of(name + "=" + value))));
        }
        byKey.keySet().removeAll(parts.getFirst().part().classAttributes().keySet());
        ListenerPart first = parts.getFirst().part();
        String key = AnnotationKey.LISTENER_ATTRIBUTES.key(first.protocol() + "-" + first.port());
        byKey.values().forEach(wishes -> agreement.on(key, wishes));
    }

    /** Only one member may have a default backend on a port, even if another has the same one. */
    private void agreeOnDefaultBackend() {
        agreement.on(
                "spec.defaultBackend",
                parts.stream()
                        .filter(listener -> !listener.part().defaultActions().isEmpty())
                        .map(listener -> new Wish(
                                listener.member().ingress(),
                                Optional.of("the default backend of port "
                                        + listener.part().port() + " for Ingress "
                                        + listener.member().ingress())))
                        .toList());
    }
}
