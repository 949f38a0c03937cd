package io.headgate.core.plan;

import io.headgate.core.stack.Certificate;
import io.headgate.core.stack.Listener;
import io.headgate.core.stack.LoadBalancer;
import io.headgate.core.stack.Rule;
import io.headgate.core.stack.SecurityGroup;
import io.headgate.core.stack.Stack;
import io.headgate.core.stack.TargetGroup;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Edits of observed stacks: one resource, found by its handle, becomes another; all else stays. */
final class Edits {

    private Edits() {}

    static Stack securityGroup(Stack stack, String id, UnaryOperator<SecurityGroup> edit) {
        return stack.withSecurityGroups(mapped(stack.securityGroups(), group -> id.equals(group.id()), edit));
    }

    static Stack loadBalancer(Stack stack, String arn, UnaryOperator<LoadBalancer> edit) {
        return stack.withLoadBalancers(mapped(stack.loadBalancers(), balancer -> arn.equals(balancer.arn()), edit));
    }

    static Stack targetGroup(Stack stack, String arn, UnaryOperator<TargetGroup> edit) {
        return stack.withTargetGroups(mapped(stack.targetGroups(), group -> arn.equals(group.arn()), edit));
    }

    static Stack certificate(Stack stack, String arn, UnaryOperator<Certificate> edit) {
        return stack.withCertificates(mapped(stack.certificates(), found -> arn.equals(found.arn()), edit));
    }

    static Stack listener(Stack stack, String arn, UnaryOperator<Listener> edit) {
        return listeners(stack, list -> mapped(list, listener -> arn.equals(listener.arn()), edit));
    }

    static Stack listeners(Stack stack, UnaryOperator<List<Listener>> edit) {
        return stack.withLoadBalancers(stack.loadBalancers().stream()
                .map(balancer -> balancer.withListeners(edit.apply(balancer.listeners())))
                .toList());
    }

    static Stack rule(Stack stack, String arn, UnaryOperator<Rule> edit) {
        return rules(stack, list -> mapped(list, rule -> arn.equals(rule.arn()), edit));
    }

    static Stack rules(Stack stack, UnaryOperator<List<Rule>> edit) {
        return listeners(
                stack,
                list -> list.stream()
                        .map(listener -> listener.withRules(edit.apply(listener.rules())))
                        .toList());
    }

    static <T> List<T> plus(List<T> list, T element) {
        List<T> longer = new ArrayList<>(list);
        longer.add(element);
        return longer;
    }

    static <T> List<T> minus(List<T> list, Predicate<T> removed) {
        return list.stream().filter(removed.negate()).toList();
    }

    static Map<String, String> plus(Map<String, String> map, Map<String, String> entries) {
        Map<String, String> larger = new HashMap<>(map);
        larger.putAll(entries);
        return larger;
    }

    static Map<String, String> minus(Map<String, String> map, Collection<String> keys) {
        Map<String, String> smaller = new HashMap<>(map);
        smaller.keySet().removeAll(keys);
        return smaller;
    }

    private static <T> List<T> mapped(List<T> list, Predicate<T> chosen, UnaryOperator<T> edit) {
        return list.stream()
                .map(element -> chosen.test(element) ? edit.apply(element) : element)
                .toList();
    }
}
