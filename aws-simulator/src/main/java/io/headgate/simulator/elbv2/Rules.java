package io.headgate.simulator.elbv2;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headgate.core.routing.Action;
import io.headgate.core.routing.RoutingRule;
import io.headgate.simulator.account.Tags;
import io.headgate.simulator.api.ApiError;
import io.headgate.simulator.api.Fields;
import io.headgate.simulator.api.Operation;
import io.headgate.simulator.api.Tree;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Creates, changes, orders, deletes and describes the rules of listeners. */
final class Rules {
    private static final int LOWEST_PRIORITY = 50_000;

    private final LoadBalancing state;
    private final ActionChecks checks;

    Rules(LoadBalancing state) {
        this.state = state;
        this.checks = new ActionChecks(state);
    }

    Map<String, Operation> operations() {
        return Map.of(
                "CreateRule", this::create,
                "ModifyRule", this::modify,
                "DeleteRule", this::delete,
                "SetRulePriorities", this::setPriorities,
                "DescribeRules", this::describe);
    }

    private ObjectNode create(Fields input) {
        Listener listener = state.listener(input.required("ListenerArn"));
        LoadBalancer loadBalancer = state.loadBalancer(listener.loadBalancerArn());
        if (!loadBalancer.application()) {
            throw ApiError.of("InvalidConfigurationRequest", "Listeners of Network Load Balancers have no rules");
        }
        int priority = input.integer("Priority", 1, LOWEST_PRIORITY)
                .orElseThrow(() -> ApiError.invalid("'Priority' is required."));
        RoutingRule routing = new RoutingRule(
                ConditionReader.read(input.structs("Conditions"), state.setting.quotas()),
                ActionReader.read(input.structs("Actions")),
                TransformReader.read(input.structs("Transforms")));
        Map<String, String> tags = Tags.read(input.structs("Tags"), ElbTags.CODES);
        checks.check(routing.actions(), loadBalancer, listener.protocol());
        if (state.rulesOf(listener.arn()).stream().anyMatch(rule -> rule.priority() == priority)) {
            throw ApiError.of("PriorityInUse", "Priority '" + priority + "' is currently in use");
        }
        checkRoom(loadBalancer);
        String path = listener.arn().substring(listener.arn().indexOf(":listener/") + ":listener/".length());
        Rule rule = new Rule(
                state.setting
                        .identity()
                        .arn(
                                "elasticloadbalancing",
                                "listener-rule/" + path + "/"
                                        + state.setting.ids().hex(16)),
                listener.arn(),
                priority,
                routing);
        state.rules.put(rule.arn(), rule);
        state.setting.tags().put(rule.arn(), tags);
        return result(List.of(rule));
    }

    private void checkRoom(LoadBalancer loadBalancer) {
        long count = state.listenersOf(loadBalancer.arn()).stream()
                .mapToLong(listener -> state.rulesOf(listener.arn()).size())
                .sum();
        if (count >= state.setting.quotas().rulesPerLoadBalancer()) {
            throw ApiError.of(
                    "TooManyRules",
                    "The maximum number of rules on load balancer '" + loadBalancer.arn() + "' has been reached: "
                            + state.setting.quotas().rulesPerLoadBalancer());
        }
    }

    private ObjectNode modify(Fields input) {
        Rule before = changeable(input.required("RuleArn"));
        Listener listener = state.listener(before.listenerArn());
        RoutingRule routing = before.routing();
        List<Action> actions = input.has("Actions") ? ActionReader.read(input.structs("Actions")) : routing.actions();
        checks.check(actions, state.loadBalancer(listener.loadBalancerArn()), listener.protocol());
        boolean reset = input.flag("ResetTransforms").orElse(false);
        // Transforms are either replaced or removed (ModifyRule).
        if (reset && !input.structs("Transforms").isEmpty()) {
            throw ApiError.invalid("'Transforms' and 'ResetTransforms' exclude each other.");
        }
        RoutingRule changed = new RoutingRule(
                input.has("Conditions")
                        ? ConditionReader.read(input.structs("Conditions"), state.setting.quotas())
                        : routing.conditions(),
                actions,
                reset
                        ? List.of()
                        : input.has("Transforms")
                                ? TransformReader.read(input.structs("Transforms"))
                                : routing.transforms());
        Rule after = before.withRouting(changed);
        state.rules.put(after.arn(), after);
        return result(List.of(after));
    }

