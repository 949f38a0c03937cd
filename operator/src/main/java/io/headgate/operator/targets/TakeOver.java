package io.headgate.operator.targets;

import io.headgate.core.cluster.ObjectKey;
import io.headgate.crds.elbv2.TargetGroupBinding;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which bindings an earlier process served that this one has not looked at yet. What changed meanwhile among their targets must not wait
 * until all of the account is read; the way to them is there, but for new nodes. Safe for use by many threads.
 */
final class TakeOver {

    private final Set<ObjectKey> met = ConcurrentHashMap.newKeySet();

    /** Whether it is one of them; true at most once. Of a target group of several clusters it must be known first which targets are ours. */
    boolean concerns(TargetGroupBinding object) {
        boolean served = object.getStatus() != null && object.getStatus().observedGeneration() != null;
        return met.add(BindingVoice.key(object))
                && served
                && !Boolean.TRUE.equals(object.getSpec().multiClusterTargetGroup());
    }

    void forget(ObjectKey binding) {
        met.remove(binding);
    }
}
