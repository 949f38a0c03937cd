package io.headgate.operator.proxyclass;

import io.headgate.core.cluster.ObjectKey;
import io.headgate.core.contribution.Contribution;
import io.headgate.core.contribution.Contribution.ListenerPart;
import io.headgate.core.finding.Finding;
import io.headgate.core.routing.RoutingRule;
import io.headgate.operator.serve.ServedGroup;
import io.headgate.operator.serve.ServedState;
import io.headgate.proxy.config.DataPlaneConfig;
import io.headgate.proxy.config.ListenerConfig;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the proxy of this replica serves now, and whose business what went wrong is.
 *
 * @param unserved what the data plane could not do
 */
record Served(ServedState state, List<Finding> unserved) {

    private static final Pattern OF_RULE = Pattern.compile("rules\\[(\\d+)]");

    Served {
        unserved = List.copyOf(unserved);
    }

    static Served nothing() {
        return new Served(new ServedState(DataPlaneConfig.empty(), List.of(), List.of(), Map.of()), List.of());
    }

    /** The ports on which an Ingress is served; none if it is not. */
    List<Integer> ports(ObjectKey ingress) {
        Contribution contribution = state.accepted().get(ingress);
        return contribution == null
                ? List.of()
                : List.copyOf(new TreeSet<>(contribution.listeners().stream()
                        .map(ListenerPart::port)
                        .toList()));
    }

    Set<ObjectKey> ingresses() {
        return state.accepted().keySet();
    }

    /** What is to be told of the Ingress itself. */
    List<Finding> own(ServedGroup group, ObjectKey ingress) {
        return Stream.concat(
                        group.compilation().findings().getOrDefault(ingress, List.of()).stream(),
                        state.findings().stream()
                                .filter(finding -> finding.object().equals("Ingress " + ingress)))
                .distinct()
                .toList();
    }

    /** What is to be told of the group and the listeners that serve a member; mistakes in rules only to whose rules they are. */
    List<Finding> around(ServedGroup group, Contribution contribution) {
        Set<RoutingRule> rules = group.compilation().rulesOf(contribution.ingress()).stream()
                .map(made -> made.rule().routing())
                .collect(Collectors.toSet());
        String groupName = "Group " + group.inputs().group();
        return Stream.concat(state.findings().stream(), unserved.stream())
                .filter(finding -> finding.object().equals(groupName)
                        || (finding.severity() == Finding.Severity.ERROR
                                && contribution.listeners().stream().anyMatch(part -> concerns(finding, part, rules))))
                .distinct()
                .toList();
    }

    private boolean concerns(Finding finding, ListenerPart part, Set<RoutingRule> own) {
        String key = part.protocol() + ":" + part.port();
        if (!finding.object().equals("Listener " + key)) {
            return false;
        }
        Matcher rule = OF_RULE.matcher(finding.field());
        return !rule.matches() || own.contains(rule(key, Integer.parseInt(rule.group(1))));
    }

    private RoutingRule rule(String listener, int index) {
        return state.config().listeners().stream()
                .filter(config -> config.key().equals(listener))
                .map(ListenerConfig::routing)
                .map(routing -> routing.rules().get(index))
                .findFirst()
                .orElseThrow();
    }
}
