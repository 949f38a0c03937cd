package io.headgate.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.core.cluster.ObjectKey;
import io.headgate.core.cluster.PortRef;
import io.headgate.core.quota.Limits;
import io.headgate.core.quota.Quota;
import io.headgate.core.routing.Action;
import io.headgate.core.routing.Condition;
import io.headgate.core.routing.Patterns;
import io.headgate.core.routing.RoutingRule;
import io.headgate.core.routing.TargetGroupRef;
import io.headgate.core.stack.Listener;
import io.headgate.core.stack.LoadBalancer;
import io.headgate.core.stack.Rule;
import io.headgate.core.stack.Stack;
import io.headgate.core.stack.TargetGroup;
import io.headgate.core.stack.TargetGroupBinding;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Load balancers that have used all their rules, and what answers without a target group. */
final class FullLoadBalancerPlanTest {

    private static final int LIMIT = 10;
    private static final Policy POLICY =
            Policy.defaults(null).withLimits(Limits.ASSUMED.with(Map.of(Quota.RULES, LIMIT)));
    private static final Action REDIRECT =
            new Action.Redirect("HTTPS", "#{host}", "443", "/#{path}", "#{query}", "301");

    @Test
    void withoutAFreeRuleANewGroupIsCheckedBesideOneThatServes() {
        Stack before = made(stack(hosts(LIMIT, "old")));
        List<Rule> rules = new ArrayList<>(hosts(LIMIT, "old"));
        rules.set(3, rule("h3.test", forward("new")));

        Plan plan = Planner.plan(stack(rules), before, POLICY);

        assertThat(calls(plan))
                .containsExactly(
                        "CreateTargetGroup", "ApplyTargetGroupBinding", "ModifyRule", "ModifyRule", "ModifyRule");
        assertThat(rules(plan.steps().get(2).step().applyTo(before)))
                .as("weights of the guest")
                .anySatisfy(
                        rule -> assertThat(rule.routing().actions().toString()).contains("weight=0"));
        assertThat(plan.steps().get(3).gates()).singleElement().isInstanceOf(Gate.TargetsHealthy.class);
        assertThat(Planner.plan(stack(rules), named(plan.applyTo(before)), POLICY)
                        .steps())
                .isEmpty();
    }

    @Test
    void aGuestThatIsNoLongerWantedGoes() {
        Stack before = made(stack(hosts(LIMIT, "old")));
        List<Rule> rules = new ArrayList<>(hosts(LIMIT, "old"));
        rules.set(3, rule("h3.test", forward("new")));
        Plan plan = Planner.plan(stack(rules), before, POLICY);
        Stack halfway = before;
        for (PlannedStep planned : plan.steps().subList(0, 3)) {
            halfway = planned.step().applyTo(halfway);
        }

        Plan back = Planner.plan(stack(hosts(LIMIT, "old")), named(halfway), POLICY);

        assertThat(calls(back)).containsExactly("ModifyRule", "DeleteTargetGroupBinding", "DeleteTargetGroup");
        assertThat(back.steps().getLast().after()).contains(1);
    }

    @Test
    void whereNoRuleIsFreeOneGoesBeforeAnotherComes() {
        Stack before = made(stack(hosts(LIMIT, "old")));
        List<Rule> rules = new ArrayList<>(hosts(LIMIT, "old").subList(1, LIMIT));
        rules.addLast(rule("another.test", forward("old")));

        Plan plan = Planner.plan(stack(rules), before, POLICY);

        assertThat(calls(plan)).containsExactly("DeleteRule", "CreateRule");
        assertThat(plan.steps().getLast().after()).contains(1);
    }

    @Test
    void aRuleThatMovesAndAnswersOtherwiseIsNeverAway() {
        Stack before = made(stack(hosts(LIMIT, "old")));
        List<Rule> rules = new ArrayList<>(hosts(LIMIT, "old"));
        rules.addFirst(rule("h7.test", REDIRECT));
        rules.remove(8);

        Plan plan = Planner.plan(stack(rules), before, POLICY);

        assertThat(calls(plan)).containsExactly("SetRulePriorities", "ModifyRule");
    }

