package io.headgate.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.headgate.operator.dev.controlplane.ControlPlane;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** {@code headgate operator} as a process, told by environment variables alone where its cluster and its account are. */
final class OperatorProcess implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final HeadgateProcess process;

    private OperatorProcess(HeadgateProcess process) {
        this.process = process;
    }

    /** Starts it on free ports. It is at work once {@link #awaitMessage} saw {@code Operator started}. */
    static OperatorProcess start(ControlPlane cluster, SimulatedAccount account, String... flags) {
        Map<String, String> environment = new HashMap<>();
        environment.put("HEADGATE_KUBECONFIG", cluster.kubeconfig().toString());
        environment.put("HEADGATE_CLUSTER_NAME", SimulatedAccount.CLUSTER);
        environment.put("HEADGATE_AWS_REGION", SimulatedAccount.REGION);
        environment.put("HEADGATE_AWS_VPC_ID", SimulatedAccount.VPC);
        environment.put("HEADGATE_AWS_ENDPOINT_URL", account.endpoint().toString());
        environment.put("HEADGATE_METRICS_BIND_ADDR", "127.0.0.1:0");
        environment.put("HEADGATE_HEALTH_PROBE_BIND_ADDR", "127.0.0.1:0");
        environment.put("HEADGATE_TARGETGROUPBINDING_REQUEUE_DURATION", "1s");
        return start(environment, flags);
    }

    private static OperatorProcess start(Map<String, String> environment, String... flags) {
        String[] arguments = new String[flags.length + 1];
        arguments[0] = "operator";
        System.arraycopy(flags, 0, arguments, 1, flags.length);
        try {
            return new OperatorProcess(HeadgateProcess.start(Path.of("."), environment, arguments));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The first event of the log with that message. */
    JsonNode awaitMessage(String message) {
        return parse(process.awaitLine("\"" + message + "\"", LIMIT));
    }

    boolean said(String message) {
        return process.lines().stream().anyMatch(line -> line.contains("\"" + message + "\""));
    }

    /** All that was said so far; fails if any line is no JSON. */
    List<JsonNode> log() {
        return process.lines().stream().map(OperatorProcess::parse).toList();
    }

    private static JsonNode parse(String line) {
        try {
            return JSON.readTree(line);
        } catch (IOException e) {
            throw new AssertionError("no JSON: " + line, e);
        }
    }

    /** The answer at an address that an event of the log tells. */
    static HttpResponse<String> get(JsonNode listening, String path) throws IOException, InterruptedException {
        String address = listening.findValue("address").asText();
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + address + path))
                    .build();
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        }
    }

    void kill() {
        process.kill();
    }

    void awaitDeath() throws InterruptedException {
        process.awaitEnd(LIMIT);
    }

    /** Asks it to stop, and gives the exit code. */
    int stop() throws InterruptedException {
        process.terminate();
        return process.awaitEnd(LIMIT);
    }

    @Override
    public void close() {
        process.close();
    }
}
