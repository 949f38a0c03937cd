package io.headgate.core.compile;

import static io.headgate.core.compile.Fixture.SETTINGS;
import static io.headgate.core.compile.Fixture.facts;
import static io.headgate.core.compile.Fixture.group;
import static io.headgate.core.compile.Fixture.ingress;
import static io.headgate.core.compile.Fixture.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.headgate.core.cluster.ObjectKey;
import io.headgate.core.contribution.Contribution;
import io.headgate.core.facts.CloudFacts;
import io.headgate.core.finding.Finding;
import io.headgate.core.quota.Limits;
import io.headgate.core.quota.Quota;
import io.headgate.core.stack.SecurityGroup;
import io.headgate.core.stack.SecurityGroup.Permission;
import io.headgate.core.stack.SecurityGroup.Source;
import io.headgate.core.stack.SecurityGroupRef;
import io.headgate.core.stack.Stack;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is beyond aws-load-balancer-controller in the security groups that are made. */
final class ManagedSecurityGroupsTest {
    private static final String INBOUND_GROUPS = "headgate.io/inbound-security-groups";
    private static final String OUTBOUND = "headgate.io/outbound";
    private static final String RULES = "headgate.io/security-group-rules";

    @Test
    void leavesOutboundTrafficAlone_whenNobodyAsks() {
        SecurityGroup made = stack("scheme", "internal").securityGroups().getFirst();

        assertThat(made.egress()).isNull();
        assertThat(made.ingress()).extracting(Permission::description).containsOnly("");
    }

    @Test
    void letsSecurityGroupsIn_insteadOfEverybody() {
        SecurityGroup made = stack(INBOUND_GROUPS, "sg-1, 999999999999/sg-2, 123456789012/sg-3")
                .securityGroups()
                .getFirst();

        assertThat(made.ingress())
                .extracting(Permission::source)
                .containsExactly(
                        new Source.Group(new SecurityGroupRef.ById("sg-1")),
                        new Source.Group(new SecurityGroupRef.OfPeer("999999999999", "sg-2")),
                        new Source.Group(new SecurityGroupRef.ById("sg-3")));
        assertThat(made.ingress()).extracting(Permission::description).allMatch(text -> text.contains("port 80"));
    }

    @Test
    void letsSecurityGroupsIn_besidesBlocks() {
        SecurityGroup made = stack(INBOUND_GROUPS, "sg-1", "inbound-cidrs", "10.0.0.0/8")
                .securityGroups()
                .getFirst();

        assertThat(made.ingress())
                .extracting(Permission::source)
                .containsExactly(new Source.Cidr("10.0.0.0/8"), new Source.Group(new SecurityGroupRef.ById("sg-1")));
    }

    @Test
    void restrictsWhatLeavesToThePortsOfTargets_withoutTheSharedGroupThatLetsEverythingOut() {
        Stack stack = stack(OUTBOUND, "targets", "target-type", "ip", "healthcheck-port", "9000");

        assertThat(stack.securityGroups().getFirst().egress())
                .extracting(Permission::fromPort, Permission::toPort, Permission::source)
                .containsExactly(
                        tuple(8080, 8080, new Source.Cidr("0.0.0.0/0")),
                        tuple(9000, 9000, new Source.Cidr("0.0.0.0/0")));
        assertThat(stack.usesBackendSecurityGroup()).isFalse();
        assertThat(stack.loadBalancers().getFirst().securityGroups()).containsExactly(SecurityGroupRef.Managed.FIRST);
        assertThat(stack.bindings().getFirst().networking().getFirst().from())
                .containsExactly(new Source.Group(SecurityGroupRef.Managed.FIRST));
    }

    @Test
    void restrictsWhatLeavesToNamedDestinations() {
        Stack stack = stack(OUTBOUND, "10.0.0.0/8, pl-1, sg-1");

        assertThat(stack.securityGroups().getFirst().egress())
                .extracting(Permission::source)
                .containsExactlyInAnyOrder(
                        new Source.Cidr("10.0.0.0/8"),
                        new Source.PrefixList("pl-1"),
                        new Source.Group(new SecurityGroupRef.ById("sg-1")));
    }

    @Test
    void refusesWhatIsNoDestination_andOutboundOfOwnGroups() {
        assertThat(refusal(OUTBOUND, "everywhere")).contains("everywhere");
        assertThat(refusal(INBOUND_GROUPS, "web")).contains("web");
        assertThat(refusal(RULES, "shiny")).contains("shiny");
        assertThat(refusal(OUTBOUND, "targets", "security-groups", "sg-1"))
                .contains("alb.ingress.kubernetes.io/security-groups");
    }