    @Test
    void whatNoRuleTakesIsAnsweredFirstWhereARuleLeavesRequestsToIt() {
        Action gone = new Action.FixedResponse("410", "text/plain", null);
        List<Rule> rules = new ArrayList<>(hosts(LIMIT, "old"));
        rules.set(0, rule("*.test", gone));
        Stack before = made(stack(rules));
        rules.set(0, rule("a.test", gone));

        Plan plan = Planner.plan(stack(rules, gone), before, POLICY);

        assertThat(calls(plan)).containsExactly("ModifyListener", "ModifyRule");
        assertThat(plan.steps().getLast().after()).contains(1);
    }

    @Test
    void aRuleThatGoesFirstIsNotOvertaken() {
        List<Rule> rules = new ArrayList<>(hosts(LIMIT - 1, "old"));
        rules.addLast(rule("*.test", REDIRECT));
        Stack before = made(stack(rules));
        rules.removeLast();
        rules.addFirst(rule("other.example", forward("old")));

        Plan plan = Planner.plan(stack(rules), before, POLICY);

        assertThat(calls(plan)).containsExactly("DeleteRule", "SetRulePriorities", "CreateRule");
        assertThat(plan.steps().get(1).after()).contains(1);
    }

    @Test
    void aHundredRulesThatAllChangeAreOrderedInAMoment() {
        int all = 100;
        Policy hundred = Policy.defaults(null).withLimits(Limits.ASSUMED.with(Map.of(Quota.RULES, all)));
        List<Rule> rules = new ArrayList<>();
        for (int number = 0; number < all; number++) {
            rules.add(rule("*" + number + ".*", number % 2 == 0 ? REDIRECT : forward("old")));
        }
        Stack before = made(stack(rules));
        List<Rule> reversed = new ArrayList<>(rules.reversed());
        reversed.replaceAll(rule ->
                rule.withRouting(new RoutingRule(rule.routing().conditions(), List.of(forward("old")), List.of())));

        Plan plan = Planner.plan(stack(reversed), before, hundred);

        assertThat(Planner.plan(stack(reversed), named(plan.applyTo(before)), hundred)
                        .steps())
                .isEmpty();
    }

    @Test
    void withAFreeRuleNoneWaitsForOneThatGoes() {
        Stack before = made(stack(hosts(LIMIT - 1, "old")));
        List<Rule> rules = new ArrayList<>(hosts(LIMIT - 1, "old").subList(1, LIMIT - 1));
        rules.addLast(rule("another.test", forward("old")));

        assertThat(calls(Planner.plan(stack(rules), before, POLICY))).containsExactly("CreateRule", "DeleteRule");
    }

    @Test
    void whatRedirectedIsServedOnceTheTargetsAreHealthy() {
        Stack before = made(stack(List.of(rule("h0.test", REDIRECT))));

        Plan plan = Planner.plan(stack(List.of(rule("h0.test", forward("new")))), before, POLICY);

        assertThat(plan.steps())
                .filteredOn(planned -> !planned.gates().isEmpty())
                .singleElement()
                .satisfies(planned -> {
                    assertThat(planned.step().call()).isEqualTo("ModifyRule");
                    assertThat(planned.gates())
                            .singleElement()
                            .satisfies(gate -> assertThat(((Gate.TargetsHealthy) gate).instead())
                                    .isNull());
                });
        assertThat(calls(plan)).contains("CreateRule", "DeleteRule");
    }

    @Test
    void whatStoodForAMissingBackendIsNotWaitedFor() {
        Action missing = new Action.FixedResponse("503", "text/plain", "Backend service does not exist");
        Stack before = made(stack(List.of(rule("h0.test", missing))));

        Plan plan = Planner.plan(stack(List.of(rule("h0.test", forward("new")))), before, POLICY);

        assertThat(plan.steps())
                .allSatisfy(planned -> assertThat(planned.gates()).isEmpty());
    }

