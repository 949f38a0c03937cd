package io.headgate.operator.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headgate.core.plan.Plan;
import io.headgate.core.plan.PlannedStep;
import io.headgate.core.plan.Removals;
import io.headgate.core.quota.QuotaChange;
import io.headgate.operator.cli.PlannedGroups.Shown;
import io.headgate.operator.state.GateText;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Writes plans for people and for programs. */
final class PlanPrinter {

    private static final ObjectMapper JSON = new ObjectMapper();

    private PlanPrinter() {}

    /**
     * One line a step: number, call, risk, what it is about, the steps that must come before, and what it waits for beside. Then one line
     * for each limit of which the plan changes what is used.
     */
    static String text(List<Shown> groups) {
        return groups.isEmpty()
                ? "no group is concerned: nothing to do\n"
                : groups.stream().map(PlanPrinter::text).collect(Collectors.joining());
    }

    private static String text(Shown group) {
        Plan plan = group.plan();
        StringBuilder text = new StringBuilder("group " + plan.group());
        text.append(
                plan.isEmpty()
                        ? ": nothing to do\n"
                        : Removals.of(plan).id().map(id -> ", plan " + id).orElse("") + ":\n");
        group.notes().forEach(note -> text.append("      ").append(note).append('\n'));
        int width = plan.steps().stream()
                .mapToInt(planned -> planned.step().call().length())
                .max()
                .orElse(0);
        for (PlannedStep planned : plan.steps()) {
            text.append(String.format(
                    Locale.ROOT,
                    "%4d  %-" + width + "s  %-11s  %s%s%s%n",
                    planned.number(),
                    planned.step().call(),
                    risk(planned),
                    planned.step().handle(),
                    after(planned),
                    gates(planned)));
        }
        group.quotas()
                .forEach(change -> text.append("      ").append(line(change)).append('\n'));
        return text.toString();
    }

    private static String line(QuotaChange change) {
        return change.quota().key() + "  " + change.before() + " -> " + change.after() + " of " + change.limit()
                + (change.known() ? "" : ", as nobody told the limit");
    }

    private static String after(PlannedStep planned) {
        return planned.after().isEmpty()
                ? ""
                : "  after " + planned.after().stream().map(String::valueOf).collect(Collectors.joining(", "));
    }

    private static String gates(PlannedStep planned) {
        return planned.gates().isEmpty() ? "" : "  once " + String.join(" and ", GateText.of(planned));
    }

    /** A list of groups with their steps, each with all that the call carries, and what they change of what is used of limits. */
    static String json(List<Shown> shown) throws JsonProcessingException {
        ArrayNode groups = JSON.createArrayNode();
        for (Shown each : shown) {
            Plan plan = each.plan();
            ObjectNode group =
                    groups.addObject().put("group", plan.group().toString()).put("destructive", plan.destructive());
            ArrayNode notes = group.putArray("notes");
            each.notes().forEach(notes::add);
            ArrayNode steps = group.putArray("steps");
            plan.steps().forEach(planned -> steps.add(step(planned)));
            ArrayNode quotas = group.putArray("quotas");
            each.quotas()
                    .forEach(change -> quotas.addObject()
                            .put("name", change.quota().key())
                            .put("usedBefore", change.before())
                            .put("used", change.after())
                            .put("limit", change.limit())
                            .put("known", change.known()));
        }
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(groups) + "\n";
    }

    private static ObjectNode step(PlannedStep planned) {
        ObjectNode step = JSON.createObjectNode()
                .put("number", planned.number())
                .put("call", planned.step().call())
                .put("handle", planned.step().handle())
                .put("risk", risk(planned));
        ArrayNode after = step.putArray("after");
        planned.after().forEach(after::add);
        ArrayNode gates = step.putArray("gates");
        GateText.of(planned).forEach(gates::add);
        step.set("details", JSON.valueToTree(planned.step()));
        return step;
    }

    private static String risk(PlannedStep planned) {
        return planned.risk().name().toLowerCase(Locale.ROOT);
    }
}
