package io.headgate.operator.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.headgate.core.cluster.ObjectKey;
import io.headgate.core.stack.TargetGroupBinding;
import io.headgate.operator.targets.ReadinessGate;
import io.headgate.operator.watch.ClusterView;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Lets a new pod wait for its targets: adds a readiness gate for each binding of type {@code ip} whose Service selects the pod. Only in
 * namespaces that are labelled for it.
 */
final class GateInjection implements Reviewer {

    private final ClusterView view;

    GateInjection(ClusterView view) {
        this.view = view;
    }

    @Override
    public Verdict review(AdmissionRequest request) {
        if (!request.creates() || !wanted(request.namespace())) {
            return Verdict.ALLOWED;
        }
        JsonNode present = request.object().at("/spec/readinessGates");
        Set<String> types = new HashSet<>();
        present.forEach(gate -> types.add(gate.path("conditionType").asText()));
        List<String> missing =
                gates(request).stream().filter(type -> !types.contains(type)).toList();
        return missing.isEmpty() ? Verdict.ALLOWED : new Verdict.Patched(patch(missing, present.isArray()));
    }

    private boolean wanted(String namespace) {
        return view.namespaces
                .get(new ObjectKey("", namespace))
                .filter(found -> ReadinessGate.wantedBy(found.labels()))
                .isPresent();
    }

    private List<String> gates(AdmissionRequest request) {
        Map<String, String> labels = new HashMap<>();
        request.object()
                .at("/metadata/labels")
                .properties()
                .forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
        return view.bindings.all().stream()
                .filter(object -> !object.deleting())
                .map(object -> object.binding())
                .filter(binding -> binding.key().namespace().equals(request.namespace()))
                .filter(binding -> binding.targetType().equals("ip"))
                .filter(binding -> selects(binding, labels))
                .map(binding -> ReadinessGate.conditionType(binding.key().name()))
                .sorted()
                .toList();
    }

    private boolean selects(TargetGroupBinding binding, Map<String, String> labels) {
        return view.services
                .get(new ObjectKey(binding.key().namespace(), binding.serviceName()))
                .filter(service -> service.selects(labels))
                .isPresent();
    }

    private static ArrayNode patch(List<String> types, boolean some) {
        ArrayNode patch = JsonNodeFactory.instance.arrayNode();
        if (!some) {
            patch.addObject()
                    .put("op", "add")
                    .put("path", "/spec/readinessGates")
                    .putArray("value");
        }
        types.forEach(type -> patch.addObject()
                .put("op", "add")
                .put("path", "/spec/readinessGates/-")
                .putObject("value")
                .put("conditionType", type));
        return patch;
    }
}
