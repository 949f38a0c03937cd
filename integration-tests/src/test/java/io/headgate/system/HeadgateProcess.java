package io.headgate.system;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/**
 * {@code ./headgate} as a process of its own, with what it says to the end. Closing kills it and all that it started. Signals go by its
 * handle, since {@link Process} closes what it reads from once it has sent one.
 */
public final class HeadgateProcess implements AutoCloseable {

    private final Process process;
    private final List<String> lines = new CopyOnWriteArrayList<>();

    private HeadgateProcess(Process process) {
        this.process = process;
        Thread.ofVirtual().start(this::read);
    }

    /** Starts the launcher of this checkout in a folder, with further environment variables. */
    public static HeadgateProcess start(Path folder, Map<String, String> environment, String... arguments)
            throws IOException {
        // What starts the tests may ignore Ctrl-C, which programs inherit.
        List<String> command = new ArrayList<>(
                List.of("env", "--default-signal=INT", Checkout.launcher().toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        return new HeadgateProcess(builder.start());
    }

    private void read() {
        try (BufferedReader reader = process.inputReader()) {
            reader.lines().forEach(lines::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Standard output and standard error so far. */
    public List<String> lines() {
        return List.copyOf(lines);
    }

    /** Waits for a line that holds the text; fails with the whole output. */
    public String awaitLine(String text, Duration limit) {
        Awaitility.await(text).atMost(limit).until(() -> said(text));
        return lines.stream().filter(line -> line.contains(text)).findFirst().orElseThrow();
    }

    private boolean said(String text) {
        boolean ended = !process.isAlive();
        boolean said = lines.stream().anyMatch(line -> line.contains(text));
        if (ended && !said) {
            throw new AssertionError("the program ended without \"" + text + "\": " + lines);
        }
        return said;
    }

    public List<ProcessHandle> descendants() {
        return process.descendants().toList();
    }

    /** What Ctrl-C does. */
    public void interrupt() throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
    }

    /** What an orchestrator does to stop it: SIGTERM. */
    public void terminate() {
        process.toHandle().destroy();
    }

    /** Ends it at once, without a chance to put anything away: SIGKILL. */
    public void kill() {
        process.toHandle().destroyForcibly();
    }

    /** The exit code. */
    public int awaitEnd(Duration limit) throws InterruptedException {
        if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError("still running after " + limit + ": " + lines);
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.toHandle().destroyForcibly();
    }
}
