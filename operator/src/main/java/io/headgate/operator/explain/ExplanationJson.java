package io.headgate.operator.explain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headgate.operator.explain.Evidence.Place;
import java.util.List;
import java.util.Locale;

/** An explanation for programs. */
final class ExplanationJson {

    private static final ObjectMapper JSON = new ObjectMapper();

    private ExplanationJson() {}

    static JsonNode write(Evidence evidence, List<Cause> causes) {
        ObjectNode root = JSON.createObjectNode()
                .put("ingress", evidence.ingress().key().toString())
                .put("generation", evidence.ingress().generation());
        ArrayNode wrong = root.putArray("causes");
        causes.forEach(cause -> wrong.addObject()
                .put("weight", cause.weight().name().toLowerCase(Locale.ROOT))
                .put("what", cause.what())
                .put("remedy", cause.remedy()));
        if (evidence.place() instanceof Place.InGroup group) {
            root.put("group", group.group()).put("loadBalancerObject", group.object());
            if (group.status() != null) {
                root.set("quotas", JSON.valueToTree(group.status().quotas()));
            }
        }
        if (evidence.balancer() != null) {
            root.set("loadBalancer", JSON.valueToTree(evidence.balancer()));
        }
        root.set("rules", JSON.valueToTree(evidence.rules()));
        ArrayNode targets = root.putArray("targetGroups");
        evidence.targets().forEach(group -> write(group, targets.addObject()));
        root.set("reach", JSON.valueToTree(evidence.lines()));
        root.set("certificates", JSON.valueToTree(evidence.certificates()));
        root.set("plan", JSON.valueToTree(evidence.pending()));
        ArrayNode events = root.putArray("events");
        evidence.events()
                .forEach(event -> events.addObject()
                        .put("type", event.type())
                        .put("reason", event.reason())
                        .put("message", event.message())
                        .put("count", event.count())
                        .put("last", event.last() == null ? null : event.last().toString()));
        return root;
    }

    private static void write(Evidence.Targets group, ObjectNode node) {
        node.put("resource", group.resource())
                .put("name", group.name())
                .put("service", group.service() == null ? null : group.service().toString())
                .put("readyEndpoints", group.ready())
                .put("endpoints", group.endpoints())
                .put("reachable", group.reachable());
        if (group.asked()) {
            ArrayNode targets = node.putArray("targets");
            group.targets()
                    .forEach(target -> targets.addObject()
                            .put("id", target.target().id())
                            .put("port", target.target().port())
                            .put("state", target.state())
                            .put("reason", target.reason())
                            .put("description", target.description()));
        }
    }
}
