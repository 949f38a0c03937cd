package io.headgate.system.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.headgate.core.facts.CloudFacts;
import io.headgate.core.finding.Finding;
import io.headgate.operator.cli.OperatorFlags;
import io.headgate.operator.manifest.ManifestCluster;
import io.headgate.operator.manifest.ManifestCompilation;
import io.headgate.operator.manifest.Manifests;
import io.headgate.operator.state.FactsFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The operator refuses none of the recorded cases but those that AWS itself refuses, which are named with the reason. */
final class AwsRefusalsTest {

    @Test
    void refusesBeyondTheRecordOnlyWhatAwsRefuses() {
        Set<String> refused = new TreeSet<>();
        CorpusCase.all().forEach(recorded -> {
            List<String> beyond = refusedBeyondTheRecord(recorded);
            if (!beyond.isEmpty()) {
                refused.add(recorded.id());
                System.out.println("refused by AWS: " + recorded.id() + " " + beyond);
            }
        });

        assertThat(refused).isEqualTo(new TreeSet<>(Coverage.refusedByAws().keySet()));
    }

    private static List<String> refusedBeyondTheRecord(CorpusCase recorded) {
        Set<String> known = new TreeSet<>();
        for (JsonNode refusal : recorded.expected().path("refused")) {
            known.add(refusal.get("ingress").asText());
        }
        return compiled(recorded).refused().entrySet().stream()
                .filter(refusal -> !known.contains(refusal.getKey().toString()))
                .flatMap(refusal -> refusal.getValue().stream())
                .map(Finding::oneLine)
                .toList();
    }

    private static ManifestCompilation compiled(CorpusCase recorded) {
        try {
            CloudFacts facts = FactsFile.read(recorded.collection().seedFile()).facts();
            return ManifestCompilation.of(
                    ManifestCluster.of(Manifests.read(List.of(recorded.manifest()))),
                    facts,
                    OperatorFlags.parse(recorded.flags(), facts.clusterName()));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
