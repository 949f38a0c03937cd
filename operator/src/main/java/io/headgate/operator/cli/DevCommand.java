package io.headgate.operator.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code headgate dev}. */
@Command(
        name = "dev",
        description = "Try a folder of manifests on this machine: API server, local AWS, operator and backends",
        mixinStandardHelpOptions = true)
final class DevCommand implements Callable<Integer> {

    @Override
    public Integer call() {
        throw new UnsupportedOperationException("dev");
    }
}
