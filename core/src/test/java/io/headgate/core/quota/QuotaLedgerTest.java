package io.headgate.core.quota;

import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.core.group.GroupId;
import io.headgate.core.routing.Action;
import io.headgate.core.routing.Condition;
import io.headgate.core.routing.Patterns;
import io.headgate.core.routing.RoutingRule;
import io.headgate.core.routing.TargetGroupRef;
import io.headgate.core.stack.CertificateRef;
import io.headgate.core.stack.Listener;
import io.headgate.core.stack.LoadBalancer;
import io.headgate.core.stack.Rule;
import io.headgate.core.stack.SecurityGroup;
import io.headgate.core.stack.SecurityGroup.Permission;
import io.headgate.core.stack.SecurityGroup.Source;
import io.headgate.core.stack.SecurityGroupRef;
import io.headgate.core.stack.Stack;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is counted, and how. */
final class QuotaLedgerTest {

    private static final GroupId GROUP = new GroupId.Explicit("shops");
    private static final List<CertificateRef> CERTIFICATES =
            List.of(new CertificateRef.ByArn("default"), new CertificateRef.ByArn("a"), new CertificateRef.ByArn("b"));

    @Test
    void countsWhatALoadBalancerCounts() {
        Listener http = listener(80, List.of(), List.of(forward("x"), forward("y", "z")));
        Listener https = listener(443, CERTIFICATES, List.of(forward("x")));
        Listener other = listener(8443, CERTIFICATES, List.of());

        QuotaLedger ledger = QuotaLedger.of(stack(http, https, other), Limits.ASSUMED);

        assertThat(ledger.used())
                .containsEntry(Quota.RULES, 3)
                .containsEntry(Quota.LISTENERS, 3)
                .containsEntry(Quota.CERTIFICATES, 2)
                .containsEntry(Quota.TARGET_GROUPS_OF_ACTION, 2)
                .containsEntry(Quota.TARGET_GROUPS_OF_LOAD_BALANCER, 4)
                .containsEntry(Quota.CONDITION_VALUES, 2)
                .containsEntry(Quota.CONDITION_WILDCARDS, 1)
                .containsEntry(Quota.SECURITY_GROUPS, 1)
                .containsEntry(Quota.SECURITY_GROUP_RULES, 7)
                .containsEntry(Quota.LOAD_BALANCERS, 1);
    }

    @Test
    void countsOfTheWholeAccountWhatOthersUse() {
        Limits limits = new Limits(Map.of(Quota.LOAD_BALANCERS, 5), Map.of(Quota.LOAD_BALANCERS, 5), null);

        QuotaLedger ledger = QuotaLedger.of(stack(), limits);

        assertThat(ledger.exceeded()).containsExactly(new QuotaUse(Quota.LOAD_BALANCERS, 6, 5, true));
    }

    @Test
    void countsTargetsOfAllGroupsAndOfTheLargest() {
        QuotaLedger ledger = QuotaLedger.of(stack(), Limits.ASSUMED).withTargets(List.of(3, 40, 7));

        assertThat(ledger.used()).containsEntry(Quota.TARGETS, 50).containsEntry(Quota.TARGETS_OF_TARGET_GROUP, 40);
    }

    @Test
    void doesNotBlameAChangeForWhatWasOverBefore() {
        Limits limits = new Limits(Map.of(Quota.RULES, 1), Map.of(), null);
        QuotaLedger three = QuotaLedger.of(stack(rules(3)), limits);
        QuotaLedger two = QuotaLedger.of(stack(rules(2)), limits);

        assertThat(two.exceeded(three)).isEmpty();
        assertThat(three.exceeded(three)).isEmpty();
        assertThat(three.exceeded(two))
                .hasValueSatisfying(use -> assertThat(use.used()).isEqualTo(3));
    }

    @Test
    void readsTheNamesThatAwsGivesToLimits() {
        assertThat(Quota.of("rules-per-application-load-balancer")).contains(Quota.RULES);
        assertThat(Quota.of("targets-per-availability-zone-per-network-load-balancer"))
                .isEmpty();
    }

    private static Listener rules(int count) {
        return listener(
                80,
                List.of(),
                IntStream.range(0, count).mapToObj(index -> forward("x")).toList());
    }

    private static Action forward(String... groups) {
        return new Action.Forward(
                List.of(groups).stream()
                        .map(group -> new Action.WeightedTargetGroup(new TargetGroupRef.InStack(group), 1))
                        .toList(),
                Action.Stickiness.OFF);
    }

    private static Listener listener(int port, List<CertificateRef> certificates, List<Action> actions) {
        List<Condition> conditions = List.of(
                new Condition.HostHeader(new Patterns.Wildcards(List.of("*.example.com"))),
                new Condition.PathPattern(new Patterns.Wildcards(List.of("/a"))));
        List<Rule> rules = IntStream.range(0, actions.size())
                .mapToObj(index -> new Rule(
                        port + ":" + (index + 1),
                        null,
                        index + 1,
                        new RoutingRule(conditions, List.of(actions.get(index)), List.of()),
                        Map.of()))
                .toList();
        return new Listener(
                Integer.toString(port),
                null,
                port,
                certificates.isEmpty() ? "HTTP" : "HTTPS",
                certificates,
                null,
                null,
                Map.of(),
                List.of(forward("default")),
                Map.of(),
                rules);
    }

    private static Stack stack(Listener... listeners) {
        LoadBalancer balancer = new LoadBalancer(
                "LoadBalancer",
                null,
                "k8s-shops",
                "application",
                "internal",
                "ipv4",
                List.of(),
                List.of(SecurityGroupRef.Managed.FIRST),
                null,
                null,
                null,
                Map.of(),
                Map.of(),
                List.of(listeners),
                null);
        List<Permission> permissions = IntStream.range(0, 7)
                .mapToObj(index -> new Permission("tcp", 80, 80, new Source.Cidr("10." + index + ".0.0/16"), ""))
                .toList();
        SecurityGroup group =
                new SecurityGroup(SecurityGroup.MANAGED_RESOURCE, null, "k8s-shops", "", permissions, null, Map.of());
        return Stack.empty(GROUP).withLoadBalancers(List.of(balancer)).withSecurityGroups(List.of(group));
    }
}
