package io.headgate.aws.contract;

import io.headgate.aws.endpoint.AwsEndpoint;
import io.headgate.aws.endpoint.AwsTest;

/** The contract on the emulator that is chosen or given. */
@AwsTest(sameAs = {SimulatorContractTest.class, MotoContractTest.class})
final class ChosenContractTest extends AwsProviderContract {

    ChosenContractTest(AwsEndpoint endpoint) {
        super(endpoint);
    }
}
