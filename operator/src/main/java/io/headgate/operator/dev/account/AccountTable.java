package io.headgate.operator.dev.account;

import io.headgate.operator.state.RuleText;
import io.headgate.simulator.AccountSnapshot;
import io.headgate.simulator.acm.Certificate;
import io.headgate.simulator.ec2.SecurityGroup;
import io.headgate.simulator.ec2.SecurityGroupRule;
import io.headgate.simulator.elbv2.Listener;
import io.headgate.simulator.elbv2.LoadBalancer;
import io.headgate.simulator.elbv2.Rule;
import io.headgate.simulator.elbv2.Target;
import io.headgate.simulator.elbv2.TargetGroup;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What an account holds, for a reader: load balancers with listeners and rules in order, target groups with healthy targets,
 * permissions of security groups, certificates.
 *
 * @param addresses where a listener, by ARN, really listens
 */
public record AccountTable(AccountSnapshot account, Function<String, Optional<InetSocketAddress>> addresses) {

    /** The lines of the table; equal for equal accounts. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        account.loadBalancers().stream()
                .sorted(Comparator.comparing(LoadBalancer::name))
                .forEach(loadBalancer -> addLoadBalancer(loadBalancer, lines));
        if (lines.isEmpty()) {
            lines.add("No load balancer.");
        }
        return lines;
    }

    private void addLoadBalancer(LoadBalancer loadBalancer, List<String> lines) {
        lines.add(
                "LOAD BALANCER " + loadBalancer.name() + "  " + loadBalancer.scheme() + "  " + loadBalancer.dnsName());
        listenersOf(loadBalancer).forEach(listener -> addListener(listener, lines));
        loadBalancer.securityGroups().forEach(id -> addSecurityGroup(id, lines));
    }

    private List<Listener> listenersOf(LoadBalancer loadBalancer) {
        return account.listeners().stream()
                .filter(listener -> listener.loadBalancerArn().equals(loadBalancer.arn()))
                .sorted(Comparator.comparingInt(Listener::port))
                .toList();
    }

    private void addListener(Listener listener, List<String> lines) {
        String where = addresses
                .apply(listener.arn())
                .map(address -> "  at " + address.getAddress().getHostAddress() + ":" + address.getPort())
                .orElse("");
        lines.add("  LISTENER " + listener.protocol() + ":" + listener.port() + where);
        listener.certificates().stream().distinct().forEach(arn -> lines.add("    certificate " + certificate(arn)));
        RuleText text = new RuleText(this::targetGroup);
        int position = 1;
        for (Rule rule : account.rules().getOrDefault(listener.arn(), List.of())) {
            lines.add("    %3d  %s"
                    .formatted(position++, RuleText.conditions(rule.routing().conditions())));
            lines.add("         -> "
                    + text.actions(rule.routing().actions(), rule.routing().transforms()));
        }
        lines.add("    otherwise -> " + text.actions(listener.defaultActions(), List.of()));
    }

    private String certificate(String arn) {
        return account.certificates().stream()
                .filter(certificate -> certificate.arn().equals(arn))
                .map(Certificate::names)
                .map(names -> String.join(", ", names))
                .findFirst()
                .orElse(arn);
    }

    private String targetGroup(String arn) {
        Map<Target, Target.Health> health = account.targetHealth().getOrDefault(arn, Map.of());
        long healthy = health.values().stream()
                .filter(each -> each.state().equals("healthy"))
                .count();
        long registered = health.values().stream()
                .filter(each -> !each.state().equals("draining"))
                .count();
        return account.targetGroups().stream()
                        .filter(group -> group.arn().equals(arn))
                        .map(TargetGroup::name)
                        .findFirst()
                        .orElse(arn)
                + " (" + healthy + "/" + registered + " healthy)";
    }

    private void addSecurityGroup(String id, List<String> lines) {
        String name = account.securityGroups().stream()
                .filter(group -> group.id().equals(id))
                .map(SecurityGroup::name)
                .findFirst()
                .orElse("");
        lines.add("  SECURITY GROUP " + id + " " + name);
        account.securityGroupRules().stream()
                .filter(rule -> rule.groupId().equals(id) && !rule.egress())
                .map(AccountTable::permission)
                .sorted()
                .forEach(permission -> lines.add("    " + permission));
        allowedFrom(id).forEach(permission -> lines.add("    " + permission));
    }

    /** Permissions of other groups, those of the nodes above all, for traffic from this one. */
    private List<String> allowedFrom(String id) {
        return account.securityGroupRules().stream()
                .filter(rule -> !rule.egress() && rule.peer().equals(new SecurityGroupRule.Group(id)))
                .map(rule -> "may reach " + ports(rule) + " of " + rule.groupId())
                .sorted()
                .toList();
    }

    private static String permission(SecurityGroupRule rule) {
        return "admits " + ports(rule) + " from " + peer(rule.peer());
    }

    private static String ports(SecurityGroupRule rule) {
        String range = rule.fromPort() == rule.toPort()
                ? Integer.toString(rule.fromPort())
                : rule.fromPort() + "-" + rule.toPort();
        return rule.protocol().equals("-1") ? "everything" : rule.protocol() + " " + range;
    }

    private static String peer(SecurityGroupRule.Peer peer) {
        return switch (peer) {
            case SecurityGroupRule.Ipv4(String cidr) -> cidr;
            case SecurityGroupRule.Ipv6(String cidr) -> cidr;
            case SecurityGroupRule.PrefixList(String id) -> id;
            case SecurityGroupRule.Group(String id) -> id;
        };
    }

    /** Whether every target of every group is healthy and no listener waits for its socket. */
    public boolean settled() {
        boolean healthy = account.targetHealth().values().stream()
                .flatMap(targets -> targets.values().stream())
                .allMatch(health -> health.state().equals("healthy"));
        boolean listening = account.listeners().stream()
                .allMatch(listener -> addresses.apply(listener.arn()).isPresent());
        return healthy && listening && !account.loadBalancers().isEmpty();
    }

    /** What is new in the later table and what is gone, in the manner of {@code diff}. */
    public static List<String> changes(List<String> before, List<String> after) {
        List<String> gone = before.stream()
                .filter(line -> !after.contains(line))
                .map(line -> "- " + line)
                .collect(Collectors.toCollection(ArrayList::new));
        after.stream()
                .filter(line -> !before.contains(line))
                .map(line -> "+ " + line)
                .forEach(gone::add);
        return gone;
    }
}
