package io.headgate.system.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.headgate.core.cluster.ObjectKey;
import io.headgate.core.group.Membership;
import io.headgate.core.settings.CompilerSettings;
import io.headgate.operator.cli.OperatorFlags;
import io.headgate.operator.manifest.ManifestCluster;
import io.headgate.operator.manifest.Manifests;
import io.headgate.simulator.Simulator;
import io.headgate.simulator.api.RecordedCall;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/**
 * A recorded case while the operator runs on it.
 *
 * @param seed the account as it was
 * @param ours the Ingresses that get an answer; those of other classes get none
 */
record OperatedCase(URI endpoint, JsonNode seed, JsonNode expected, CaseCluster cluster, Set<ObjectKey> ours) {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration OFTEN = Duration.ofMillis(20);

    static OperatedCase of(CorpusCase recorded, URI endpoint, JsonNode seed, Manifests manifests, CaseCluster cluster) {
        CompilerSettings settings =
                OperatorFlags.parse(recorded.flags(), seed.get("clusterName").asText());
        Membership membership = Membership.of(ManifestCluster.of(manifests).state(), settings.ownership());
        Set<ObjectKey> ours = new HashSet<>(membership.refused().keySet());
        membership
                .all()
                .forEach(group -> group.members()
                        .forEach(member -> ours.add(member.ingress().key())));
        return new OperatedCase(endpoint, seed, recorded.expected(), cluster, ours);
    }

    void awaitRecordedState(StateReader reader) {
        awaitLastWord();
        assertThat(read(reader).differences())
                .as("differences from the recorded state")
                .isEmpty();
    }

    void expectNoCallOfASecondPass(Simulator simulator) {
        simulator.callLog().reset();
        cluster.touchIngresses();
        awaitLastWord();
        assertThat(simulator.callLog().calls())
                .as("calls of a second pass")
                .extracting(RecordedCall::operation)
                .isEmpty();
    }

    void expectNothingLeftAfterDeletion(StateReader reader) {
        DeletionProtection.lift(endpoint, seed.get("region").asText());
        cluster.deleteIngresses();
        await("deletion of all Ingresses").atMost(PATIENCE).pollInterval(OFTEN).until(cluster::released);
        StateReader.Reading left = read(reader);
        assertThat(left.owned()).as("what is left in the account").isEmpty();
        assertThat(left.nodePermissions())
                .as("permissions that are left on nodes")
                .isEmpty();
    }

    private StateReader.Reading read(StateReader reader) {
        return reader.read(endpoint, seed, cluster.clusterSide(), expected);
    }

    private void awaitLastWord() {
        await("the operator's last word on " + ours)
                .atMost(PATIENCE)
                .pollInterval(OFTEN)
                .until(() -> cluster.ingresses().stream().filter(this::isOurs).allMatch(cluster::settled)
                        && cluster.bindingsSettled());
    }

    private boolean isOurs(Ingress ingress) {
        return ours.contains(new ObjectKey(
                ingress.getMetadata().getNamespace(), ingress.getMetadata().getName()));
    }
}
