package io.headgate.system.corpus;

import io.headgate.system.Checkout;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The Python that reads accounts: one that has boto3, since that is the client whose view of an account counts. */
final class Python {

    private Python() {}

    /** A process that runs a script of {@code src/test/python}; nothing inherits its streams but the error stream. */
    static ProcessBuilder script(String name, String... arguments) {
        Path script =
                Checkout.root().resolve("integration-tests/src/test/python").resolve(name);
        List<String> command = new ArrayList<>(List.of(interpreter(), "-B", script.toString()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    }

    /**
     * The interpreter that is named by the system property {@code headgate.python} or the variable {@code HEADGATE_PYTHON}, else the one
     * beside {@code moto_server}, whose requirements boto3 is one of.
     */
    private static String interpreter() {
        return Optional.ofNullable(System.getProperty("headgate.python"))
                .or(() -> Optional.ofNullable(System.getenv("HEADGATE_PYTHON")))
                .or(Python::besideMoto)
                .orElseThrow(() -> new IllegalStateException("No Python with boto3: put moto_server on the PATH"
                        + " (pip install 'moto[server]'), or name an interpreter by -Dheadgate.python"));
    }

    private static Optional<String> besideMoto() {
        Stream<Path> named =
                Stream.ofNullable(System.getProperty("moto.server")).map(Path::of);
        Stream<Path> onPath = Stream.of(
                        Optional.ofNullable(System.getenv("PATH")).orElse("").split(File.pathSeparator))
                .map(folder -> Path.of(folder, "moto_server"));
        return Stream.concat(named, onPath)
                .filter(Files::isExecutable)
                .map(moto -> moto.resolveSibling("python").toString())
                .filter(Python::hasBoto3)
                .findFirst();
    }

    private static boolean hasBoto3(String interpreter) {
        try {
            return new ProcessBuilder(interpreter, "-c", "import boto3")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException notThere) {
            return false;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
