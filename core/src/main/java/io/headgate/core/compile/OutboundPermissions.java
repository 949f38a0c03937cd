package io.headgate.core.compile;

import io.headgate.core.routing.Action;
import io.headgate.core.stack.SecurityGroup;
import io.headgate.core.stack.SecurityGroup.Permission;
import io.headgate.core.stack.SecurityGroup.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where a load balancer may connect to, when that is restricted: exactly the ports of targets and of their health checks, or named
 * destinations. Logins and JSON Web Tokens need HTTPS to their providers, and a network load balancer in front needs the listeners.
 */
final class OutboundPermissions {

    private static final int HTTPS = 443;
    private static final int LAST_PORT = 65_535;

    private final MergedGroup merged;

    private OutboundPermissions(MergedGroup merged) {
        this.merged = merged;
    }

    /** Null when nobody restricts it. */
    static @Nullable List<Permission> of(MergedGroup merged) {
        return merged.outbound().isEmpty() ? null : new OutboundPermissions(merged).permissions();
    }

    private List<Permission> permissions() {
        List<Permission> permissions = new ArrayList<>();
        for (String destination : new TreeSet<>(merged.outbound())) {
            if (destination.equals(SecurityGroupWishes.TARGETS)) {
                targetPorts().forEach(port -> permissions.addAll(anywhere(port, "port of targets")));
            } else {
                permissions.add(new Permission(
                        "tcp", 0, LAST_PORT, destination(destination), description("as " + destination + " is named")));
            }
        }
        if (asksProviders()) {
            permissions.addAll(anywhere(HTTPS, "providers of logins and tokens"));
        }
        frontendPorts().forEach(port -> permissions.addAll(anywhere(port, "listener behind the network load balancer")));
        return permissions.stream()
                .filter(permission -> permissions.stream()
                        .filter(other -> other.permitsSame(permission))
                        .findFirst()
                        .filter(first -> first == permission)
                        .isPresent())
                .toList();
    }

    private SortedSet<Integer> targetPorts() {
        SortedSet<Integer> ports = new TreeSet<>();
        merged.members().stream()
                .flatMap(member -> member.targets().stream())
                .flatMap(target -> target.ports().stream())
                .forEach(port -> OutboundPorts.number(port).ifPresent(ports::add));
        return ports;
    }

    private SortedSet<Integer> frontendPorts() {
        SortedSet<Integer> ports = new TreeSet<>();
        if (FrontendConflicts.enabled(merged.members())) {
            merged.members().forEach(member -> member.listeners().forEach(listener -> ports.add(listener.port())));
        }
        return ports;
    }

    private boolean asksProviders() {
        return merged.members().stream()
                .flatMap(member -> member.listeners().stream())
                .flatMap(listener -> Stream.concat(
                        listener.defaultActions().stream(),
                        listener.rules().stream().flatMap(rule -> rule.actions().stream())))
                .anyMatch(OutboundPermissions::asksProvider);
    }

    private static boolean asksProvider(Action action) {
        return switch (action) {
            case Action.AuthenticateCognito _, Action.AuthenticateOidc _, Action.JwtValidation _ -> true;
            case Action.Forward _, Action.Redirect _, Action.FixedResponse _ -> false;
        };
    }

    private List<Permission> anywhere(int port, String purpose) {
        Stream<String> blocks = merged.dualStack() ? Stream.of("0.0.0.0/0", "::/0") : Stream.of("0.0.0.0/0");
        return blocks.map(block ->
                        new Permission("tcp", port, port, new Source.Cidr(block), description(purpose + " " + port)))
                .toList();
    }

    private static Source destination(String text) {
        if (text.startsWith("pl-")) {
            return new Source.PrefixList(text);
        }
        return text.contains("sg-")
                ? new Source.Group(InboundPermissions.group(text))
                : new Source.Cidr(text);
    }

    private static String description(String purpose) {
        return SecurityGroup.OUTBOUND_DESCRIPTION + ": " + purpose;
    }
}
