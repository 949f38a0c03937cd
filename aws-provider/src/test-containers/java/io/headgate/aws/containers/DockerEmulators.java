package io.headgate.aws.containers;

import io.headgate.aws.client.AwsSettings.Credentials;
import io.headgate.aws.endpoint.AwsEndpoint;
import io.headgate.aws.endpoint.Emulator;
import io.headgate.aws.endpoint.EmulatorContainers;
import io.headgate.aws.endpoint.Resolution;
import io.headgate.aws.endpoint.Resolution.Available;
import io.headgate.aws.endpoint.Resolution.Unavailable;
import java.net.URI;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.localstack.LocalStackContainer;

/** Starts emulators by Testcontainers. */
public final class DockerEmulators implements EmulatorContainers {

    private static final String MOTO = "motoserver/moto:5.2.1";
    private static final int MOTO_PORT = 5000;
    private static final String LOCALSTACK = "localstack/localstack";
    private static final String TOKEN = "LOCALSTACK_AUTH_TOKEN";

    @Override
    public Resolution start(Emulator emulator) {
        if (!DockerClientFactory.instance().isDockerAvailable()) {
            return new Unavailable("Docker does not answer: start it, or give an address by AWS_ENDPOINT_URL");
        }
        return switch (emulator) {
            case SIMULATOR -> new Unavailable("the simulator needs no container");
            case MOTO -> moto();
            case LOCALSTACK -> localStack();
        };
    }

    @SuppressWarnings("resource") // stopped by whoever takes it
    private static Resolution moto() {
        GenericContainer<?> container =
                new GenericContainer<>(MOTO).withExposedPorts(MOTO_PORT).waitingFor(Wait.forHttp("/moto-api/"));
        container.start();
        URI address = URI.create("http://" + container.getHost() + ":" + container.getMappedPort(MOTO_PORT));
        return new Available(AwsEndpoint.at(address, Emulator.MOTO.capabilities()), container::stop);
    }

    @SuppressWarnings("resource") // stopped by whoever takes it
    private static Resolution localStack() {
        String token = System.getenv(TOKEN);
        if (token == null) {
            return new Unavailable(TOKEN + " is not set, and LocalStack does not start without; ELBv2 needs a paid plan");
        }
        LocalStackContainer container = new LocalStackContainer(LOCALSTACK).withEnv(TOKEN, token);
        container.start();
        return new Available(
                new AwsEndpoint(
                        container.getEndpoint(),
                        container.getRegion(),
                        new Credentials(container.getAccessKey(), container.getSecretKey(), null),
                        null,
                        Emulator.LOCALSTACK.capabilities()),
                container::stop);
    }
}
