package io.headgate.operator.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headgate.core.plan.Plan;
import io.headgate.core.plan.PlannedStep;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Writes plans for people and for programs. */
final class PlanPrinter {

    private static final ObjectMapper JSON = new ObjectMapper();

    private PlanPrinter() {}

    /** One line a step: number, call, what it is about, risk, and the steps that must come before. */
    static String text(List<Plan> plans) {
        return plans.stream().map(PlanPrinter::text).collect(Collectors.joining());
    }

    private static String text(Plan plan) {
        StringBuilder text = new StringBuilder("group " + plan.group());
        text.append(plan.isEmpty() ? ": nothing to do\n" : ":\n");
        int width = plan.steps().stream()
                .mapToInt(planned -> planned.step().call().length())
                .max()
                .orElse(0);
        for (PlannedStep planned : plan.steps()) {
            String after = planned.after().isEmpty()
                    ? ""
                    : "  after " + planned.after().stream().map(String::valueOf).collect(Collectors.joining(", "));
            text.append(String.format(
                    Locale.ROOT,
                    "%4d  %-" + width + "s  %-11s  %s%s%n",
                    planned.number(),
                    planned.step().call(),
                    risk(planned),
                    planned.step().handle(),
                    after));
        }
        return text.toString();
    }

    /** A list of groups with their steps, each with all that the call carries. */
    static String json(List<Plan> plans) throws JsonProcessingException {
        ArrayNode groups = JSON.createArrayNode();
        for (Plan plan : plans) {
            ObjectNode group = groups.addObject().put("group", plan.group().toString());
            ArrayNode steps = group.putArray("steps");
            for (PlannedStep planned : plan.steps()) {
                ObjectNode step = steps.addObject()
                        .put("number", planned.number())
                        .put("call", planned.step().call())
                        .put("handle", planned.step().handle())
                        .put("risk", risk(planned));
                ArrayNode after = step.putArray("after");
                planned.after().forEach(after::add);
                step.set("details", JSON.valueToTree(planned.step()));
            }
        }
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(groups) + "\n";
    }

    private static String risk(PlannedStep planned) {
        return planned.risk().name().toLowerCase(Locale.ROOT);
    }
}
