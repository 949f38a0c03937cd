package io.headgate.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.core.routing.Action;
import io.headgate.core.routing.TargetGroupRef;
import io.headgate.core.stack.Listener;
import io.headgate.core.stack.LoadBalancer;
import io.headgate.core.stack.Rule;
import io.headgate.core.stack.SecurityGroupRef;
import io.headgate.core.stack.Stack;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What AWS insists on at every moment, checked on an observed stack. */
final class StackRules {

    private StackRules() {}

    static void check(Stack stack) {
        Set<String> groups =
                stack.targetGroups().stream().map(group -> group.arn()).collect(Collectors.toSet());
        Map<String, String> balancerOf = new HashMap<>();
        for (LoadBalancer balancer : stack.loadBalancers()) {
            checkListeners(balancer);
            for (Listener listener : balancer.listeners()) {
                for (String group : targetGroups(listener)) {
                    assertThat(groups).as("target groups that are forwarded to").contains(group);
                    assertThat(balancerOf.merge(group, String.valueOf(balancer.arn()), (one, other) -> one))
                            .as("one load balancer for " + group)
                            .isEqualTo(balancer.arn());
                }
            }
            boolean managed = balancer.securityGroups().contains(SecurityGroupRef.Managed.FIRST);
            assertThat(managed && stack.securityGroups().isEmpty())
                    .as("managed security group missing")
                    .isFalse();
        }
        assertThat(distinct(
                        stack.loadBalancers().stream().map(LoadBalancer::name).toList()))
                .isTrue();
        assertThat(distinct(
                        stack.targetGroups().stream().map(group -> group.name()).toList()))
                .isTrue();
    }

    private static void checkListeners(LoadBalancer balancer) {
        assertThat(distinct(balancer.listeners().stream().map(Listener::port).toList()))
                .isTrue();
        for (Listener listener : balancer.listeners()) {
            List<Integer> priorities =
                    listener.rules().stream().map(Rule::priority).toList();
            assertThat(distinct(priorities)).as("priorities %s", priorities).isTrue();
            assertThat(priorities).isSorted().allMatch(priority -> priority >= 1 && priority <= Priorities.MAX);
            assertThat(listener.protocol().equals("HTTPS")
                            && listener.certificates().isEmpty())
                    .as("HTTPS without certificate")
                    .isFalse();
        }
    }

    static Set<String> targetGroups(Listener listener) {
        List<Action> actions = new ArrayList<>(listener.defaultActions());
        listener.rules().forEach(rule -> actions.addAll(rule.routing().actions()));
        Set<String> names = new TreeSet<>();
        for (Action action : actions) {
            if (action instanceof Action.Forward forward) {
                forward.targetGroups()
                        .forEach(group -> names.add(
                                switch (group.targetGroup()) {
                                    case TargetGroupRef.ByArn(String arn) -> arn;
                                    case TargetGroupRef.InStack(String resource) -> resource;
                                }));
            }
        }
        return names;
    }

    private static boolean distinct(List<?> values) {
        return new HashSet<>(values).size() == values.size();
    }
}
