package io.headgate.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.core.quota.Limits;
import io.headgate.core.quota.Quota;
import io.headgate.core.routing.Action;
import io.headgate.core.routing.Condition;
import io.headgate.core.routing.Patterns;
import io.headgate.core.routing.RoutingRule;
import io.headgate.core.routing.TargetGroupRef;
import io.headgate.core.stack.Addon;
import io.headgate.core.stack.Certificate;
import io.headgate.core.stack.CertificateRef;
import io.headgate.core.stack.Listener;
import io.headgate.core.stack.LoadBalancer;
import io.headgate.core.stack.Rule;
import io.headgate.core.stack.SecurityGroupRef;
import io.headgate.core.stack.Stack;
import io.headgate.core.stack.TargetGroup;
import io.headgate.core.stack.TargetGroup.LoadBalancerTarget;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The load balancer behind a network load balancer, and what protects it. */
final class FrontendPlanTest {

    private static final Policy POLICY = Policy.defaults(null);
    private static final Stack NOTHING = Stack.empty(RandomStacks.GROUP);

    @Test
    void theTargetIsRegisteredOnceItsListenerIsThere() {
        Plan plan = Planner.plan(stack(80), NOTHING, POLICY);

        PlannedStep registration = step(plan, "RegisterTargets");
        assertThat(registration.after())
                .contains(step(plan, "CreateTargetGroup").number())
                .contains(listener(plan, 80).number());
        assertThat(calls(stack(80), named(plan.applyTo(NOTHING)))).isEmpty();
    }

    @Test
    void anotherPortBehindIsSwitchedToBeforeTheFormerOneGoes() {
        Stack observed = made(stack(80));

        Plan plan = Planner.plan(stack(8080), observed, POLICY);

        assertThat(calls(plan))
                .containsExactly(
                        "CreateTargetGroup",
                        "CreateListener",
                        "RegisterTargets",
                        "ModifyListener",
                        "DeregisterTargets",
                        "DeleteListener",
                        "DeleteTargetGroup");
        assertThat(step(plan, "RegisterTargets").after())
                .contains(listener(plan, 8080).number());
        assertThat(step(plan, "ModifyListener").after())
                .contains(step(plan, "RegisterTargets").number());
        assertThat(step(plan, "DeregisterTargets").after())
                .contains(step(plan, "ModifyListener").number());
        assertThat(step(plan, "DeregisterTargets").gates()).singleElement().isInstanceOf(Gate.Drained.class);
        assertThat(step(plan, "DeleteListener").after())
                .contains(step(plan, "DeregisterTargets").number());
        assertThat(calls(stack(8080), named(plan.applyTo(observed)))).isEmpty();
    }

    @Test
    void aReplacedLoadBalancerIsTheTargetOnceItsOwnAreHealthy() {
        Stack observed = made(stack(80));
        Stack desired = elsewhere(stack(80));

        Plan plan = Planner.plan(desired, observed, POLICY);

        assertThat(calls(plan))
                .containsExactly(
                        "CreateTargetGroup",
                        "CreateLoadBalancer",
                        "CreateListener",
                        "RegisterTargets",
                        "ModifyListener",
                        "DeregisterTargets",
                        "DeleteLoadBalancer",
                        "DeleteTargetGroup");
        assertThat(step(plan, "ModifyListener").gates()).singleElement().isInstanceOf(Gate.CanReplace.class);
        assertThat(step(plan, "DeregisterTargets").after())
                .contains(step(plan, "ModifyListener").number());
        assertThat(step(plan, "DeleteLoadBalancer").after())
                .contains(step(plan, "DeregisterTargets").number());
        assertThat(calls(desired, named(plan.applyTo(observed)))).isEmpty();
    }

