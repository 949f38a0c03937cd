package io.headgate.aws.endpoint;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A moto server as a process on loopback. Its Python is named by the system property {@code headgate.python} or the variable
 * {@code HEADGATE_PYTHON}; else {@code tools/moto-python} finds or makes one.
 */
final class MotoServer implements AutoCloseable {

    private static final Pattern RUNNING = Pattern.compile("Running on (http://127\\.0\\.0\\.1:\\d+)");
    private static final Path SCRIPT = Path.of("tools", "moto-python");

    private final Process process;
    private final URI uri;

    private MotoServer(Process process, URI uri) {
        this.process = process;
        this.uri = uri;
    }

    /** @throws IOException when it does not start; the message holds what it printed */
    static MotoServer start() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                        script().toString(), "-m", "moto.server", "-H", "127.0.0.1", "-p", "0")
                .redirectErrorStream(true);
        String named = System.getProperty("headgate.python");
        if (named != null) {
            builder.environment().put("HEADGATE_PYTHON", named);
        }
        Process process = builder.start();
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        StringBuilder printed = new StringBuilder();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            Matcher matcher = RUNNING.matcher(line);
            if (matcher.find()) {
                Thread.ofVirtual().start(() -> drain(output));
                return new MotoServer(process, URI.create(matcher.group(1)));
            }
            printed.append(line).append('\n');
        }
        throw new IOException("moto ended without saying where it listens: " + printed);
    }

    /** The tests run in the folder of a module, or in that of the whole source tree. */
    private static Path script() throws IOException {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            Path script = folder.resolve(SCRIPT);
            if (Files.isExecutable(script)) {
                return script;
            }
        }
        throw new IOException("no " + SCRIPT + " in the folders above: the tests run outside of the source tree");
    }

    private static void drain(BufferedReader output) {
        try (output) {
            output.transferTo(Writer.nullWriter());
        } catch (IOException closed) {
            throw new UncheckedIOException(closed);
        }
    }

    URI uri() {
        return uri;
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
    }
}
