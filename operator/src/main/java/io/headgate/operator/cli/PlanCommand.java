package io.headgate.operator.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code headgate plan}. */
@Command(name = "plan", description = "Print the ordered steps with their risks", mixinStandardHelpOptions = true)
final class PlanCommand implements Callable<Integer> {

    @Override
    public Integer call() {
        throw new UnsupportedOperationException("plan");
    }
}
