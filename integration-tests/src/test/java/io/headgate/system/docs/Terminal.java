package io.headgate.system.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.operator.dev.controlplane.BinaryCache;
import io.headgate.system.Checkout;
import io.headgate.system.HeadgateProcess;
import io.headgate.system.Shell;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a reader types. A command that runs until Ctrl-C keeps running, as in a terminal of its own, until the next such command or the
 * end; what it tells to export is in the environment of all commands after it.
 */
final class Terminal implements AutoCloseable {

    /** Long-running commands, and what they say when they are ready. */
    private static final Map<String, String> READY = Map.of(
            "./headgate dev ", "Ready.",
            "./headgate simulator ", "Certificate authority:",
            "./headgate serve ", "Port 443:");

    private static final Duration START = Duration.ofMinutes(15); // binaries may have to be built first
    private static final Duration END = Duration.ofSeconds(30);
    private static final Pattern EXPORT = Pattern.compile("export ([A-Z_]+)=(\\S+)");

    private final Map<String, String> environment = new HashMap<>();
    private @Nullable HeadgateProcess running;

    Terminal() {
        String folder = String.valueOf(
                BinaryCache.ofUser().obtain(System.out::println).kubectl().getParent());
        environment.put("PATH", System.getenv("PATH") + ":" + folder);
    }

    /** Types a command; it must succeed, or become ready. */
    void type(String command) throws IOException, InterruptedException {
        Optional<String> ready = READY.entrySet().stream()
                .filter(entry -> command.startsWith(entry.getKey()) && !command.contains("--help"))
                .map(Map.Entry::getValue)
                .findFirst();
        if (ready.isPresent()) {
            start(command, ready.get());
        } else {
            Shell.Result result = Shell.run(Checkout.root(), environment, command);
            assertThat(result.exitCode()).as(command + "\n" + result.output()).isZero();
            assertThat(result.output()).as(command).isNotBlank();
        }
    }

    private void start(String command, String ready) throws IOException, InterruptedException {
        interrupt();
        String[] arguments = command.substring("./headgate ".length()).split(" +");
        running = HeadgateProcess.start(Checkout.root(), environment, arguments);
        running.awaitLine(ready, START);
        for (String line : running.lines()) {
            Matcher export = EXPORT.matcher(line);
            if (export.find()) {
                environment.put(export.group(1), export.group(2));
            }
        }
    }

    /** Ctrl-C for what still runs; it must end. */
    void interrupt() throws IOException, InterruptedException {
        if (running != null) {
            running.interrupt();
            running.awaitEnd(END);
            close();
        }
    }

    @Override
    public void close() {
        if (running != null) {
            running.close();
            running = null;
        }
    }
}