    @Test
    void removalTakesTheTargetAwayBeforeTheLoadBalancerBehind() {
        Plan plan = Planner.plan(NOTHING, made(stack(80)), POLICY);

        assertThat(calls(plan))
                .containsExactly("DeleteLoadBalancer", "DeregisterTargets", "DeleteLoadBalancer", "DeleteTargetGroup");
        assertThat(plan.steps().get(1).after()).containsExactly(1);
        assertThat(plan.steps().get(2).after()).containsExactly(2);
    }

    @Test
    void aListenerThatWaitsForItsCertificateIsNoTarget() {
        Certificate certificate =
                new Certificate("private/a", null, "a.test", List.of("a.test"), "arn:ca", Map.of(), null);
        Stack secure = stack(443).withCertificates(List.of(certificate));
        Stack waiting = secure.withLoadBalancers(secure.loadBalancers().stream()
                .map(balancer -> balancer.type().equals("network")
                        ? balancer
                        : balancer.withListeners(balancer.listeners().stream()
                                .map(listener ->
                                        listener.withCertificates(List.of(new CertificateRef.InStack("private/a"))))
                                .toList()))
                .toList());

        assertThat(calls(waiting, NOTHING)).contains("CreateLoadBalancer").doesNotContain("RegisterTargets");
    }

    @Test
    void nothingWaitsForAProtection() {
        Stack guarded = stack(80).withAddons(List.of(new Addon.WebAcl("arn:acl"), new Addon.ShieldProtection(true)));
        Stack observed = made(guarded);
        Stack otherwise = stack(8080).withAddons(List.of(new Addon.WebAcl(""), new Addon.ShieldProtection(false)));

        Plan plan = Planner.plan(otherwise, observed, POLICY);

        List<Integer> protections = List.of(
                step(plan, "DisassociateWebAcl").number(),
                step(plan, "DeleteProtection").number());
        assertThat(plan.steps())
                .allSatisfy(planned -> assertThat(planned.after()).doesNotContainAnyElementsOf(protections));
        assertThat(calls(otherwise, named(plan.applyTo(observed)))).isEmpty();
    }

    private static List<String> calls(Stack desired, Stack observed) {
        return calls(Planner.plan(desired, observed, POLICY));
    }

    private static List<String> calls(Plan plan) {
        return plan.steps().stream().map(planned -> planned.step().call()).toList();
    }

    /** The same with another scheme, and so another name, behind. */
    private static Stack elsewhere(Stack stack) {
        return stack.withLoadBalancers(stack.loadBalancers().stream()
                .map(balancer -> balancer.type().equals("network")
                        ? balancer
                        : loadBalancer(
                                balancer.resource(),
                                "k8s-public",
                                balancer.type(),
                                "internet-facing",
                                balancer.listeners().getFirst()))
                .toList());
    }

    /** AWS refuses rules that do not fit beside those of the former port: then nothing after them is done, and the former goes on. */
    @Test
    void whereRulesDoNotFitTwiceTheFrontStaysUntilAllAreMade() {
        Policy two = POLICY.withLimits(Limits.ASSUMED.with(Map.of(Quota.RULES, 2)));
        Stack observed = named(Planner.plan(ruled(80), NOTHING, two).applyTo(NOTHING));

        Plan plan = Planner.plan(ruled(8080), observed, two);

        assertThat(calls(plan)).containsOnlyOnce("ModifyListener").containsOnlyOnce("DeleteListener");
        List<Integer> made = plan.steps().stream()
                .filter(planned -> planned.step() instanceof RuleStep.CreateRule)
                .map(PlannedStep::number)
                .toList();
        assertThat(made).hasSize(2);
        assertThat(step(plan, "RegisterTargets").after()).containsAll(made);
        assertThat(step(plan, "ModifyListener").after())
                .contains(step(plan, "RegisterTargets").number());
        assertThat(step(plan, "DeleteListener").after())
                .contains(step(plan, "DeregisterTargets").number());
    }

