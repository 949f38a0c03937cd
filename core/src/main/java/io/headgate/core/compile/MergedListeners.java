package io.headgate.core.compile;

import io.headgate.core.compile.ListenerConflicts.MemberListener;
import io.headgate.core.contribution.Contribution;
import io.headgate.core.contribution.Contribution.LoadBalancerWish;
import io.headgate.core.contribution.ListenPorts;
import io.headgate.core.finding.Finding;
import io.headgate.core.naming.TrackingTags;
import io.headgate.core.routing.Action;
import io.headgate.core.routing.TargetGroupRef;
import io.headgate.core.settings.FeatureGate;
import io.headgate.core.stack.CertificateRef;
import io.headgate.core.stack.Listener;
import io.headgate.core.stack.Rule;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The listeners of the group's load balancer: one a port, with the rules of all members that have the port. */
final class MergedListeners {
    private static final Action NOT_FOUND = new Action.FixedResponse("404", "text/plain", null);

    private final MergedGroup merged;
    private final TrackingTags tracking;
    private final BiConsumer<Contribution, Finding> remarks;
    private final Consumer<MadeRule> made;

    /**
     * @param remarks takes what is to be told to members, as rules that are left out
     * @param made takes each rule as it is made
     */
    MergedListeners(MergedGroup merged, BiConsumer<Contribution, Finding> remarks, Consumer<MadeRule> made) {
        this.merged = merged;
        this.tracking = new TrackingTags(merged.settings().owner(), merged.group());
        this.remarks = remarks;
        this.made = made;
    }

    /** Listeners by port. */
    List<Listener> all() {
        return ListenerConflicts.byPort(merged.members()).entrySet().stream()
                .map(entry -> listener(entry.getKey(), entry.getValue()))
                .toList();
    }

    /**
     * The resources of target groups that are in use: those named by any rule or default action, also of rules that are left out as
     * redundant, but not of listeners that only redirect to HTTPS.
     */
    Set<String> targetGroupsInUse() {
        Set<String> inUse = new LinkedHashSet<>();
        ListenerConflicts.byPort(merged.members())
                .values()
                .forEach(listeners -> listeners.stream()
                        .filter(listener -> !redirectsAll(listener.part().protocol()))
                        .forEach(listener -> {
                            listener.part()
                                    .rules()
                                    .forEach(rule ->
                                            addTargetGroups(rule.routing().actions(), inUse));
                            addTargetGroups(listener.part().defaultActions(), inUse);
                        }));
        return inUse;
    }

    private static void addTargetGroups(List<Action> actions, Set<String> inUse) {
        for (Action action : actions) {
            if (action instanceof Action.Forward(var groups, var ignored)) {
                groups.forEach(group -> {
                    if (group.targetGroup() instanceof TargetGroupRef.InStack(String resource)) {
                        inUse.add(resource);
                    }
                });
            }
        }
    }

    private Listener listener(int port, List<MemberListener> listeners) {
        String protocol = listeners.getFirst().part().protocol();
        boolean https = protocol.equals(ListenPorts.HTTPS);
        String resource = Integer.toString(port);
        List<Contribution> members =
                listeners.stream().map(MemberListener::member).toList();
        return new Listener(
                resource,
                null,
                port,
                protocol,
                certificates(listeners),
                https
                        ? first(listeners, listener -> listener.part().sslPolicy())
                                .orElse(merged.settings().defaultSslPolicy())
                        : null,
                mutualAuthentication(listeners, https),
                attributes(listeners),
                defaultActions(protocol, listeners),
                tracking.of(resource, ruleTagging() ? merged.tags(members) : Map.of()),
                redirectsAll(protocol) ? List.of() : rules(port, protocol, listeners));
    }

    private boolean ruleTagging() {
        return merged.settings().enabled(FeatureGate.LISTENER_RULES_TAGGING);
    }

    private boolean redirectsAll(String protocol) {
        return protocol.equals(ListenPorts.HTTP)
                && merged.wish(LoadBalancerWish::sslRedirectPort).isPresent();
    }

    private static <T> Optional<T> first(List<MemberListener> listeners, Function<MemberListener, @Nullable T> field) {
        return listeners.stream().map(field).filter(Objects::nonNull).findFirst();
    }

    private static List<CertificateRef> certificates(List<MemberListener> listeners) {
        Set<CertificateRef> certificates = new LinkedHashSet<>();
        listeners.forEach(listener -> certificates.addAll(listener.part().certificates()));
        return List.copyOf(certificates);
    }

    /** With the gate for enhanced defaults, what nobody asks for is switched off rather than left as it is. */
    private Listener.@Nullable MutualAuthentication mutualAuthentication(
            List<MemberListener> listeners, boolean https) {
        boolean reset = https && merged.settings().enabled(FeatureGate.ENHANCED_DEFAULT_BEHAVIOR);
        return first(listeners, listener -> listener.part().mutualAuthentication())
                .orElse(reset ? new Listener.MutualAuthentication("off", null, null, null) : null);
    }

    private static Map<String, String> attributes(List<MemberListener> listeners) {
        Map<String, String> attributes = new LinkedHashMap<>();
        listeners.forEach(listener -> attributes.putAll(listener.part().attributes()));
        attributes.putAll(listeners.getFirst().part().classAttributes());
        return attributes;
    }

    private List<Action> defaultActions(String protocol, List<MemberListener> listeners) {
        Optional<Integer> redirect = merged.wish(LoadBalancerWish::sslRedirectPort);
        if (redirect.isPresent() && redirectsAll(protocol)) {
            return List.of(new Action.Redirect(
                    ListenPorts.HTTPS, "#{host}", redirect.get().toString(), "/#{path}", "#{query}", "HTTP_301"));
        }
        return listeners.stream()
                .map(listener -> listener.part().defaultActions())
                .filter(actions -> !actions.isEmpty())
                .findFirst()
                .orElse(List.of(NOT_FOUND));
    }

    private List<Rule> rules(int port, String protocol, List<MemberListener> listeners) {
        List<MadeRule> rules = new ListenerRules(port, protocol, merged, remarks)
                .of(listeners, tracking, members -> ruleTagging() ? merged.tags(members) : Map.of());
        rules.forEach(made);
        return rules.stream().map(MadeRule::rule).toList();
    }
}
