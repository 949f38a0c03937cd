package io.headgate.core.plan;

import io.headgate.core.stack.Stack;
import java.util.List;

/** Plans what leads from an observed to a desired stack. A pure function: no clock, no I/O. */
public final class Planner {

    private Planner() {}

    /**
     * The steps that make {@code observed} what {@code desired} asks for. What is desired already, or was not asked for, costs no step.
     *
     * @param desired names its resources by resource tag; of the same group
     * @param observed carries ARNs, and the Kubernetes objects of the group
     */
    public static Plan plan(Stack desired, Stack observed, Policy policy) {
        return new Plan(desired.group(), List.of());
    }
}
