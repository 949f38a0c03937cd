package io.headgate.simulator.fault;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headgate.simulator.api.Answer;
import io.headgate.simulator.api.Tree;
import io.headgate.simulator.fault.Fault.Moment;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Plans as JSON:
 *
 * <pre>{@code
 * {"seed": 7,
 *  "throttling": {"neighbour": 0.8},
 *  "quotas": {"rulesPerLoadBalancer": 5},
 *  "faults": [
 *    {"fault": "error", "when": "after", "operation": "CreateRule", "from": 3, "times": 1, "code": "InternalFailure", "status": 500},
 *    {"fault": "lost", "when": "before", "service": "ec2", "probability": 0.1},
 *    {"fault": "slow", "delay": "PT2S"},
 *    {"fault": "stale", "operation": "Describe*", "calls": 10},
 *    {"fault": "untagged", "time": "PT5S"},
 *    {"fault": "empty", "operation": "DescribeTargetGroups"},
 *    {"fault": "partial", "kept": 2}]}
 * }</pre>
 *
 * Durations are those of ISO 8601. What a fault does not name matches any call.
 */
public final class FaultFile {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> MEMBERS = Set.of("seed", "throttling", "quotas", "faults");
    private static final Set<String> FAULT_MEMBERS = Set.of(
            "fault",
            "service",
            "operation",
            "kind",
            "from",
            "times",
            "probability",
            "when",
            "status",
            "code",
            "message",
            "delay",
            "calls",
            "time",
            "kept");
    private static final int SERVER_ERROR = 500;

    private FaultFile() {}

    /**
     * Reads a plan.
     *
     * @throws IllegalArgumentException when it is not readable; the message says where
     */
    public static FaultPlan parse(String json) {
        JsonNode root = tree(json);
        refuseUnknown(root, MEMBERS, "the plan");
        FaultPlan plan = FaultPlan.NONE.withSeed(root.path("seed").asLong(0)).withQuotas(quotas(root.path("quotas")));
        if (root.has("throttling")) {
            plan = plan.withThrottling(Throttling.account()
                    .withNeighbour(root.get("throttling").path("neighbour").asDouble(0)));
        }
        for (JsonNode fault : root.path("faults")) {
            refuseUnknown(fault, FAULT_MEMBERS, "a fault");
            plan = plan.with(selector(fault), fault(fault));
        }
        return plan;
    }

    private static JsonNode tree(String json) {
        try {
            JsonNode root = JSON.readTree(json);
            if (!(root instanceof ObjectNode)) {
                throw new IllegalArgumentException("The plan of faults must be a JSON object.");
            }
            return root;
        } catch (JsonProcessingException broken) {
            throw new IllegalArgumentException("The plan of faults is no JSON: " + broken.getOriginalMessage(), broken);
        }
    }

