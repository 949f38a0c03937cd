package io.headgate.system.corpus;

import io.headgate.system.Checkout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The Python that reads accounts: one that has boto3, since that is the client whose view of an account counts, and moto. The system
 * property {@code headgate.python} or the variable {@code HEADGATE_PYTHON} names one; else {@code tools/moto-python} finds or makes it.
 */
final class Python {

    private Python() {}

    /** A process that runs a script of {@code src/test/python}; nothing inherits its streams but the error stream. */
    static ProcessBuilder script(String name, String... arguments) {
        Path root = Checkout.root();
        Path script = root.resolve("integration-tests/src/test/python").resolve(name);
        List<String> command =
                new ArrayList<>(List.of(root.resolve("tools/moto-python").toString(), "-B", script.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        String named = System.getProperty("headgate.python");
        if (named != null) {
            process.environment().put("HEADGATE_PYTHON", named);
        }
        return process;
    }
}