    @Test
    void mergesNeighbouringBlocksAndPorts() {
        SecurityGroup made = stack(
                        RULES,
                        "merged",
                        "listen-ports",
                        "[{\"HTTP\":80},{\"HTTP\":81},{\"HTTP\":90}]",
                        "inbound-cidrs",
                        "10.0.0.0/25,10.0.0.128/25")
                .securityGroups()
                .getFirst();

        assertThat(made.ingress())
                .containsExactly(
                        new Permission("tcp", 80, 81, new Source.Cidr("10.0.0.0/24"), ""),
                        new Permission("tcp", 90, 90, new Source.Cidr("10.0.0.0/24"), ""));
    }

    @Test
    void spreadsAHundredBlocksOnTwoPortsOverFourGroups() {
        Stack stack =
                stack(RULES, "spread", "listen-ports", "[{\"HTTP\":80},{\"HTTP\":81}]", "inbound-cidrs", blocks(100));

        assertThat(stack.securityGroups())
                .extracting(group -> group.ingress().size())
                .containsExactly(50, 50, 50, 50);
        assertThat(stack.securityGroups())
                .extracting(SecurityGroup::resource)
                .containsExactly(
                        "ManagedLBSecurityGroup",
                        "ManagedLBSecurityGroup/2",
                        "ManagedLBSecurityGroup/3",
                        "ManagedLBSecurityGroup/4");
        assertThat(stack.loadBalancers().getFirst().securityGroups()).hasSize(5);
    }

    @Test
    void refusesWhatFitsIntoNoNumberOfGroups_withTheArithmetic() {
        assertThat(refusal(
                        RULES, "spread", "listen-ports", "[{\"HTTP\":80},{\"HTTP\":81}]", "inbound-cidrs", blocks(200)))
                .contains("400 permissions")
                .contains("7 security groups of 60");
    }

    @Test
    void usesTheLimitsOfTheAccount() {
        CloudFacts raised = facts().withLimits(
                        new Limits(Map.of(Quota.SECURITY_GROUP_RULES, 150, Quota.SECURITY_GROUPS, 4), Map.of(), null));

        Compilation compilation = Compiler.compile(
                group(ingress(
                        "a",
                        RULES,
                        "spread",
                        "listen-ports",
                        "[{\"HTTP\":80},{\"HTTP\":81}]",
                        "inbound-cidrs",
                        blocks(200))),
                raised,
                SETTINGS);

        assertThat(compilation.stack().securityGroups())
                .extracting(group -> group.ingress().size())
                .containsExactly(133, 133, 134);
    }

    @Test
    void refusesTheOneWhoseBlocksAreTooMany_notWhoWasThereBefore() {
        String[] first = {RULES, "spread", "inbound-cidrs", blocks(100)};
        Map<ObjectKey, Contribution> before =
                Compiler.compile(group(ingress("b", first)), facts(), SETTINGS).contributions();
        String[] second = {"listen-ports", "[{\"HTTP\":81}]", "inbound-cidrs", blocks(200)};

        Compilation compilation =
                Compiler.compile(group(ingress("a", second), ingress("b", first)), before, facts(), SETTINGS);

        assertThat(compilation.refused(key("a"))).isTrue();
        assertThat(compilation.refused(key("b"))).isFalse();
        assertThat(compilation.contributions()).isEqualTo(before);
    }

    private static String blocks(int count) {
        return IntStream.range(0, count)
                .mapToObj(index -> "10." + index + ".0.0/24")
                .collect(Collectors.joining(","));
    }

    private static Stack stack(String... annotations) {
        Compilation compilation = Compiler.compile(group(ingress("a", annotations)), facts(), SETTINGS);
        assertThat(compilation.findings().get(key("a"))).isEmpty();
        return compilation.stack();
    }

    private static String refusal(String... annotations) {
        Compilation compilation = Compiler.compile(group(ingress("a", annotations)), facts(), SETTINGS);
        List<Finding> findings = compilation.findings().getOrDefault(key("a"), List.of());
        assertThat(compilation.refused(key("a"))).isTrue();
        return findings.stream().map(Finding::oneLine).collect(Collectors.joining("; "));
    }
}
