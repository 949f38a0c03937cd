package io.headgate.operator.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code headgate operator}. */
@Command(name = "operator", description = "Run the operator", mixinStandardHelpOptions = true)
final class OperatorCommand implements Callable<Integer> {

    @Override
    public Integer call() {
        throw new UnsupportedOperationException("operator");
    }
}
