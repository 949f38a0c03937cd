package io.headgate.system.takeover;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.headgate.simulator.Simulator;
import io.headgate.simulator.SimulatorConfig;
import io.headgate.system.EnforcedPolicy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What aws-load-balancer-controller left of thirteen groups when it was stopped: answers of the Describe calls, and Kubernetes objects. */
final class Left {

    static final String CLUSTER = "lab";
    static final String REGION = "us-west-2";
    static final String VPC = "vpc-7ab1f77e5760218a7";

    private static final Path FOLDER = Path.of("../operator/src/test/resources/takeover");

    private Left() {}

    /** The account, in which the operator may do only what its policy allows. */
    static Simulator simulator() throws IOException {
        return EnforcedPolicy.on(Simulator.start(SimulatorConfig.DEFAULT.withRecording(text("account.json"))), CLUSTER);
    }

    static JsonNode objects() {
        try {
            return new ObjectMapper().readTree(text("cluster.json")).path("items");
        } catch (IOException malformed) {
            throw new UncheckedIOException(malformed);
        }
    }

    private static String text(String name) {
        try {
            return Files.readString(FOLDER.resolve(name));
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}
