package io.headgate.operator.state;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headgate.core.cluster.ObjectKey;
import io.headgate.core.facts.CloudFacts;
import io.headgate.core.stack.Stack;
import io.headgate.core.stack.TargetGroupBinding;
import io.headgate.core.target.Endpoint;
import io.headgate.core.target.TargetInputs;
import io.headgate.core.target.TargetResolution;
import io.headgate.core.target.TargetResolver;
import io.headgate.operator.manifest.ManifestCluster;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Targets of target groups by resource: {@code address:port} of a pod, {@code name:port} of a node. */
public final class TargetsWriter {

    private TargetsWriter() {}

    public static ObjectNode write(
            Collection<Stack> stacks, ManifestCluster cluster, CloudFacts facts, boolean failOpen) {
        SortedMap<String, List<String>> byResource = new TreeMap<>();
        stacks.stream()
                .flatMap(stack -> stack.bindings().stream())
                .forEach(binding -> byResource.put(binding.resource(), targets(binding, cluster, facts, failOpen)));
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        ObjectNode targets = root.putObject("targets");
        byResource.forEach((resource, written) -> {
            ArrayNode array = targets.putArray(resource);
            written.forEach(array::add);
        });
        return root;
    }

    /** The targets of one binding in words, sorted. */
    static List<String> targets(
            TargetGroupBinding binding, ManifestCluster cluster, CloudFacts facts, boolean failOpen) {
        return switch (TargetResolver.resolve(inputs(binding, cluster, facts, failOpen))) {
            case TargetResolution.Resolved(var endpoints, var ignored) ->
                endpoints.stream()
                        .map(endpoint -> word(endpoint, binding.targetType()))
                        .sorted()
                        .toList();
            case TargetResolution.BackendMissing ignored -> List.of();
            case TargetResolution.Unusable ignored -> List.of();
        };
    }

    private static String word(Endpoint endpoint, String targetType) {
        String name = targetType.equals("instance")
                ? endpoint.nodeName()
                : endpoint.target().id();
        return name + ":" + endpoint.target().port();
    }

    private static TargetInputs inputs(
            TargetGroupBinding binding, ManifestCluster cluster, CloudFacts facts, boolean failOpen) {
        ObjectKey service = new ObjectKey(binding.key().namespace(), binding.serviceName());
        return new TargetInputs(
                binding,
                cluster.state().services().get(service),
                cluster.slices().stream()
                        .filter(slice -> slice.service().equals(service))
                        .toList(),
                cluster.pods(),
                cluster.nodes(),
                Stream.concat(facts.vpc().cidrs().stream(), facts.vpc().ipv6Cidrs().stream())
                        .toList(),
                failOpen);
    }
}
