package io.headgate.core.plan;

import io.headgate.core.group.GroupId;
import java.util.List;

/** The steps that lead from the observed to the desired stack, in an order in which they may run one after the other. */
public record Plan(GroupId group, List<Step> steps) {
    public Plan {
        steps = List.copyOf(steps);
    }

    public boolean isEmpty() {
        return steps.isEmpty();
    }
}
