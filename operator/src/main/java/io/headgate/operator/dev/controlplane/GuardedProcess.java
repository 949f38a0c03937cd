package io.headgate.operator.dev.controlplane;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A program that cannot outlive this one. Between the two stands a shell that holds the end of a pipe: when the pipe closes,
 * by {@link #close} or because this process is gone however it went, the shell kills the program. The shell and the program
 * ignore the terminal's Ctrl-C, so that this process decides about the order.
 */
final class GuardedProcess implements AutoCloseable {

    private static final String GUARD = """
            trap '' INT HUP
            exec 3<&0
            "$@" 3<&- </dev/null &
            child=$!
            { cat <&3; kill -9 $child; } >/dev/null 2>&1 &
            wait $child
            """;

    private final String name;
    private final Process process;
    private final Path log;

    private GuardedProcess(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
    }

    static GuardedProcess start(Path program, List<String> arguments, Path log) {
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", GUARD, "guard", program.toString()));
        command.addAll(arguments);
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            return new GuardedProcess(program.getFileName().toString(), process, log);
        } catch (IOException e) {
            throw new ControlPlaneException("cannot start " + program + ": " + e.getMessage(), e);
        }
    }

    /** Waits for that long, or throws as soon as the program ends. */
    void mustLiveFor(long millis) throws InterruptedException {
        if (process.waitFor(millis, TimeUnit.MILLISECONDS)) {
            throw new ControlPlaneException(name + " ended with status " + process.exitValue() + ": " + lastLines());
        }
    }

    String lastLines() {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join(" | ", lines.subList(Math.max(0, lines.size() - 3), lines.size()));
        } catch (IOException e) {
            return "(no log: " + e.getMessage() + ")";
        }
    }

    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot end " + name, e);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
