package io.headgate.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.core.routing.Action;
import io.headgate.core.routing.Condition;
import io.headgate.core.routing.Patterns;
import io.headgate.core.routing.RoutingRule;
import io.headgate.core.stack.CertificateRef;
import io.headgate.core.stack.Listener;
import io.headgate.core.stack.Listener.MutualAuthentication;
import io.headgate.core.stack.LoadBalancer;
import io.headgate.core.stack.Rule;
import io.headgate.core.stack.SecurityGroupRef;
import io.headgate.core.stack.Stack;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PlannerTest {

    private static final Policy POLICY = Policy.defaults(null);

    @Test
    void editingOneHostOfMany_isOneCall() {
        Stack before = observed(stack(hosts(1, 40)));
        List<Rule> edited = new ArrayList<>(hosts(1, 40));
        edited.set(17, rule(18, "new.example.com"));

        assertThat(calls(stack(edited), before)).containsExactly("ModifyRule");
    }

    @Test
    void insertingOnTopOfContiguousRules_movesTheOthersOnce_andLeavesRoom() {
        Stack before = observed(stack(hosts(1, 5)));
        List<Rule> longer = new ArrayList<>(List.of(rule(1, "first.example.com")));
        longer.addAll(hosts(1, 5));
        Plan plan = Planner.plan(stack(longer), before, POLICY);
        assertThat(calls(plan)).containsExactly("SetRulePriorities", "CreateRule");

        Stack after = named(plan.applyTo(before));
        longer.add(1, rule(2, "second.example.com"));
        assertThat(calls(stack(longer), after)).containsExactly("CreateRule");
    }

    @Test
    void reorderingAlone_isOneCall() {
        Stack before = observed(stack(hosts(1, 4)));
        List<Rule> reversed = hosts(1, 4).reversed();

        assertThat(calls(stack(reversed), before)).containsExactly("SetRulePriorities");
    }

    @Test
    void appendingKeepsPriorities_andTagsTheRuleWithItsOwn() {
        Stack before = observed(stack(hosts(1, 2)));

        Plan plan = Planner.plan(stack(hosts(1, 3)), before, POLICY);

        assertThat(plan.steps()).singleElement().satisfies(planned -> {
            RuleStep.CreateRule created = (RuleStep.CreateRule) planned.step();
            assertThat(created.priority()).isEqualTo(3);
            assertThat(created.tags()).containsEntry("ingress.k8s.aws/resource", "443:3");
        });
    }

    @Test
    void rulesOfOthersStay_andTheirNumbersAreNotUsed() {
        Stack before = observed(stack(hosts(1, 2)));
        Stack withForeign = Edits.listeners(
                before,
                list -> list.stream()
                        .map(listener -> listener.withRules(Edits.plus(
                                listener.rules(), new Rule("", "arn:foreign", 3, routing("x.example.com"), Map.of()))))
                        .toList());

        Plan plan = Planner.plan(stack(hosts(1, 3)), withForeign, POLICY);

        assertThat(plan.steps())
                .singleElement()
                .satisfies(planned -> assertThat(((RuleStep.CreateRule) planned.step()).priority())
                        .isEqualTo(4));
    }

    @Test
    void replacingTheDefaultCertificate_addsBeforeItRemoves() {
        Stack before = observed(stack(List.of(), certificates("one", "two"), null));

        assertThat(calls(stack(List.of(), certificates("three", "two"), null), before))
                .containsExactly("ModifyListener", "AddListenerCertificates", "RemoveListenerCertificates");
    }

    @Test
    void anotherPort_letsTheOldListenerAnswerUntilTheNewOneIsThere() {
        Stack here = stack(hosts(1, 1));
        LoadBalancer balancer = here.loadBalancers().getFirst();
        Listener old = balancer.listeners().getFirst();
        Listener other = new Listener(
                "8443",
                null,
                8443,
                old.protocol(),
                old.certificates(),
                old.sslPolicy(),
                null,
                Map.of(),
                old.defaultActions(),
                tags("8443"),
                List.of());

        Plan plan = Planner.plan(
                here.withLoadBalancers(List.of(balancer.withListeners(List.of(other)))), observed(here), POLICY);

        assertThat(calls(plan)).contains("CreateListener").endsWith("DeleteListener");
        assertThat(plan.steps().getLast().after()).contains(calls(plan).indexOf("CreateListener") + 1);
    }

    @Test
    void passthroughWithoutTrustStore_equalsWhatTheApiReturns() {
        Stack before = observed(
                stack(List.of(), certificates("one"), new MutualAuthentication("passthrough", "", false, null)));

        assertThat(calls(
                        stack(
                                List.of(),
                                certificates("one"),
                                new MutualAuthentication("passthrough", null, null, null)),
                        before))
                .isEmpty();
        assertThat(calls(stack(List.of(), certificates("one"), null), before)).isEmpty();
    }

    @Test
    void clientSecretThatIsNotKnownToDiffer_isNotWritten() {
        Stack before = observed(stack(List.of(oidc(""))));
        assertThat(calls(stack(List.of(oidc("hash-1"))), before)).isEmpty();

        Stack written = observed(stack(List.of(oidc("hash-1"))));
        assertThat(calls(stack(List.of(oidc("hash-1"))), written)).isEmpty();
        assertThat(calls(stack(List.of(oidc("hash-2"))), written)).containsExactly("ModifyRule");
    }

    @Test
    void newScheme_letsTheOldLoadBalancerServeBesideTheNewOne() {
        Stack before = observed(stack(hosts(1, 1)));
        LoadBalancer other = internetFacing("k8s-other");

        Plan plan = Planner.plan(stack(hosts(1, 1)).withLoadBalancers(List.of(other)), before, POLICY);

        assertThat(calls(plan))
                .containsExactly(
                        "CreateLoadBalancer",
                        "CreateListener",
                        "AddListenerCertificates",
                        "CreateRule",
                        "DeleteLoadBalancer");
        assertThat(plan.steps().getLast().gates())
                .containsExactly(new Gate.Overlapped(arn(before), "new:load-balancer/LoadBalancer"));
        assertThat(plan.destructive()).isTrue();
    }

    @Test
    void newSchemeWithoutLeaveToReplace_isLeftOut_andAllElseIsDone() {
        Stack before = observed(stack(hosts(1, 1)));
        LoadBalancer other =
                internetFacing("k8s-other").withSubnets(List.of(new LoadBalancer.SubnetMapping("subnet-public", null)));
        Policy policy = POLICY.withReplacesLoadBalancers(false);

        assertThat(Planner.plan(before.withLoadBalancers(List.of(other)), before, policy)
                        .steps())
                .isEmpty();
        assertThat(calls(Planner.plan(
                        stack(hosts(1, 2))
                                .withLoadBalancers(List.of(other.withListeners(stack(hosts(1, 2))
                                        .loadBalancers()
                                        .getFirst()
                                        .listeners()))),
                        before,
                        policy)))
                .containsExactly("CreateRule");
    }

    private static LoadBalancer internetFacing(String name) {
        LoadBalancer old = stack(hosts(1, 1)).loadBalancers().getFirst();
        return new LoadBalancer(
                old.resource(),
                null,
                name,
                old.type(),
                "internet-facing",
                old.ipAddressType(),
                old.subnets(),
                old.securityGroups(),
                null,
                null,
                null,
                old.attributes(),
                old.tags(),
                old.listeners(),
                null);
    }

    @Test
    void whatOthersTaggedStays_andSoDoesWhatOthersManage() {
        Map<String, String> observed =
                Map.of("ours", "1", "former", "1", "theirs", "1", "aws:stack", "1", "managed", "2");
        Policy policy = new Policy(Set.of("managed"), Set.of("former", "managed", "aws:stack"), null, true, true);

        TagDiff diff = TagDiff.between(Map.of("ours", "2", "managed", "1"), observed, policy);

        assertThat(diff).isEqualTo(new TagDiff(Map.of("ours", "2"), Set.of("former")));
    }

    @Test
    void attributesAreOnlyWrittenWhenAskedFor_andProtectionYieldsToDeletion() {
        Stack before = observed(stack(List.of()));
        Stack protectedStack = Edits.loadBalancer(
                before,
                arn(before),
                balancer -> balancer.withAttributes(
                        Map.of("deletion_protection.enabled", "true", "idle_timeout.timeout_seconds", "60")));

        assertThat(calls(stack(List.of()), protectedStack)).isEmpty();
        assertThat(calls(Stack.empty(RandomStacks.GROUP), protectedStack))
                .containsExactly("ModifyLoadBalancerAttributes", "DeleteLoadBalancer");
    }

    private static String arn(Stack stack) {
        return String.valueOf(stack.loadBalancers().getFirst().arn());
    }

    private static List<String> calls(Stack desired, Stack observed) {
        return calls(Planner.plan(desired, observed, POLICY));
    }

    private static List<String> calls(Plan plan) {
        return plan.steps().stream().map(planned -> planned.step().call()).toList();
    }

    private static Stack observed(Stack desired) {
        Stack empty = Stack.empty(RandomStacks.GROUP);
        return named(Planner.plan(desired, empty, POLICY).applyTo(empty));
    }

    /** Gives real names to what has placeholders. */
    private static Stack named(Stack stack) {
        Map<String, String> names = new HashMap<>();
        for (LoadBalancer balancer : stack.loadBalancers()) {
            name(names, balancer.arn());
            for (Listener listener : balancer.listeners()) {
                name(names, listener.arn());
                listener.rules().forEach(rule -> name(names, rule.arn()));
            }
        }
        return Renaming.of(names).stack(stack);
    }

    private static void name(Map<String, String> names, @Nullable String handle) {
        if (handle != null && Placeholder.is(handle)) {
            names.put(handle, "arn:" + handle + names.hashCode());
        }
    }

    private static Stack stack(List<Rule> rules) {
        return stack(rules, certificates("one"), null);
    }

    private static Stack stack(
            List<Rule> rules, List<CertificateRef> certificates, @Nullable MutualAuthentication mutual) {
        Listener listener = new Listener(
                "443",
                null,
                443,
                "HTTPS",
                certificates,
                "ELBSecurityPolicy-2016-08",
                mutual,
                Map.of(),
                List.of(new Action.FixedResponse("404", "text/plain", null)),
                tags("443"),
                rules);
        LoadBalancer balancer = new LoadBalancer(
                "LoadBalancer",
                null,
                "k8s-shop",
                "application",
                "internal",
                "ipv4",
                List.of(
                        new LoadBalancer.SubnetMapping("subnet-1", null),
                        new LoadBalancer.SubnetMapping("subnet-2", null)),
                List.of(new SecurityGroupRef.ById("sg-1")),
                null,
                null,
                null,
                Map.of(),
                tags("LoadBalancer"),
                List.of(listener),
                null);
        return Stack.empty(RandomStacks.GROUP).withLoadBalancers(List.of(balancer));
    }

    private static List<CertificateRef> certificates(String... arns) {
        List<CertificateRef> certificates = new ArrayList<>();
        for (String arn : arns) {
            certificates.add(new CertificateRef.ByArn(arn));
        }
        return certificates;
    }

    private static List<Rule> hosts(int from, int to) {
        List<Rule> rules = new ArrayList<>();
        for (int number = from; number <= to; number++) {
            rules.add(rule(number, "host" + number + ".example.com"));
        }
        return rules;
    }

    private static Rule rule(int priority, String host) {
        return new Rule("443:" + priority, null, priority, routing(host), tags("443:" + priority));
    }

    private static RoutingRule routing(String host) {
        return new RoutingRule(
                List.of(new Condition.HostHeader(new Patterns.Wildcards(List.of(host)))),
                List.of(new Action.FixedResponse("200", "text/plain", host)),
                List.of());
    }

    private static Rule oidc(String hash) {
        Action.Session session = new Action.Session("authenticate", "openid", "cookie", 60, Map.of());
        RoutingRule routing = new RoutingRule(
                List.of(new Condition.PathPattern(new Patterns.Wildcards(List.of("/*")))),
                List.of(
                        new Action.AuthenticateOidc(
                                "i", "a", "t", "u", new Action.Credentials("id", "", hash), session),
                        new Action.FixedResponse("200", null, null)),
                List.of());
        return new Rule("443:1", null, 1, routing, tags("443:1"));
    }

    private static Map<String, String> tags(String resource) {
        return Map.of("ingress.k8s.aws/stack", "shop", "ingress.k8s.aws/resource", resource);
    }
}
