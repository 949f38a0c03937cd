package io.headgate.operator.loadbalancer;

import io.headgate.core.cloud.CloudProvider;
import io.headgate.core.cloud.Failure;
import io.headgate.core.cluster.ObjectKey;
import io.headgate.core.compile.Compilation;
import io.headgate.core.group.GroupId;
import io.headgate.core.group.GroupInputs;
import io.headgate.core.plan.Plan;
import io.headgate.core.quota.Limits;
import io.headgate.core.quota.QuotaChange;
import io.headgate.core.stack.Stack;
import io.headgate.core.stack.TargetGroupBinding;
import io.headgate.crds.loadbalancer.LoadBalancerStatus;
import io.headgate.operator.loadbalancer.gate.Gates;
import io.headgate.operator.safety.Caution;
import io.headgate.operator.watch.ClusterView;
import io.headgate.operator.watch.GroupKey;
import io.headgate.operator.watch.LoadBalancerObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the next pass over a group would do, found out by the very code of that pass and without doing any of it: nothing is written,
 * neither to the cloud nor to the API server. For one thread.
 */
public final class GroupPlans {

    private static final String ONLY_PLANNED = "it is only planned";

    private final ClusterView view;
    private final ServedProvider served;
    private final GroupDeployer deployer;
    private final LastAccepted lastAccepted;

    /** @param view started; it says which bindings are there, and what earlier passes noted in statuses and reports */
    public GroupPlans(ClusterView view, ServedProvider served) {
        this.view = view;
        this.served = served;
        this.deployer = new GroupDeployer(view, new NoBindings(), Gates.none());
        this.lastAccepted = new LastAccepted(view);
    }

    /**
     * A plan with what it was made from.
     *
     * @param compilation null when the group is to go
     * @param quotas what the plan changes of what is used of the limits of the account
     */
    public record GroupPlan(
            Plan plan, Stack observed, @Nullable Compilation compilation, List<QuotaChange> quotas) {

        public GroupPlan {
            quotas = List.copyOf(quotas);
        }

        public GroupId group() {
            return plan.group();
        }
    }

    /**
     * The way to what these members ask for.
     *
     * @throws io.headgate.core.cloud.CloudException if the cloud cannot be asked
     */
    public GroupPlan plan(GroupInputs inputs) {
        Deployment deployment = deployer.deploy(
                served,
                served.loaded(),
                inputs,
                lastAccepted.of(inputs),
                former(inputs.group()),
                Caution.unapproved(new GroupKey(served.name(), inputs.group()).objectName(view.instance())),
                SecondLook.NONE,
                approved -> {},
                ONLY_PLANNED);
        Plan plan = deployment.clearance().proposed();
        Stack observed = deployment.outcome().observed();
        Compilation compilation = deployment.compilation();
        return new GroupPlan(
                plan,
                observed,
                compilation,
                plan.quotas(observed, compilation.ledger().limits()));
    }

    /**
     * The way to nothing, for a group that has no members.
     *
     * @throws io.headgate.core.cloud.CloudException if the cloud cannot be asked
     */
    public GroupPlan removal(GroupId group) {
        GroupDeployer.Removal removal = deployer.removal(served, served.loaded(), group);
        return new GroupPlan(
                removal.plan(), removal.observed(), null, removal.plan().quotas(removal.observed(), limits(group)));
    }

    private Limits limits(GroupId group) {
        GroupInputs nobody = new GroupInputs(group, List.of(), Map.of(), Map.of());
        return served.settings().limits(served.loaded().facts(nobody).limits());
    }

    private GroupDeployer.Former former(GroupId group) {
        LoadBalancerStatus status = view.loadBalancers
                .get(new ObjectKey("", new GroupKey(served.name(), group).objectName(view.instance())))
                .map(LoadBalancerObject::status)
                .orElse(null);
        return new GroupDeployer.Former(
                status == null ? Set.of() : Set.copyOf(status.tagKeys()), DeployedSecrets.of(status));
    }

    /** A plan that is not run writes no binding. */
    private static final class NoBindings implements CloudProvider.BindingWriter {
        @Override
        public Optional<Failure> apply(TargetGroupBinding binding) {
            throw new IllegalStateException("a plan that is only printed writes no binding");
        }

        @Override
        public Optional<Failure> delete(ObjectKey binding) {
            throw new IllegalStateException("a plan that is only printed deletes no binding");
        }
    }
}
