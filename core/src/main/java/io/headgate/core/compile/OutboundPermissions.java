package io.headgate.core.compile;

import io.headgate.core.cluster.PortRef;
import io.headgate.core.contribution.Contribution;
import io.headgate.core.contribution.SecurityGroupWishes;
import io.headgate.core.routing.Action;
import io.headgate.core.routing.TargetGroupRef;
import io.headgate.core.stack.SecurityGroup;
import io.headgate.core.stack.SecurityGroup.Permission;
import io.headgate.core.stack.SecurityGroup.Source;
import io.headgate.core.stack.TargetGroupBinding.NetworkingPort;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    private final Map<Permission, Permission> permissions = new LinkedHashMap<>();

    private OutboundPermissions(MergedGroup merged) {
        this.merged = merged;
    }

    /** Null when nobody restricts it. */
    static @Nullable List<Permission> of(MergedGroup merged) {
        return merged.outbound().isEmpty() ? null : new OutboundPermissions(merged).permissions();
    }

    private List<Permission> permissions() {
        new TreeSet<>(merged.outbound()).forEach(this::allow);
        if (asksProviders()) {
            allowAnywhere(HTTPS, "providers of logins and tokens");
        }
        frontendPorts().forEach(port -> allowAnywhere(port, "listener behind the network load balancer"));
        return List.copyOf(permissions.values());
    }

    private void allow(String destination) {
        if (destination.equals(SecurityGroupWishes.TARGETS)) {
            targetPorts().forEach(port -> allowAnywhere(port, "targets"));
        } else {
            allow(0, LAST_PORT, destination(destination), "named");
        }
    }

    private void allowAnywhere(int port, String purpose) {
        allow(port, port, new Source.Cidr("0.0.0.0/0"), purpose);
        if (merged.dualStack()) {
            allow(port, port, new Source.Cidr("::/0"), purpose);
        }
    }

    private void allow(int fromPort, int toPort, Source destination, String purpose) {
        Permission permission = new Permission(
                "tcp", fromPort, toPort, destination, SecurityGroup.OUTBOUND_DESCRIPTION + ": " + purpose);
        permissions.putIfAbsent(permission.identity(), permission);
    }

    private SortedSet<Integer> targetPorts() {
        SortedSet<Integer> ports = new TreeSet<>();
        merged.members().stream()
                .flatMap(member -> member.targets().stream())
                .flatMap(target -> target.ports().stream())
                .map(NetworkingPort::port)
                .forEach(port -> {
                    if (port instanceof PortRef.ByNumber(int number)) {
                        ports.add(number);
                    }
                });
        return ports;
    }

    /** Whether a member forwards to targets of which the ports cannot be told. */
    static boolean hasUnknownPorts(Contribution member) {
        boolean named = member.targets().stream()
                .flatMap(target -> target.ports().stream())
                .anyMatch(port -> !(port.port() instanceof PortRef.ByNumber));
        return named || actions(member).anyMatch(OutboundPermissions::forwardsOutside);
    }

    private static boolean forwardsOutside(Action action) {
        return action instanceof Action.Forward forward
                && forward.targetGroups().stream()
                        .anyMatch(weighted -> weighted.targetGroup() instanceof TargetGroupRef.ByArn);
    }

    private static Stream<Action> actions(Contribution member) {
        return member.listeners().stream()
                .flatMap(listener -> Stream.concat(
                        listener.defaultActions().stream(),
                        listener.rules().stream().flatMap(rule -> rule.routing().actions().stream())));
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
                .flatMap(OutboundPermissions::actions)
                .anyMatch(OutboundPermissions::asksProvider);
    }

    private static boolean asksProvider(Action action) {
        return switch (action) {
            case Action.AuthenticateCognito _, Action.AuthenticateOidc _, Action.JwtValidation _ -> true;
            case Action.Forward _, Action.Redirect _, Action.FixedResponse _ -> false;
        };
    }

    private static Source destination(String text) {
        if (text.startsWith("pl-")) {
            return new Source.PrefixList(text);
        }
        return text.contains("sg-") ? new Source.Group(InboundPermissions.group(text)) : new Source.Cidr(text);
    }
}