    /** The default rule of a listener is changed through the listener, and goes with it. */
    private Rule changeable(String arn) {
        if (state.defaultRules.containsValue(arn)) {
            throw ApiError.of("OperationNotPermitted", "Default rule '" + arn + "' cannot be modified or deleted");
        }
        return state.rule(arn);
    }

    private ObjectNode delete(Fields input) {
        state.removeRule(changeable(input.required("RuleArn")).arn());
        return Tree.node();
    }

    /** All priorities change together: only what holds afterwards counts, so that rules can swap (SetRulePriorities). */
    private ObjectNode setPriorities(Fields input) {
        Map<String, Rule> moved = new LinkedHashMap<>();
        for (Fields pair : input.structs("RulePriorities")) {
            Rule rule = changeable(pair.required("RuleArn"));
            int priority = pair.integer("Priority", 1, LOWEST_PRIORITY)
                    .orElseThrow(() -> ApiError.invalid("'Priority' is required."));
            if (moved.put(rule.arn(), rule.withPriority(priority)) != null) {
                throw ApiError.invalid("The rule '" + rule.arn() + "' was named twice.");
            }
        }
        if (moved.isEmpty()) {
            throw ApiError.invalid("'RulePriorities' is required.");
        }
        checkUnique(moved);
        state.rules.putAll(moved);
        return result(List.copyOf(moved.values()));
    }

    private void checkUnique(Map<String, Rule> moved) {
        List<String> listeners =
                moved.values().stream().map(Rule::listenerArn).distinct().toList();
        if (listeners.size() > 1) {
            throw ApiError.invalid("The rules must belong to one listener.");
        }
        Set<Integer> taken = new HashSet<>();
        for (Rule rule : state.rulesOf(listeners.getFirst())) {
            int priority = moved.getOrDefault(rule.arn(), rule).priority();
            if (!taken.add(priority)) {
                throw ApiError.of("PriorityInUse", "Priority '" + priority + "' is currently in use");
            }
        }
    }

    /** One rule as it is described, the default rule being one of the listener. */
    private record Described(String arn, String priority, boolean isDefault, RoutingRule routing) {}

    private ObjectNode describe(Fields input) {
        List<String> arns = input.texts("RuleArns");
        if (input.has("ListenerArn") != arns.isEmpty()) {
            throw ApiError.invalid("You must specify either listener rule ARNs or a listener ARN");
        }
        List<Described> chosen = arns.isEmpty()
                ? ofListener(state.listener(input.required("ListenerArn")))
                : arns.stream().map(this::named).toList();
        return Paging.write(input, "Rules", chosen, state.setting.quotas().pageSize(), Rules::write);
    }

    private List<Described> ofListener(Listener listener) {
        List<Described> all = new ArrayList<>(
                state.rulesOf(listener.arn()).stream().map(Rules::described).toList());
        all.add(ofDefault(listener));
        return all;
    }

    private Described named(String arn) {
        return state.listeners.values().stream()
                .filter(listener -> arn.equals(state.defaultRules.get(listener.arn())))
                .map(this::ofDefault)
                .findFirst()
                .orElseGet(() -> described(state.rule(arn)));
    }

    private Described ofDefault(Listener listener) {
        String arn = state.defaultRules.getOrDefault(listener.arn(), "");
        return new Described(arn, "default", true, new RoutingRule(List.of(), listener.defaultActions(), List.of()));
    }

    private static Described described(Rule rule) {
        return new Described(rule.arn(), String.valueOf(rule.priority()), false, rule.routing());
    }

    private static ObjectNode result(List<Rule> rules) {
        Function<Rule, ObjectNode> writer = rule -> write(described(rule));
        ObjectNode result = Tree.node();
        result.set("Rules", Tree.list(rules, writer));
        return result;
    }

    private static ObjectNode write(Described rule) {
        ObjectNode node = Tree.node().put("RuleArn", rule.arn()).put("Priority", rule.priority());
        node.set("Conditions", RoutingWriter.conditions(rule.routing().conditions()));
        node.set("Actions", RoutingWriter.actions(rule.routing().actions()));
        node.set("Transforms", RoutingWriter.transforms(rule.routing().transforms()));
        return node.put("IsDefault", rule.isDefault());
    }
}
