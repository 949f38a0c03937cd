package io.headgate.operator.moments;

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
import io.headgate.core.stack.Stack;
import io.headgate.core.stack.TargetGroup;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Edits of desired stacks as edits of Ingresses, Services and classes make them. For one thread. */
final class RandomEdits {

    private static final String BALANCER = "LoadBalancer";

    private final Random random;
    private int serial;

    RandomEdits(Random random) {
        this.random = random;
    }

    /** One to three edits at once. */
    Stack of(Stack desired) {
        Stack edited = desired;
        for (int count = 1 + random.nextInt(3); count > 0; count--) {
            edited = once(edited);
        }
        return Replacements.withoutUnused(edited);
    }

    private Stack once(Stack stack) {
        return switch (random.nextInt(17)) {
            case 0, 1 -> renameBackend(stack);
            case 2 -> otherKind(stack);
            case 3 -> rules(stack, this::withoutOne);
            case 4, 5 -> rules(stack, list -> withOneMore(list, stack));
            case 6 -> rules(stack, this::swapped);
            case 7 -> oneRule(stack, rule -> rule.withRouting(elsewhere(rule.routing())));
            case 8, 9 -> oneRule(stack, rule -> rule.withRouting(answered(rule.routing(), action(stack))));
            case 10 -> oneListener(stack, listener -> listener.withDefaultActions(List.of(action(stack))));
            case 11 -> ports(stack);
            case 12 -> otherScheme(stack);
            case 13 -> oneListener(stack, this::otherCertificates);
            case 14 -> otherEntrance(stack);
            case 15 -> balancer(stack, this::otherSubnets);
            default -> otherHealthCheck(stack);
        };
    }

    private Stack renameBackend(Stack stack) {
        TargetGroup old = anyGroup(stack);
        if (old == null) {
            return stack;
        }
        String resource = old.resource().replaceAll("-w\\d+:", ":").replaceFirst(":", "-w" + random.nextInt(3) + ":");
        if (stack.targetGroups().stream().anyMatch(group -> group.resource().equals(resource))) {
            return stack;
        }
        TargetGroup made = Replacements.remade(old, resource, old.targetType(), old.protocolVersion(), named());
        return Replacements.replaced(stack, old, made);
    }

    /** A setting that cannot be changed on a target group that is there; sometimes one that its name does not tell. */
    private Stack otherKind(Stack stack) {
        TargetGroup old = anyGroup(stack);
        if (old == null) {
            return stack;
        }
        boolean instance = old.targetType().equals("instance");
        boolean type = random.nextBoolean();
        TargetGroup made = Replacements.remade(
                old,
                old.resource(),
                type ? (instance ? "ip" : "instance") : old.targetType(),
                type ? old.protocolVersion() : "HTTP1".equals(old.protocolVersion()) ? "HTTP2" : "HTTP1",
                random.nextBoolean() ? old.name() : named());
        return Replacements.replaced(stack, old, made);
    }

    private String named() {
        return "k8s-any-%010x".formatted(++serial);
    }

    private List<Rule> withoutOne(List<Rule> rules) {
        List<Rule> fewer = new ArrayList<>(rules);
        if (!fewer.isEmpty()) {
            fewer.remove(random.nextInt(fewer.size()));
        }
        return fewer;
    }

    private List<Rule> withOneMore(List<Rule> rules, Stack stack) {
        List<Rule> more = new ArrayList<>(rules);
        if (more.size() < 60) {
            RoutingRule like = more.isEmpty()
                    ? new RoutingRule(List.of(), List.of(), List.of())
                    : more.get(random.nextInt(more.size())).routing();
            RoutingRule routing = answered(elsewhere(like), action(stack));
            Map<String, String> tags =
                    more.isEmpty() ? balancerTags(stack) : more.getFirst().tags();
            more.add(random.nextInt(more.size() + 1), new Rule("80:1", null, 1, routing, tags));
        }
        return more;
    }

    private static Map<String, String> balancerTags(Stack stack) {
        return stack.loadBalancers().getFirst().tags();
    }

