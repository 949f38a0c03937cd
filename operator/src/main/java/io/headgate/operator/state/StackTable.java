package io.headgate.operator.state;

import io.headgate.core.stack.CertificateRef;
import io.headgate.core.stack.Listener;
import io.headgate.core.stack.LoadBalancer;
import io.headgate.core.stack.LoadBalancer.SubnetMapping;
import io.headgate.core.stack.Rule;
import io.headgate.core.stack.SecurityGroup;
import io.headgate.core.stack.Stack;
import io.headgate.core.stack.TargetGroup;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** Stacks for people: load balancers, their listeners and rules in order, target groups, inbound permissions. */
public final class StackTable {
    private final StateNames names;
    private final RuleText rules = new RuleText(arn -> arn);
    private final StringBuilder text = new StringBuilder();

    private StackTable(StateNames names) {
        this.names = names;
    }

    public static String write(Collection<Stack> stacks, AccountFacts account) {
        StackTable table = new StackTable(new StateNames(account.facts(), account.certificateNames()));
        stacks.forEach(table::stack);
        return table.text.toString().stripTrailing();
    }

    private void line(String line) {
        text.append(line).append('\n');
    }

    private void stack(Stack stack) {
        line("Group " + stack.group());
        stack.loadBalancers().forEach(this::loadBalancer);
        stack.targetGroups().forEach(this::targetGroup);
        stack.securityGroups().forEach(this::securityGroup);
        line("");
    }

    private void loadBalancer(LoadBalancer loadBalancer) {
        line("  Load balancer " + loadBalancer.name() + " (" + loadBalancer.type() + ", " + loadBalancer.scheme() + ", "
                + loadBalancer.ipAddressType() + ")");
        line("    subnets "
                + joined(loadBalancer.subnets().stream()
                        .map(SubnetMapping::subnetId)
                        .map(names::of)
                        .toList())
                + "; security groups "
                + joined(loadBalancer.securityGroups().stream().map(names::of).toList()));
        loadBalancer.listeners().forEach(this::listener);
    }

    private void listener(Listener listener) {
        List<CertificateRef> certificates = listener.certificates();
        line("    " + listener.protocol() + ":" + listener.port()
                + (certificates.isEmpty()
                        ? ""
                        : " with " + joined(certificates.stream().map(names::of).toList())));
        listener.rules().forEach(this::rule);
        line("      %5s  %s".formatted("-", "otherwise: " + rules.actions(listener.defaultActions(), List.of())));
    }

    private void rule(Rule rule) {
        line("      %5d  %s: %s"
                .formatted(
                        rule.priority(),
                        RuleText.conditions(rule.routing().conditions()),
                        rules.actions(rule.routing().actions(), rule.routing().transforms())));
    }

    private void targetGroup(TargetGroup group) {
        line("  Target group " + group.resource() + " (" + group.targetType() + ", " + group.protocol() + ":"
                + group.port() + ", health check " + group.healthCheck().protocol() + " "
                + group.healthCheck().port()
                + (group.healthCheck().path() == null
                        ? ""
                        : " " + group.healthCheck().path()) + ")");
    }

    private void securityGroup(SecurityGroup group) {
        line("  Security group " + group.name());
        group.ingress()
                .forEach(permission -> line("    %s %d-%d from %s"
                        .formatted(
                                permission.protocol(),
                                permission.fromPort(),
                                permission.toPort(),
                                source(permission))));
    }

    private String source(SecurityGroup.Permission permission) {
        return switch (permission.source()) {
            case SecurityGroup.Source.Cidr(String cidr) -> cidr;
            case SecurityGroup.Source.PrefixList(String id) -> id;
            case SecurityGroup.Source.Group(var group) -> names.of(group);
        };
    }

    private static String joined(List<String> words) {
        return words.stream().collect(Collectors.joining(", "));
    }
}
