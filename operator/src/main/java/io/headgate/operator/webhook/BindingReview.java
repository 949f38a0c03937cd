package io.headgate.operator.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import io.headgate.core.cloud.TargetRegistry;
import io.headgate.core.routing.TargetGroupRef;
import io.headgate.operator.watch.BindingObject;
import io.headgate.operator.watch.ClusterView;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Refuses TargetGroupBindings that cannot work, and changes of what cannot change. */
final class BindingReview implements Reviewer {

    private static final Pattern VPC = Pattern.compile("vpc-([0-9a-f]{8}|[0-9a-f]{17})");
    private static final String STACK_LABEL = "ingress.k8s.aws/stack";

    private final ClusterView view;
    private final Function<String, TargetRegistry.Description> targetGroups;

    /** @param targetGroups describes a target group by name or ARN */
    BindingReview(ClusterView view, Function<String, TargetRegistry.Description> targetGroups) {
        this.view = view;
        this.targetGroups = targetGroups;
    }

    @Override
    public Verdict review(AdmissionRequest request) {
        if (request.deleting() || !request.asksForSomethingNew()) {
            return Verdict.ALLOWED;
        }
        JsonNode spec = request.object().path("spec");
        List<String> problems = new ArrayList<>();
        contradictions(spec, problems);
        boolean ours = ours(request.object());
        if (request.creates()) {
            uniqueness(request, spec, problems);
            if (!ours && problems.isEmpty()) {
                facts(spec, problems);
            }
        } else {
            immutability(request.before().path("spec"), spec, ours, problems);
        }
        return Verdict.of(problems, List.of());
    }

    /** Made for a load balancer of ours, so that it is ours to change when its target group had to be made anew. */
    private static boolean ours(JsonNode object) {
        JsonNode labels = object.at("/metadata/labels");
        return labels.has(STACK_LABEL) || labels.has(STACK_LABEL + "-name");
    }

    private static void contradictions(JsonNode spec, List<String> problems) {
        boolean ip = text(spec, "targetType").equals("ip");
        boolean instance = text(spec, "targetType").equals("instance");
        if (text(spec, "targetGroupARN").isEmpty()
                && text(spec, "targetGroupName").isEmpty()) {
            problems.add("spec.targetGroupARN: neither an ARN nor a name of a target group is given"
                    + " -> set spec.targetGroupARN or spec.targetGroupName");
        }
        if (ip && spec.path("nodeSelector").isObject()) {
            problems.add("spec.nodeSelector: chooses nodes, but the targets of type ip are pods"
                    + " -> remove it, or use target type instance");
        }
        if (instance && !text(spec, "iamRoleArnToAssume").isEmpty()) {
            problems.add("spec.iamRoleArnToAssume: instances of this account cannot be targets of another account's"
                    + " target group -> use target type ip");
        }
        String vpc = text(spec, "vpcID");
        if (!vpc.isEmpty() && !VPC.matcher(vpc).matches()) {
            problems.add("spec.vpcID: \"" + vpc + "\" is no id of a VPC"
                    + " -> write vpc- with 8 or 17 hexadecimal digits, or leave it out");
        }
    }

    /** Two bindings would each remove the other's targets. */
    private void uniqueness(AdmissionRequest request, JsonNode spec, List<String> problems) {
        String arn = text(spec, "targetGroupARN");
        boolean shared = spec.path("multiClusterTargetGroup").asBoolean();
        String name = request.object().at("/metadata/name").asText();
        view.bindings.all().stream()
                .filter(other -> !arn.isEmpty() && !other.deleting())
                .filter(other -> other.binding().targetGroup().equals(new TargetGroupRef.ByArn(arn)))
                .filter(other -> !isNamed(other, request.namespace(), name))
                .filter(other -> !(shared && other.binding().multiClusterTargetGroup()))
                .findFirst()
                .ifPresent(other -> problems.add("spec.targetGroupARN: the TargetGroupBinding "
                        + other.binding().key() + " has the same target group, and each would remove the other's"
                        + " targets -> use another target group, or set spec.multiClusterTargetGroup on both"));
    }

    private static boolean isNamed(BindingObject object, String namespace, String name) {
        return object.binding().key().namespace().equals(namespace)
                && object.binding().key().name().equals(name);
    }

    private static void immutability(JsonNode before, JsonNode now, boolean ours, List<String> problems) {
        if (!ours) {
            unchanged("targetGroupARN", before, now, "", problems);
        }
        unchanged("targetType", before, now, "", problems);
        unchanged("ipAddressType", before, now, "ipv4", problems);
        unchanged("vpcID", before, now, "", problems);
    }

    /** A field that was empty may be filled in. */
    private static void unchanged(String field, JsonNode before, JsonNode now, String absent, List<String> problems) {
        String old = before.path(field).asText(absent);
        String given = now.path(field).asText(absent);
        if (!old.isEmpty() && !old.equals(given)) {
            problems.add("spec." + field + ": cannot change from \"" + old + "\" to \"" + given
                    + "\" -> create another TargetGroupBinding, then delete this one");
        }
    }

    /** What is said of the target group must be true. A target group that is not known (yet) contradicts nothing. */
    private void facts(JsonNode spec, List<String> problems) {
        if (!text(spec, "iamRoleArnToAssume").isEmpty()) {
            return;
        }
        String arn = text(spec, "targetGroupARN");
        if (targetGroups.apply(arn.isEmpty() ? text(spec, "targetGroupName") : arn)
                instanceof TargetRegistry.Description.Found found) {
            agrees("targetType", spec, found.targetType(), problems);
            agrees("targetGroupProtocol", spec, found.protocol(), problems);
            agrees("ipAddressType", spec, found.ipAddressType(), problems);
            agrees("vpcID", spec, found.vpcId(), problems);
        }
    }

    private static void agrees(String field, JsonNode spec, String fact, List<String> problems) {
        String said = text(spec, field);
        if (!said.isEmpty() && !fact.isEmpty() && !said.equals(fact)) {
            problems.add("spec." + field + ": is \"" + said + "\", but the target group has \"" + fact
                    + "\" -> write that, or leave it out");
        }
    }

    private static String text(JsonNode spec, String field) {
        return spec.path(field).asText("");
    }
}