    private static List<String> calls(Plan plan) {
        return plan.steps().stream().map(planned -> planned.step().call()).toList();
    }

    private static List<Rule> rules(Stack stack) {
        return stack.loadBalancers().getFirst().listeners().getFirst().rules();
    }

    private static Stack made(Stack desired) {
        Stack nothing = Stack.empty(RandomStacks.GROUP);
        return named(Planner.plan(desired, nothing, POLICY).applyTo(nothing));
    }

    /** Gives real names to what has placeholders. */
    private static Stack named(Stack stack) {
        Map<String, String> names = new HashMap<>();
        stack.targetGroups().forEach(group -> names.put(String.valueOf(group.arn()), "arn:" + group.resource()));
        for (LoadBalancer balancer : stack.loadBalancers()) {
            names.put(String.valueOf(balancer.arn()), "arn:" + balancer.resource());
            for (Listener listener : balancer.listeners()) {
                names.put(String.valueOf(listener.arn()), "arn:listener");
                listener.rules().forEach(rule -> names.put(String.valueOf(rule.arn()), "arn:" + rule.arn()));
            }
        }
        return Renaming.of(names).stack(stack);
    }

    private static List<Rule> hosts(int count, String service) {
        return IntStream.range(0, count)
                .mapToObj(number -> rule("h" + number + ".test", forward(service)))
                .toList();
    }

    private static Rule rule(String host, Action action) {
        RoutingRule routing = new RoutingRule(
                List.of(new Condition.HostHeader(new Patterns.Wildcards(List.of(host)))), List.of(action), List.of());
        return new Rule("80:1", null, 1, routing, Map.of("ingress.k8s.aws/stack", RandomStacks.GROUP.toString()));
    }

    private static Action forward(String service) {
        return new Action.Forward(
                List.of(new Action.WeightedTargetGroup(new TargetGroupRef.InStack(service), null)),
                Action.Stickiness.OFF);
    }

    private static Stack stack(List<Rule> rules) {
        return stack(rules, new Action.FixedResponse("404", "text/plain", null));
    }

    private static Stack stack(List<Rule> rules, Action rest) {
        List<String> services = List.of("old", "new").stream()
                .filter(service ->
                        rules.stream().anyMatch(rule -> rule.routing().actions().contains(forward(service))))
                .toList();
        Listener listener = new Listener(
                "80",
                null,
                80,
                "HTTP",
                List.of(),
                null,
                null,
                Map.of(),
                List.of(rest),
                Map.of("ingress.k8s.aws/stack", RandomStacks.GROUP.toString()),
                rules);
        LoadBalancer balancer = new LoadBalancer(
                "LoadBalancer",
                null,
                "k8s-shop",
                "application",
                "internal",
                "ipv4",
                List.of(),
                List.of(),
                null,
                null,
                null,
                Map.of(),
                Map.of(),
                List.of(listener),
                null);
        return Stack.empty(RandomStacks.GROUP)
                .withLoadBalancers(List.of(balancer))
                .withTargetGroups(services.stream()
                        .map(FullLoadBalancerPlanTest::targetGroup)
                        .toList())
                .withBindings(
                        services.stream().map(FullLoadBalancerPlanTest::binding).toList());
    }

    private static TargetGroup targetGroup(String service) {
        return new TargetGroup(
                service,
                null,
                "k8s-" + service,
                "ip",
                "HTTP",
                "HTTP1",
                80,
                "ipv4",
                null,
                new TargetGroup.HealthCheck("traffic-port", "HTTP", "/", 15, 5, 2, 2, null),
                Map.of(),
                Map.of(),
                null);
    }

    private static TargetGroupBinding binding(String service) {
        return new TargetGroupBinding(
                service,
                new ObjectKey("shop", "k8s-" + service),
                new TargetGroupRef.InStack(service),
                service,
                new PortRef.ByNumber(80),
                "ip",
                "ipv4",
                "HTTP",
                null,
                false,
                List.of(),
                null,
                Map.of());
    }
}