    /** As many rules as the load balancer behind takes. */
    private static Stack ruled(int port) {
        List<Rule> rules = Stream.of("a.test", "b.test")
                .map(host -> new RoutingRule(
                        List.of(new Condition.HostHeader(new Patterns.Wildcards(List.of(host)))),
                        List.of(new Action.FixedResponse("200", "text/plain", host)),
                        List.of()))
                .map(rule -> new Rule("80:1", null, 1, rule, Map.of("ingress.k8s.aws/stack", "shop")))
                .toList();
        Stack stack = stack(port);
        return stack.withLoadBalancers(stack.loadBalancers().stream()
                .map(balancer -> balancer.type().equals("network")
                        ? balancer
                        : balancer.withListeners(
                                List.of(balancer.listeners().getFirst().withRules(rules))))
                .toList());
    }

    private static PlannedStep step(Plan plan, String call) {
        return plan.steps().stream()
                .filter(planned -> planned.step().call().equals(call))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + call + " in " + plan.steps()));
    }

    private static PlannedStep listener(Plan plan, int port) {
        return plan.steps().stream()
                .filter(planned -> planned.step() instanceof ListenerStep.CreateListener create
                        && create.desired().port() == port
                        && create.desired().protocol().equals("HTTP"))
                .findFirst()
                .orElseThrow();
    }

    private static Stack made(Stack desired) {
        return named(Planner.plan(desired, NOTHING, POLICY).applyTo(NOTHING));
    }

    /** Gives real names to what has placeholders. */
    private static Stack named(Stack stack) {
        Map<String, String> names = new HashMap<>();
        stack.targetGroups().forEach(group -> names.put(String.valueOf(group.arn()), "arn:" + group.name()));
        for (LoadBalancer balancer : stack.loadBalancers()) {
            names.put(String.valueOf(balancer.arn()), "arn:" + balancer.name());
            balancer.listeners()
                    .forEach(listener -> names.put(String.valueOf(listener.arn()), "arn:" + listener.resource()));
        }
        return Renaming.of(names).stack(stack);
    }

    /** @param port on which the load balancer behind listens */
    private static Stack stack(int port) {
        TargetGroup group = new TargetGroup(
                "FrontendNlb-tg-TCP-80",
                null,
                "k8s-shop-front",
                "alb",
                "TCP",
                null,
                80,
                "ipv4",
                null,
                new TargetGroup.HealthCheck("traffic-port", "HTTP", "/", 15, 5, 2, 2, null),
                Map.of(),
                Map.of(),
                new LoadBalancerTarget("LoadBalancer", port));
        Action forward = new Action.Forward(
                List.of(new Action.WeightedTargetGroup(new TargetGroupRef.InStack(group.resource()), null)),
                Action.Stickiness.OFF);
        Action notFound = new Action.FixedResponse("404", "text/plain", null);
        return NOTHING.withTargetGroups(List.of(group))
                .withLoadBalancers(List.of(
                        loadBalancer(
                                "LoadBalancer",
                                "application",
                                listener(Integer.toString(port), port, "HTTP", notFound)),
                        loadBalancer("FrontendNlb", "network", listener("FrontendNlb-ls-TCP-80", 80, "TCP", forward))));
    }

    private static Listener listener(String resource, int port, String protocol, Action action) {
        return new Listener(
                resource,
                null,
                port,
                protocol,
                List.of(),
                null,
                null,
                Map.of(),
                List.of(action),
                Map.of("ingress.k8s.aws/stack", "shop"),
                List.of());
    }

    private static LoadBalancer loadBalancer(String resource, String type, Listener listener) {
        return loadBalancer(resource, "k8s-" + resource, type, "internal", listener);
    }

    private static LoadBalancer loadBalancer(
            String resource, String name, String type, String scheme, Listener listener) {
        return new LoadBalancer(
                resource,
                null,
                name,
                type,
                scheme,
                "ipv4",
                List.of(new LoadBalancer.SubnetMapping("subnet-1", null)),
                List.of(new SecurityGroupRef.ById("sg-1")),
                null,
                null,
                null,
                Map.of(),
                Map.of(),
                List.of(listener),
                null);
    }
}
