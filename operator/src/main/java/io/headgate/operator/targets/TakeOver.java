package io.headgate.operator.targets;

import io.headgate.crds.elbv2.TargetGroupBinding;

/**
 * Which bindings an earlier process served. What changes among their targets must not wait until all of the account is read; the way to
 * them is there, but for new nodes.
 */
final class TakeOver {

    private TakeOver() {}

    /** Whether it is one of them. Of a target group of several clusters it must be known first which targets are ours. */
    static boolean concerns(TargetGroupBinding object) {
        boolean served = object.getStatus() != null && object.getStatus().observedGeneration() != null;
        return served && !Boolean.TRUE.equals(object.getSpec().multiClusterTargetGroup());
    }
}
