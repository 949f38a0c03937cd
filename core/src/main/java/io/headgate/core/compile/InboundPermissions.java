package io.headgate.core.compile;

import io.headgate.core.compile.ListenerConflicts.MemberListener;
import io.headgate.core.contribution.Contribution.ListenerPart;
import io.headgate.core.contribution.SecurityGroupWishes;
import io.headgate.core.stack.SecurityGroup.Permission;
import io.headgate.core.stack.SecurityGroup.Source;
import io.headgate.core.stack.SecurityGroupRef;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Who may connect to the listeners of a load balancer: one permission for each port and source, unless they are to be merged. */
final class InboundPermissions {

    private final MergedGroup merged;
    private final boolean merging;
    private final boolean described;

    private InboundPermissions(MergedGroup merged) {
        this.merged = merged;
        this.merging = merged.writesSecurityGroupRules(SecurityGroupWishes.MERGED);
        this.described = merged.writesSecurityGroupRules(SecurityGroupWishes.DESCRIBED);
    }

    static List<Permission> of(MergedGroup merged) {
        return new InboundPermissions(merged).permissions();
    }

    private List<Permission> permissions() {
        Map<Integer, List<Source>> byPort = new TreeMap<>();
        ListenerConflicts.byPort(merged.members()).forEach((port, listeners) -> byPort.put(port, sources(listeners)));
        List<Permission> permissions = new ArrayList<>();
        ranges(byPort)
                .forEach((source, ranges) -> ranges.forEach(range -> permissions.add(
                        new Permission("tcp", range.from(), range.to(), source, description(source, range)))));
        return permissions;
    }

    /** Everybody may connect unless some member of the port says who; IPv6 blocks are of use to dual-stack balancers only. */
    private List<Source> sources(List<MemberListener> listeners) {
        List<String> cidrs = first(listeners, ListenerPart::inboundCidrs);
        List<String> prefixLists = first(listeners, ListenerPart::prefixLists);
        List<String> groups = first(listeners, ListenerPart::inboundSecurityGroups);
        if (cidrs.isEmpty() && prefixLists.isEmpty() && groups.isEmpty()) {
            cidrs = List.of("0.0.0.0/0", "::/0");
        }
        List<String> usable = cidrs.stream()
                .filter(cidr -> merged.dualStack() || !cidr.contains(":"))
                .distinct()
                .toList();
        List<Source> sources = new ArrayList<>();
        (merging ? CidrMerging.merged(usable) : usable).forEach(cidr -> sources.add(new Source.Cidr(cidr)));
        prefixLists.stream().distinct().forEach(id -> sources.add(new Source.PrefixList(id)));
        groups.forEach(group -> sources.add(new Source.Group(group(group))));
        return sources;
    }

    /** Reads {@code sg-...} or {@code account/sg-...}. */
    static SecurityGroupRef group(String text) {
        int slash = text.indexOf('/');
        return slash < 0
                ? new SecurityGroupRef.ById(text)
                : new SecurityGroupRef.OfPeer(text.substring(0, slash), text.substring(slash + 1));
    }

    private static List<String> first(List<MemberListener> listeners, Function<ListenerPart, List<String>> field) {
        return listeners.stream()
                .map(listener -> field.apply(listener.part()))
                .filter(values -> !values.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    private record PortRange(int from, int to) {}

    /** The ports of each source, neighbours in one range if they are to be merged. */
    private Map<Source, List<PortRange>> ranges(Map<Integer, List<Source>> byPort) {
        Map<Source, List<PortRange>> ranges = new LinkedHashMap<>();
        byPort.forEach((port, sources) -> sources.forEach(source -> {
            List<PortRange> own = ranges.computeIfAbsent(source, _ -> new ArrayList<>());
            if (merging && !own.isEmpty() && own.getLast().to() == port - 1) {
                own.add(new PortRange(own.removeLast().from(), port));
            } else {
                own.add(new PortRange(port, port));
            }
        }));
        return ranges;
    }

    /** What only Headgate writes is always described; what aws-load-balancer-controller writes too is so on request. */
    private String description(Source source, PortRange range) {
        boolean own = source instanceof Source.Group;
        if (!own && !described) {
            return "";
        }
        String ports = range.from() == range.to() ? "port " + range.from() : "ports " + range.from() + "-" + range.to();
        return "headgate.io/" + (own ? "inbound-security-groups" : "inbound") + ": " + ports + " of " + merged.group();
    }
}
