package io.headgate.operator.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code headgate simulator}. */
@Command(name = "simulator", description = "Run the local AWS alone", mixinStandardHelpOptions = true)
final class SimulatorCommand implements Callable<Integer> {

    @Override
    public Integer call() {
        throw new UnsupportedOperationException("simulator");
    }
}
