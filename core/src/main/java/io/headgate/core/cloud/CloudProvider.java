package io.headgate.core.cloud;

import io.headgate.core.cluster.ObjectKey;
import io.headgate.core.facts.CloudFacts;
import io.headgate.core.group.GroupId;
import io.headgate.core.group.GroupInputs;
import io.headgate.core.plan.Plan;
import io.headgate.core.stack.Stack;
import io.headgate.core.stack.TargetGroupBinding;
import java.util.Set;

/** A cloud that observes and changes stacks. Safe for use by many threads, one at a time for the same group. */
public interface CloudProvider {

    /** Loads what the cluster owns in bulk. To be called once before all else; may be called again to verify. */
    void load();

    /** The facts that these inputs can ask for. Services that the inputs do not use receive no call. */
    CloudFacts facts(GroupInputs inputs);

    /** What exists of a group, without its Kubernetes objects. Costs no call once loaded. */
    Stack observe(GroupId group);

    /** The groups of this cluster of which anything exists. */
    Set<GroupId> groups();

    /** Runs a plan. Steps that concern Kubernetes objects go to {@code bindings}. */
    Outcome execute(Plan plan, BindingWriter bindings);

    TargetRegistry targets();

    /** Writes the TargetGroupBindings of a plan. */
    interface BindingWriter {
        void apply(TargetGroupBinding binding);

        void delete(ObjectKey binding);
    }
}