    private static void refuseUnknown(JsonNode node, Set<String> known, String where) {
        List<String> unknown = new ArrayList<>();
        node.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                unknown.add(name);
            }
        });
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("There is no member " + unknown + " in " + where + ", only "
                    + known.stream().sorted().toList() + ".");
        }
    }

    private static Map<String, Integer> quotas(JsonNode node) {
        Map<String, Integer> quotas = new LinkedHashMap<>();
        node.properties()
                .forEach(limit -> quotas.put(limit.getKey(), limit.getValue().asInt()));
        return quotas;
    }

    private static Selector selector(JsonNode node) {
        return new Selector(
                node.path("service").asText("*"),
                node.path("operation").asText("*"),
                switch (node.path("kind").asText("any")) {
                    case "any" -> Selector.Kind.ANY;
                    case "read" -> Selector.Kind.READ;
                    case "write" -> Selector.Kind.WRITE;
                    case String other ->
                        throw new IllegalArgumentException("A kind of calls is any, read or write, not " + other + ".");
                },
                node.path("from").asInt(1),
                node.path("times").asInt(Integer.MAX_VALUE),
                node.path("probability").asDouble(1));
    }

    private static Fault fault(JsonNode node) {
        return switch (node.path("fault").asText()) {
            case "error" -> new Fault.Failing(moment(node), refusal(node));
            case "lost" -> new Fault.Losing(moment(node));
            case "slow" -> new Fault.Slow(duration(node, "delay"));
            case "stale" -> new Fault.Stale(lag(node));
            case "untagged" -> new Fault.Untagged(lag(node));
            case "empty" -> new Fault.Empty();
            case "partial" -> new Fault.Partial(node.path("kept").asInt(1));
            case String other ->
                throw new IllegalArgumentException(
                        "A fault is error, lost, slow, stale, untagged, empty or partial, not '" + other + "'.");
        };
    }

    private static Moment moment(JsonNode node) {
        return switch (node.path("when").asText("before")) {
            case "before" -> Moment.BEFORE_THE_EFFECT;
            case "after" -> Moment.AFTER_THE_EFFECT;
            case String other ->
                throw new IllegalArgumentException(
                        "A call goes wrong before or after its effect, not '" + other + "'.");
        };
    }

    private static Answer.Refusal refusal(JsonNode node) {
        return new Answer.Refusal(
                node.path("status").asInt(SERVER_ERROR),
                node.path("code").asText("InternalFailure"),
                node.path("message").asText("An internal error has occurred."));
    }

    private static Lag lag(JsonNode node) {
        return new Lag(node.path("calls").asInt(0), node.has("time") ? duration(node, "time") : Duration.ZERO);
    }

    private static Duration duration(JsonNode node, String name) {
        String text = node.path(name).asText();
        try {
            return Duration.parse(text);
        } catch (DateTimeParseException unreadable) {
            throw new IllegalArgumentException(
                    "The " + name + " of a fault must be like PT1.5S, not '" + text + "'.", unreadable);
        }
    }

    /** Writes a plan so that {@link #parse} reads it again; buckets of one's own choice are not written. */
    public static String write(FaultPlan plan) {
        ObjectNode root = Tree.node().put("seed", plan.seed());
        plan.throttling()
                .ifPresent(throttling -> root.putObject("throttling").put("neighbour", throttling.neighbour()));
        ObjectNode quotas = root.putObject("quotas");
        plan.quotas().forEach(quotas::put);
        root.set("faults", Tree.list(plan.injections(), FaultFile::injection));
        return root.toString();
    }

    private static ObjectNode injection(Injection injection) {
        Selector selector = injection.selector();
        ObjectNode node = fault(injection.fault())
                .put("service", selector.service())
                .put("operation", selector.operation())
                .put("from", selector.from())
                .put("times", selector.times())
                .put("probability", selector.probability());
        return node.put(
                "kind",
                switch (selector.kind()) {
                    case ANY -> "any";
                    case READ -> "read";
                    case WRITE -> "write";
                });
    }

    private static ObjectNode fault(Fault fault) {
        return switch (fault) {
            case Fault.Failing(Moment moment, Answer.Refusal refusal) ->
                named("error", moment)
                        .put("status", refusal.status())
                        .put("code", refusal.code())
                        .put("message", refusal.message());
            case Fault.Losing(Moment moment) -> named("lost", moment);
            case Fault.Slow(Duration delay) -> Tree.node().put("fault", "slow").put("delay", delay.toString());
            case Fault.Stale(Lag lag) -> lagging("stale", lag);
            case Fault.Untagged(Lag lag) -> lagging("untagged", lag);
            case Fault.Empty() -> Tree.node().put("fault", "empty");
            case Fault.Partial(int kept) -> Tree.node().put("fault", "partial").put("kept", kept);
        };
    }

    private static ObjectNode named(String name, Moment moment) {
        return Tree.node()
                .put("fault", name)
                .put(
                        "when",
                        switch (moment) {
                            case BEFORE_THE_EFFECT -> "before";
                            case AFTER_THE_EFFECT -> "after";
                        });
    }

    private static ObjectNode lagging(String name, Lag lag) {
        return Tree.node()
                .put("fault", name)
                .put("calls", lag.calls())
                .put("time", lag.time().toString());
    }
}
