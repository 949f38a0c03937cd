package io.headgate.operator.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.headgate.core.cloud.TargetRegistry;
import java.util.function.Function;

/**
 * Fills in what a TargetGroupBinding leaves out and the target group knows. The cloud is asked only if something is missing; when it does
 * not answer the object goes on as it is.
 */
final class BindingCompletion implements Reviewer {

    private final Function<String, TargetRegistry.Description> targetGroups;

    /** @param targetGroups describes a target group by name or ARN */
    BindingCompletion(Function<String, TargetRegistry.Description> targetGroups) {
        this.targetGroups = targetGroups;
    }

    @Override
    public Verdict review(AdmissionRequest request) {
        JsonNode spec = request.object().path("spec");
        String arn = spec.path("targetGroupARN").asText("");
        String nameOrArn = arn.isEmpty() ? spec.path("targetGroupName").asText("") : arn;
        // A target group of another account cannot be asked for with our own role.
        if (request.deleting() || nameOrArn.isEmpty() || spec.has("iamRoleArnToAssume") || complete(spec)) {
            return Verdict.ALLOWED;
        }
        return switch (targetGroups.apply(nameOrArn)) {
            case TargetRegistry.Description.Found found -> patched(spec, found);
            case TargetRegistry.Description.Unknown ignored -> Verdict.ALLOWED;
        };
    }

    private static boolean complete(JsonNode spec) {
        return spec.has("targetGroupARN")
                && spec.has("targetType")
                && spec.has("targetGroupProtocol")
                && spec.has("ipAddressType")
                && spec.has("vpcID");
    }

    private static Verdict patched(JsonNode spec, TargetRegistry.Description.Found found) {
        ArrayNode patch = JsonNodeFactory.instance.arrayNode();
        fill(patch, spec, "targetGroupARN", found.arn());
        fill(patch, spec, "targetType", found.targetType());
        fill(patch, spec, "targetGroupProtocol", found.protocol());
        fill(patch, spec, "ipAddressType", found.ipAddressType());
        fill(patch, spec, "vpcID", found.vpcId());
        return patch.isEmpty() ? Verdict.ALLOWED : new Verdict.Patched(patch);
    }

    private static void fill(ArrayNode patch, JsonNode spec, String field, String value) {
        if (spec.path(field).asText("").isEmpty() && !value.isEmpty()) {
            patch.addObject().put("op", "add").put("path", "/spec/" + field).put("value", value);
        }
    }
}
