package io.headgate.aws.endpoint;

import io.headgate.aws.endpoint.Resolution.Available;
import io.headgate.aws.endpoint.Resolution.Unavailable;
import io.headgate.simulator.Simulator;
import io.headgate.simulator.SimulatorConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ServiceLoader;

/** Finds or starts an emulator. */
final class EndpointResolver {

    private EndpointResolver() {}

    /** An emulator that runs already, of the given kind as far as capabilities go. */
    static Resolution given(Emulator emulator, URI address) {
        return new Available(AwsEndpoint.at(address, emulator.capabilities()), () -> {});
    }

    /** In this process, or as a process, or in a container, in this order. */
    static Resolution start(Emulator emulator) {
        return switch (emulator) {
            case SIMULATOR -> simulator();
            case MOTO -> moto();
            case LOCALSTACK -> container(emulator);
        };
    }

    private static Resolution simulator() {
        try {
            Simulator simulator = LeastRights.of(Simulator.start(SimulatorConfig.DEFAULT));
            return new Available(
                    AwsEndpoint.at(simulator.endpoint(), Emulator.SIMULATOR.capabilities()), simulator::close);
        } catch (IOException noSocket) {
            throw new UncheckedIOException(noSocket);
        }
    }

    private static Resolution moto() {
        try {
            MotoServer server = MotoServer.start();
            return new Available(AwsEndpoint.at(server.uri(), Emulator.MOTO.capabilities()), server::close);
        } catch (IOException notStarted) {
            return switch (container(Emulator.MOTO)) {
                case Available contained -> contained;
                case Unavailable(String reason) -> new Unavailable(notStarted.getMessage() + "; " + reason);
            };
        }
    }

    private static Resolution container(Emulator emulator) {
        return ServiceLoader.load(EmulatorContainers.class)
                .findFirst()
                .map(containers -> containers.start(emulator))
                .orElseGet(() -> new Unavailable(
                        "no container for " + emulator.label() + ": run with -Pcontainers where Docker is"));
    }
}
