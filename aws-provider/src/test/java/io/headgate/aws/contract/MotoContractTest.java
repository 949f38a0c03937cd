package io.headgate.aws.contract;

import io.headgate.aws.endpoint.AwsEndpoint;
import io.headgate.aws.endpoint.AwsTest;
import io.headgate.aws.endpoint.Emulator;

/** The contract on moto, whose code is independent of ours. */
@AwsTest(on = Emulator.MOTO)
final class MotoContractTest extends AwsProviderContract {

    MotoContractTest(AwsEndpoint endpoint) {
        super(endpoint);
    }
}
