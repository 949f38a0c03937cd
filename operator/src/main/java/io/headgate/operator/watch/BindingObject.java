package io.headgate.operator.watch;

import io.headgate.core.cluster.ObjectKey;
import io.headgate.core.group.GroupId;
import io.headgate.core.stack.TargetGroupBinding;
import java.util.Map;
import java.util.Optional;

/** A TargetGroupBinding as it is in the cluster. */
public record BindingObject(TargetGroupBinding binding, boolean deleting) {

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