    private List<Rule> swapped(List<Rule> rules) {
        List<Rule> other = new ArrayList<>(rules);
        if (other.size() > 1) {
            Collections.swap(other, random.nextInt(other.size()), random.nextInt(other.size()));
        }
        return other;
    }

    /** The same for another host or path. */
    private RoutingRule elsewhere(RoutingRule rule) {
        List<Condition> conditions = new ArrayList<>(rule.conditions());
        conditions.removeIf(condition -> random.nextBoolean()
                && (condition instanceof Condition.PathPattern || condition instanceof Condition.HostHeader));
        Set<Class<?>> kinds = conditions.stream().map(Object::getClass).collect(Collectors.toSet());
        if (!kinds.contains(Condition.PathPattern.class) && (conditions.isEmpty() || random.nextBoolean())) {
            conditions.add(new Condition.PathPattern(new Patterns.Wildcards(pick(List.of(
                    List.of("/*"), List.of("/a", "/a/*"), List.of("/a/b"), List.of("/any*"), List.of("/b/*"))))));
        }
        if (!kinds.contains(Condition.HostHeader.class) && random.nextBoolean()) {
            conditions.add(new Condition.HostHeader(
                    new Patterns.Wildcards(List.of(pick(List.of("a.example.com", "*.example.com", "b.example.com"))))));
        }
        return new RoutingRule(conditions, rule.actions(), rule.transforms());
    }

    private static RoutingRule answered(RoutingRule rule, Action action) {
        List<Action> actions = new ArrayList<>(rule.actions());
        actions.removeIf(each -> each instanceof Action.Routing);
        actions.add(action);
        return new RoutingRule(rule.conditions(), actions, List.of());
    }

    private Action action(Stack stack) {
        TargetGroup one = anyGroup(stack);
        TargetGroup other = anyGroup(stack);
        if (one == null || other == null || random.nextInt(8) == 0) {
            return new Action.FixedResponse("404", "text/plain", null);
        }
        if (one.equals(other) || random.nextInt(3) > 0) {
            return forward(new Action.WeightedTargetGroup(new TargetGroupRef.InStack(one.resource()), null));
        }
        return forward(
                new Action.WeightedTargetGroup(new TargetGroupRef.InStack(one.resource()), 90),
                new Action.WeightedTargetGroup(new TargetGroupRef.InStack(other.resource()), pick(List.of(0, 10))));
    }

    private static Action forward(Action.WeightedTargetGroup... groups) {
        return new Action.Forward(List.of(groups), Action.Stickiness.OFF);
    }

    private Stack ports(Stack stack) {
        int number = pick(List.of(80, 81, 443, 8080));
        boolean taken = stack.loadBalancers().stream()
                .flatMap(balancer -> balancer.listeners().stream())
                .anyMatch(listener -> listener.port() == number);
        return taken
                ? stack
                : followed(
                        stack,
                        oneListener(
                                stack,
                                listener -> new Listener(
                                        Integer.toString(number),
                                        null,
                                        number,
                                        listener.protocol(),
                                        listener.certificates(),
                                        listener.sslPolicy(),
                                        listener.mutualAuthentication(),
                                        listener.attributes(),
                                        listener.defaultActions(),
                                        listener.tags(),
                                        listener.rules())));
    }

    /** A network load balancer in front goes on leading to the port that moved. */
    private static Stack followed(Stack before, Stack after) {
        List<Integer> left = new ArrayList<>(ports(before, BALANCER));
        List<Integer> come = new ArrayList<>(ports(after, BALANCER));
        left.removeAll(ports(after, BALANCER));
        come.removeAll(ports(before, BALANCER));
        return left.isEmpty() ? after : Replacements.retargeted(after, left.getFirst(), come.getFirst());
    }

    private static List<Integer> ports(Stack stack, String balancer) {
        return stack.loadBalancers().stream()
                .filter(each -> each.resource().equals(balancer))
                .flatMap(each -> each.listeners().stream())
                .map(Listener::port)
                .toList();
    }

