package io.headgate.system.corpus;

import com.fasterxml.jackson.databind.JsonNode;
import io.headgate.aws.iam.Feature;
import io.headgate.simulator.Simulator;
import io.headgate.simulator.SimulatorConfig;
import io.headgate.simulator.account.Timing;
import io.headgate.system.EnforcedPolicy;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Which recorded cases are run against an account, and why some are not. All of them are compiled offline. */
final class Coverage {

    /** Recorded on a lenient emulator; AWS itself refuses them. */
    private static final Map<String, String> REFUSED_BY_AWS = Map.of(
            "cases/node-labels-and-attributes",
            "slow start together with least_outstanding_requests: AWS allows it with round_robin only");

    private Coverage() {}

    /** Cases that AWS itself refuses, with the reason. */
    static Map<String, String> refusedByAws() {
        return REFUSED_BY_AWS;
    }

    /** Cases for compiler, planner and provider. */
    static Stream<CorpusCase> covered() {
        return CorpusCase.all().filter(recorded -> !REFUSED_BY_AWS.containsKey(recorded.id()));
    }

    /**
     * What the recorded states were made on: ids that no seed lists count as existing. Nothing takes time, and only what the policy of
     * {@code headgate iam} allows is done.
     */
    static Simulator simulator(JsonNode seed) throws IOException {
        return EnforcedPolicy.on(
                Simulator.start(SimulatorConfig.DEFAULT
                        .withSeed(seed.toString())
                        .withLenient(true)
                        .withTiming(Timing.INSTANT)),
                seed.get("clusterName").asText(),
                Feature.UNTAGGED_LISTENERS,
                Feature.UNTAGGED_NODES);
    }

    /** Says in the output how much is covered, and what is not. */
    static void print() {
        Set<String> all = Set.copyOf(CorpusCase.all().map(CorpusCase::id).toList());
        REFUSED_BY_AWS.keySet().stream()
                .filter(id -> !all.contains(id))
                .findAny()
                .ifPresent(id -> {
                    throw new IllegalStateException("there is no case " + id);
                });
        System.out.println("corpus: " + covered().count() + " of " + all.size() + " cases planned and executed, "
                + "and run by the operator");
        REFUSED_BY_AWS.forEach((id, why) -> System.out.println("corpus: only offline: " + id + " (" + why + ")"));
    }
}
