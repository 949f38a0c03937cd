package io.headgate.aws.contract;

import io.headgate.simulator.Simulator;
import io.headgate.simulator.SimulatorConfig;
import java.io.IOException;
import java.util.EnumSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The contract on the project's own simulator. */
class SimulatorContractTest extends AwsProviderContract {

    private static Simulator simulator;

    SimulatorContractTest() {
        super(new AwsEndpoint("simulator", simulator.endpoint(), "us-west-2", EnumSet.allOf(Capability.class)));
    }

    @BeforeAll
    static void start() throws IOException {
        simulator = Simulator.start(SimulatorConfig.DEFAULT);
    }

    @AfterAll
    static void stop() {
        simulator.close();
    }
}