    private Stack otherScheme(Stack stack) {
        if (random.nextInt(2) > 0) {
            return stack;
        }
        boolean sameName = random.nextInt(8) == 0;
        return balancer(stack, balancer -> {
            String scheme = balancer.scheme().equals("internal") ? "internet-facing" : "internal";
            return new LoadBalancer(
                    balancer.resource(),
                    null,
                    sameName ? balancer.name() : "k8s-any-" + scheme.length(),
                    balancer.type(),
                    scheme,
                    "ipv4",
                    balancer.subnets(),
                    balancer.securityGroups(),
                    null,
                    null,
                    balancer.minimumCapacityUnits(),
                    balancer.attributes(),
                    balancer.tags(),
                    balancer.listeners(),
                    null);
        });
    }

    private Listener otherCertificates(Listener listener) {
        if (!listener.protocol().equals("HTTPS")) {
            return listener;
        }
        List<CertificateRef> certificates = new ArrayList<>(listener.certificates());
        certificates.add(new CertificateRef.ByArn("arn:cert/" + random.nextInt(4)));
        Collections.shuffle(certificates, random);
        List<CertificateRef> distinct = certificates.stream().distinct().toList();
        return listener.withCertificates(distinct.subList(0, 1 + random.nextInt(distinct.size())));
    }

    private Stack otherEntrance(Stack stack) {
        return stack.withSecurityGroups(stack.securityGroups().stream()
                .map(group -> {
                    List<SecurityGroup.Permission> ingress = new ArrayList<>(group.ingress());
                    ingress.add(new SecurityGroup.Permission(
                            "tcp", 80, 80, new SecurityGroup.Source.Cidr("10." + random.nextInt(3) + ".0.0/16"), ""));
                    Collections.shuffle(ingress, random);
                    return group.withIngress(ingress.stream()
                            .distinct()
                            .limit(1 + random.nextInt(2))
                            .toList());
                })
                .toList());
    }

    private LoadBalancer otherSubnets(LoadBalancer balancer) {
        List<LoadBalancer.SubnetMapping> subnets = new ArrayList<>(balancer.subnets());
        subnets.add(new LoadBalancer.SubnetMapping("subnet-" + random.nextInt(5), null));
        Collections.shuffle(subnets, random);
        return balancer.withSubnets(subnets.stream().distinct().limit(2).toList());
    }

    private Stack otherHealthCheck(Stack stack) {
        return stack.withTargetGroups(stack.targetGroups().stream()
                .map(group -> group.withAttributes(
                        Map.of("deregistration_delay.timeout_seconds", pick(List.of("10", "30", "300")))))
                .toList());
    }

    private @Nullable TargetGroup anyGroup(Stack stack) {
        List<TargetGroup> groups = stack.targetGroups().stream()
                .filter(group -> !group.targetType().equals("alb"))
                .toList();
        return groups.isEmpty() ? null : pick(groups);
    }

    private Stack rules(Stack stack, UnaryOperator<List<Rule>> edit) {
        return oneListener(stack, listener -> listener.withRules(edit.apply(listener.rules())));
    }

    private Stack oneRule(Stack stack, UnaryOperator<Rule> edit) {
        return rules(stack, rules -> {
            List<Rule> edited = new ArrayList<>(rules);
            if (!edited.isEmpty()) {
                int position = random.nextInt(edited.size());
                edited.set(position, edit.apply(edited.get(position)));
            }
            return edited;
        });
    }

    private Stack oneListener(Stack stack, UnaryOperator<Listener> edit) {
        return balancer(stack, balancer -> {
            List<Listener> listeners = new ArrayList<>(balancer.listeners());
            if (!listeners.isEmpty()) {
                int position = random.nextInt(listeners.size());
                listeners.set(position, edit.apply(listeners.get(position)));
            }
            return balancer.withListeners(listeners);
        });
    }

    private static Stack balancer(Stack stack, UnaryOperator<LoadBalancer> edit) {
        return stack.withLoadBalancers(stack.loadBalancers().stream()
                .map(balancer -> balancer.resource().equals(BALANCER) ? edit.apply(balancer) : balancer)
                .toList());
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
