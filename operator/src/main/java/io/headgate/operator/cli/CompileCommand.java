package io.headgate.operator.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code headgate compile}. */
@Command(
        name = "compile",
        description = "Compile manifests offline, without a cluster and without AWS",
        mixinStandardHelpOptions = true)
final class CompileCommand implements Callable<Integer> {

    @Override
    public Integer call() {
        throw new UnsupportedOperationException("compile");
    }
}
