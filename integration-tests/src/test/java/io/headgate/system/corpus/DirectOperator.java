package io.headgate.system.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.headgate.aws.AwsProvider;
import io.headgate.core.cloud.CloudProvider;
import io.headgate.core.cloud.Gatekeeper;
import io.headgate.core.cloud.Outcome;
import io.headgate.core.cluster.ClusterState;
import io.headgate.core.compile.Compilation;
import io.headgate.core.compile.Compiler;
import io.headgate.core.facts.CloudFacts;
import io.headgate.core.group.GroupId;
import io.headgate.core.group.GroupInputs;
import io.headgate.core.group.Membership;
import io.headgate.core.plan.Plan;
import io.headgate.core.plan.PlannedStep;
import io.headgate.core.plan.Planner;
import io.headgate.core.plan.Policy;
import io.headgate.core.plan.Step;
import io.headgate.core.settings.CompilerSettings;
import io.headgate.core.settings.FeatureGate;
import io.headgate.core.stack.Stack;
import io.headgate.core.stack.TargetGroupBinding;
import io.headgate.operator.cli.OperatorFlags;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** What the operator does with groups, without Kubernetes around it: compile, plan, execute. For one thread. */
final class DirectOperator implements AutoCloseable {

    private static final int MOST_PASSES = 5;

    private final AwsProvider provider;
    private final CompilerSettings settings;

    private DirectOperator(AwsProvider provider, CompilerSettings settings) {
        this.provider = provider;
        this.settings = settings;
    }

    /** An operator that has just started on the account of a seed. */
    static DirectOperator start(URI endpoint, JsonNode seed, List<String> flags) {
        AwsProvider provider = SeedAccount.provider(endpoint, seed, flags);
        provider.load();
        return new DirectOperator(
                provider, OperatorFlags.parse(flags, seed.get("clusterName").asText()));
    }

    /** Deploys all groups that can be. */
    List<DeployedGroup> deploy(ClusterState cluster) {
        List<DeployedGroup> deployed = new ArrayList<>();
        for (GroupInputs inputs : Membership.of(cluster, settings.ownership()).all()) {
            CloudFacts facts = provider.facts(inputs);
            Compilation compilation = Compiler.compile(inputs, facts, settings);
            if (!compilation.frozen()) {
                deployed.add(new DeployedGroup(compilation.stack(), deploy(compilation.stack(), facts)));
            }
        }
        return deployed;
    }

    /** As many passes as it takes: a listener waits for the pass after the one that requests its certificate. */
    private Stack deploy(Stack desired, CloudFacts facts) {
        Stack observed = provider.observe(desired);
        for (int pass = 0; pass < MOST_PASSES; pass++) {
            Plan plan = Planner.plan(desired, observed, policy(facts));
            if (plan.isEmpty()) {
                break;
            }
            List<TargetGroupBinding> bindings = run(plan, observed).bindings();
            observed = provider.observe(desired).withBindings(bindings);
        }
        return observed;
    }

    /** What another pass over the same objects would do. */
    List<Step> plans(ClusterState cluster, List<DeployedGroup> deployed) {
        Map<GroupId, GroupInputs> groups =
                Membership.of(cluster, settings.ownership()).groups();
        return deployed.stream()
                .flatMap(group ->
                        again(
                                group,
                                Objects.requireNonNull(
                                        groups.get(group.desired().group())))
                                .steps()
                                .stream())
                .map(PlannedStep::step)
                .toList();
    }

    private Plan again(DeployedGroup group, GroupInputs inputs) {
        CloudFacts facts = provider.facts(inputs);
        Stack desired = Compiler.compile(inputs, facts, settings).stack();
        Stack observed = provider.observe(desired).withBindings(group.observed().bindings());
        return Planner.plan(desired, observed, policy(facts));
    }

    /** Removes all that was deployed. */
    void remove(List<DeployedGroup> deployed) {
        for (DeployedGroup group : deployed) {
            Stack nothing = Stack.empty(group.desired().group());
            Stack observed =
                    provider.observe(nothing).withBindings(group.observed().bindings());
            CloudFacts facts = provider.facts(new GroupInputs(nothing.group(), List.of(), Map.of(), Map.of()));
            run(Planner.plan(nothing, observed, policy(facts)), observed);
        }
        assertThat(provider.releaseShared())
                .as("failure to release what is shared")
                .isEmpty();
    }

    private Stack run(Plan plan, Stack observed) {
        Outcome outcome = provider.execute(plan, observed, CloudProvider.BindingWriter.NONE, Gatekeeper.OPEN);
        assertThat(outcome.failures()).as("steps that failed").isEmpty();
        return outcome.observed();
    }

    private Policy policy(CloudFacts facts) {
        return new Policy(
                settings.externalManagedTags(),
                Set.of(),
                facts.backendSecurityGroupId(),
                settings.enabled(FeatureGate.LISTENER_RULES_TAGGING),
                true);
    }

    @Override
    public void close() {
        provider.close();
    }
}
