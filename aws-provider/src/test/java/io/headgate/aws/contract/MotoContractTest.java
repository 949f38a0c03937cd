package io.headgate.aws.contract;

import java.io.IOException;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The contract on moto, whose code is independent of ours. */
class MotoContractTest extends AwsProviderContract {

    private static MotoServer server;

    MotoContractTest() {
        super(new AwsEndpoint("moto", server.uri(), "us-west-2", Set.of()));
    }

    @BeforeAll
    static void start() throws IOException {
        server = MotoServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }
}
