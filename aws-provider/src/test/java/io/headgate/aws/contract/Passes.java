package io.headgate.aws.contract;

import io.headgate.aws.AwsProvider;
import io.headgate.core.cloud.CloudProvider.BindingWriter;
import io.headgate.core.cloud.Gatekeeper;
import io.headgate.core.cloud.Outcome;
import io.headgate.core.facts.CloudFacts;
import io.headgate.core.group.GroupInputs;
import io.headgate.core.plan.Plan;
import io.headgate.core.plan.Planner;
import io.headgate.core.plan.Policy;
import io.headgate.core.routing.TargetGroupRef;
import io.headgate.core.stack.Stack;
import io.headgate.core.stack.TargetGroupBinding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What passes over one group do, without a cluster. */
final class Passes {

    private Passes() {}

    private static CloudFacts facts(AwsProvider on) {
        return on.facts(new GroupInputs(DesiredStacks.GROUP, List.of(), Map.of(), Map.of()));
    }

    static String backend(AwsProvider on) {
        return String.valueOf(facts(on).backendSecurityGroupId());
    }

    static Plan plan(AwsProvider on, Stack wanted) {
        Stack observed = on.observe(wanted);
        return planFrom(on, wanted, observed, bindingsOf(wanted, observed));
    }

    static Plan planFrom(AwsProvider on, Stack wanted, Stack observed, List<TargetGroupBinding> bindings) {
        return Planner.plan(
                wanted,
                observed.withBindings(bindings),
                Policy.defaults(facts(on).backendSecurityGroupId()));
    }

    /** The bindings as the API server would have them by now. */
    static List<TargetGroupBinding> bindingsOf(Stack wanted, Stack observed) {
        List<TargetGroupBinding> bindings = new ArrayList<>();
        for (TargetGroupBinding binding : wanted.bindings()) {
            observed.targetGroups().stream()
                    .filter(group -> group.resource().equals(binding.resource()))
                    .findFirst()
                    .ifPresent(group -> bindings.add(
                            binding.withTargetGroup(new TargetGroupRef.ByArn(String.valueOf(group.arn())))));
        }
        return bindings;
    }

    static Outcome converge(AwsProvider on, Stack wanted) {
        Stack observed = on.observe(wanted);
        return execute(on, wanted, bindingsOf(wanted, observed));
    }

    static Outcome execute(AwsProvider on, Stack wanted, List<TargetGroupBinding> bindings) {
        Stack observed = on.observe(wanted).withBindings(bindings);
        Plan plan = planFrom(on, wanted, observed, bindings);
        return on.execute(plan, observed, BindingWriter.NONE, Gatekeeper.OPEN);
    }
}
