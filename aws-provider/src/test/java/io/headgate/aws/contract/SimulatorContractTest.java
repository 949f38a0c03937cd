package io.headgate.aws.contract;

import io.headgate.aws.endpoint.AwsEndpoint;
import io.headgate.aws.endpoint.AwsTest;
import io.headgate.aws.endpoint.Emulator;

/** The contract on the project's own simulator. */
@AwsTest(on = Emulator.SIMULATOR)
final class SimulatorContractTest extends AwsProviderContract {

    SimulatorContractTest(AwsEndpoint endpoint) {
        super(endpoint);
    }
}
