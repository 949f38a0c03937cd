package io.headgate.core.compile;

import io.headgate.core.annotation.AnnotationKey;
import io.headgate.core.compile.Conflicts.Agreement;
import io.headgate.core.compile.Conflicts.Wish;
import io.headgate.core.compile.Contribution.ListenerPart;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/** Conflicts among members that share a listener. */
final class ListenerConflicts {
    private final List<MemberListener> parts;
    private final Agreement agreement;

    private ListenerConflicts(List<MemberListener> parts, Agreement agreement) {
        this.parts = parts;
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
        byPort(members).values().forEach(parts -> new ListenerConflicts(parts, agreement).find());
    }

    private void find() {
        agree(AnnotationKey.LISTEN_PORTS, part -> Optional.of(part.protocol() + ":" + part.port()));
        agree(AnnotationKey.INBOUND_CIDRS, part -> asSet(part.inboundCidrs()));
        agree(AnnotationKey.SECURITY_GROUP_PREFIX_LISTS, part -> asSet(part.prefixLists()));
        agree(AnnotationKey.INBOUND_SECURITY_GROUPS, part -> asSet(part.inboundSecurityGroups()));
        agree(AnnotationKey.SSL_POLICY, part -> Optional.ofNullable(part.sslPolicy()));
        agree(AnnotationKey.MUTUAL_AUTHENTICATION, part -> Optional.ofNullable(part.mutualAuthentication()));
        agreeOnAttributes();
        agreeOnDefaultBackend();
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
        byKey.values().forEach(wishes -> agreement.on(AnnotationKey.LISTENER_ATTRIBUTES.key(), wishes));
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
