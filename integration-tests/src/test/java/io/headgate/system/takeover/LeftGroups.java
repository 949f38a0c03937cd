package io.headgate.system.takeover;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.headgate.aws.AwsProvider;
import io.headgate.aws.client.AwsSettings;
import io.headgate.core.cloud.CloudProvider;
import io.headgate.core.cloud.Gatekeeper;
import io.headgate.core.cloud.Outcome;
import io.headgate.core.cluster.ClusterState;
import io.headgate.core.compile.Compiler;
import io.headgate.core.facts.CloudFacts;
import io.headgate.core.group.GroupInputs;
import io.headgate.core.group.Membership;
import io.headgate.core.plan.Plan;
import io.headgate.core.plan.Planner;
import io.headgate.core.plan.Policy;
import io.headgate.core.settings.CompilerSettings;
import io.headgate.core.stack.Stack;
import io.headgate.operator.manifest.ManifestCluster;
import io.headgate.operator.manifest.Manifests;
import io.headgate.simulator.Simulator;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The groups that were left, without an API server: what the operator makes of them, and what the other controller would then. */
final class LeftGroups {

    private static final CompilerSettings SETTINGS = CompilerSettings.defaults(Left.CLUSTER);

    private final ClusterState cluster;

    private LeftGroups(ClusterState cluster) {
        this.cluster = cluster;
    }

    static LeftGroups of(JsonNode objects) {
        KubernetesSerialization serialization = new KubernetesSerialization();
        List<HasMetadata> read = objects.valueStream()
                .map(object -> serialization.<HasMetadata>unmarshal(object.toString()))
                .toList();
        return new LeftGroups(ManifestCluster.of(new Manifests(read)).state());
    }

    /** One pass of the operator over all groups. */
    void deploy(Simulator account) {
        try (AwsProvider provider = provider(account)) {
            for (GroupInputs inputs : groups()) {
                CloudFacts facts = provider.facts(inputs);
                Stack desired = Compiler.compile(inputs, facts, SETTINGS).stack();
                Stack observed = provider.observe(desired).withBindings(desired.bindings());
                Plan plan = Planner.plan(desired, observed, Policy.defaults(facts.backendSecurityGroupId()));
                Outcome outcome = provider.execute(plan, observed, CloudProvider.BindingWriter.NONE, Gatekeeper.OPEN);
                assertThat(outcome.failures())
                        .as("failures of " + inputs.group())
                        .isEmpty();
            }
        }
    }

    /** The calls that the other controller would make for the same objects. */
    List<String> callsOfPredecessor(Simulator account) {
        List<String> calls = new ArrayList<>();
        try (AwsProvider provider = provider(account)) {
            for (GroupInputs inputs : groups()) {
                CloudFacts facts = provider.facts(inputs);
                Stack desired = Compiler.compile(inputs, facts, SETTINGS).stack();
                new PredecessorDiff(desired, provider.observe(desired), facts.backendSecurityGroupId())
                        .calls().stream()
                                .map(call -> inputs.group() + ": " + call)
                                .forEach(calls::add);
            }
        }
        return calls;
    }

    private List<GroupInputs> groups() {
        return List.copyOf(Membership.of(cluster, SETTINGS.ownership()).all());
    }

    private static AwsProvider provider(Simulator account) {
        AwsProvider provider = AwsProvider.create(
                AwsSettings.of(Left.CLUSTER, Left.REGION, Left.VPC).withLocalEndpoint(account.endpoint()),
                _ -> Optional.empty(),
                new SimpleMeterRegistry(),
                InstantSource.system());
        provider.load();
        return provider;
    }
}
