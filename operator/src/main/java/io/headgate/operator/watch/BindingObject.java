package io.headgate.operator.watch;

import io.headgate.core.cloud.AssumedRole;
import io.headgate.core.cluster.ObjectKey;
import io.headgate.core.group.GroupId;
import io.headgate.core.stack.TargetGroupBinding;
import io.headgate.crds.elbv2.TargetGroupBindingSpec;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A TargetGroupBinding as it is in the cluster.
 *
 * @param released whether its group deleted it, as it needs it no more
 */
public record BindingObject(TargetGroupBinding binding, boolean deleting, boolean released, Reference reference) {

    /** Annotation that a group puts on a binding right before it deletes it, so that nobody else's deletion is taken for its own. */
    public static final String RELEASED = "headgate.io/released";

    /**
     * Which target group is meant.
     *
     * @param arnOrName empty when the object says neither
     * @param complete whether the object says all: ARN and target type
     * @param role in whose account it is; null for our own
     */
    public record Reference(
            String arnOrName, boolean complete, @Nullable AssumedRole role) {

        static Reference of(TargetGroupBindingSpec spec) {
            String arn = Objects.requireNonNullElse(spec.targetGroupArn(), "");
            String role = Objects.requireNonNullElse(spec.iamRoleArnToAssume(), "");
            return new Reference(
                    arn.isEmpty() ? Objects.requireNonNullElse(spec.targetGroupName(), "") : arn,
                    !arn.isEmpty() && spec.targetType() != null,
                    role.isEmpty() ? null : new AssumedRole(role, spec.assumeRoleExternalId()));
        }
    }

    static boolean isReleased(io.headgate.crds.elbv2.TargetGroupBinding object) {
        Map<String, String> annotations = object.getMetadata().getAnnotations();
        return annotations != null && annotations.containsKey(RELEASED);
    }

    private static final String STACK = "ingress.k8s.aws/stack";
    private static final String STACK_NAMESPACE = "ingress.k8s.aws/stack-namespace";
    private static final String STACK_NAME = "ingress.k8s.aws/stack-name";

    /** The group that it was made for; empty for one made by hand. */
    public Optional<GroupId> group() {
        Map<String, String> labels = binding.labels();
        String stack = labels.get(STACK);
        if (stack != null) {
            return Optional.of(new GroupId.Explicit(stack));
        }
        String namespace = labels.get(STACK_NAMESPACE);
        String name = labels.get(STACK_NAME);
        return namespace == null || name == null
                ? Optional.empty()
                : Optional.of(new GroupId.Implicit(new ObjectKey(namespace, name)));
    }
}
