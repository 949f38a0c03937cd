package io.headgate.core.naming;

import io.headgate.core.group.GroupId;
import io.headgate.core.group.Instance;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The tags and labels by which resources are found again: those of aws-load-balancer-controller. */
public final class TrackingTags {
    public static final String CLUSTER = "elbv2.k8s.aws/cluster";
    public static final String STACK = "ingress.k8s.aws/stack";
    public static final String RESOURCE = "ingress.k8s.aws/resource";
    /** Tag of the shared backend security group, whose value is {@link #BACKEND_RESOURCE}. */
    public static final String SHARED_RESOURCE = "elbv2.k8s.aws/resource";

    public static final String BACKEND_RESOURCE = "backend-sg";

    private static final Set<String> KEYS = Set.of(CLUSTER, STACK, RESOURCE, Instance.KEY);
    private static final String LABEL_STACK = "ingress.k8s.aws/stack";
    private static final String LABEL_NAMESPACE = "ingress.k8s.aws/stack-namespace";
    private static final String LABEL_NAME = "ingress.k8s.aws/stack-name";

    private final Owner owner;
    private final GroupId group;

    public TrackingTags(Owner owner, GroupId group) {
        this.owner = owner;
        this.group = group;
    }

    /** The tags of a resource of the stack; tracking tags win over those of the user. */
    public Map<String, String> of(String resource, Map<String, String> userTags) {
        Map<String, String> tags = new LinkedHashMap<>(userTags);
        tags.putAll(owner.tags());
        tags.put(STACK, group.toString());
        tags.put(RESOURCE, resource);
        return tags;
    }

    /** Whether a tag of that key is ours alone. */
    public static boolean isTracking(String key) {
        return KEYS.contains(key);
    }

    /** Whether a label of that key says to which group a TargetGroupBinding belongs. */
    public static boolean isStackLabel(String key) {
        return key.equals(LABEL_STACK) || key.equals(LABEL_NAMESPACE) || key.equals(LABEL_NAME);
    }

    /** The tags without the tracking ones. */
    public static Map<String, String> userTags(Map<String, String> tags) {
        Map<String, String> user = new LinkedHashMap<>(tags);
        user.keySet().removeAll(KEYS);
        return user;
    }

    /** Labels of the TargetGroupBindings of the group. */
    public Map<String, String> bindingLabels() {
        Map<String, String> labels = new LinkedHashMap<>(stackLabels());
        labels.putAll(owner.instance().labels());
        return labels;
    }

    private Map<String, String> stackLabels() {
        return switch (group) {
            case GroupId.Explicit(String name) -> Map.of(LABEL_STACK, name);
            case GroupId.Implicit(var ingress) ->
                Map.of(LABEL_NAMESPACE, ingress.namespace(), LABEL_NAME, ingress.name());
        };
    }
}
