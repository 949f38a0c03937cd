package io.headgate.core.cloud;

import io.headgate.core.cluster.ObjectKey;
import io.headgate.core.facts.CloudFacts;
import io.headgate.core.group.GroupId;
import io.headgate.core.group.GroupInputs;
import io.headgate.core.plan.Plan;
import io.headgate.core.quota.Limits;
import io.headgate.core.stack.Stack;
import io.headgate.core.stack.TargetGroupBinding;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A cloud that observes and changes stacks. Safe for use by many threads, one at a time for the same group. Methods that only yield a
 * value throw {@link CloudException} when the cloud cannot be asked; what was learnt before stays.
 */
public interface CloudProvider {

    /** Loads what the cluster owns in bulk, and the facts that every group asks for. To be called once before all else; may be called again to verify. */
    void load();

    /**
     * Reads anew what exists of some groups, which others may have changed. Those chosen are looked at as a whole; what is known of all
     * other groups stays.
     *
     * @return the chosen groups of which anything exists now or did before
     */
    Set<GroupId> refresh(Predicate<GroupId> groups);

    /** The facts that these inputs can ask for. Services that the inputs do not use receive no call. */
    CloudFacts facts(GroupInputs inputs);

    /** The network of the cluster; remembered for long. */
    CloudFacts.Vpc vpc();

    /** Notes that facts may have come into being since they were looked for: they are read anew when next asked for. */
    default void distrustFacts() {}

    /**
     * The limits of the account as they were told last; asks nothing.
     *
     * @param doubted whether something did not fit into them: then they are asked for, unless that was done a moment ago. One that cannot
     *     be asked is not known any more
     */
    default Limits limits(boolean doubted) {
        return Limits.ASSUMED;
    }

    /**
     * The same facts with the limits of the account read anew, because something did not fit into them. A provider without limits has
     * nothing to read.
     */
    default CloudFacts recheckLimits(CloudFacts known, GroupInputs inputs) {
        return known;
    }

    /**
     * What exists of the group of {@code desired}, without its Kubernetes objects. Only what {@code desired} asks for is read: attributes
     * of a resource when it wants some. Costs no call once read; pass {@link Stack#empty} for a group that is to go.
     */
    Stack observe(Stack desired);

    /** The groups of this cluster of which anything exists. */
    Set<GroupId> groups();

    /**
     * Runs a plan, beginning with what was observed, Kubernetes objects included. Steps that concern Kubernetes objects go to
     * {@code bindings}. May be stopped after any call: the next plan goes on from there.
     *
     * @param gatekeeper is asked before each step; what it holds is not tried, nor what depends on it
     */
    Outcome execute(Plan plan, Stack observed, BindingWriter bindings, Gatekeeper gatekeeper);

    TargetRegistry targets();

    /** The targets of another account. A role that cannot be assumed fails the calls of this registry alone. */
    TargetRegistry targets(AssumedRole role);

    NodeAccess nodeAccess();

    /** Looks for what others changed. */
    DriftScan drift();

    /**
     * Removes what groups share, when no group needs it any more: the backend security group. To be called only when the cluster has no
     * binding left that names it. Nothing to do is no failure; {@link Failure.InUse} means to try again later.
     */
    Optional<Failure> releaseShared();

    /** Writes the TargetGroupBindings of a plan, with ARNs and security-group ids in place. */
    interface BindingWriter {

        /** Writes nothing and finds nothing wrong with that: for an account without a cluster around it. */
        BindingWriter NONE = new BindingWriter() {
            @Override
            public Optional<Failure> apply(TargetGroupBinding binding) {
                return Optional.empty();
            }

            @Override
            public Optional<Failure> delete(ObjectKey binding) {
                return Optional.empty();
            }
        };

        /** Creates or updates; gives the reason when the API server refuses. */
        Optional<Failure> apply(TargetGroupBinding binding);

        /** Deletes; a binding that is gone already is no failure. Does not wait for its finalizer. */
        Optional<Failure> delete(ObjectKey binding);
    }
}
