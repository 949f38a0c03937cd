package io.headgate.benchmark.converge;

import io.headgate.operator.Main;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** The operator as in its image: the same flags of the JVM, and the memory of a container as the chart limits it. */
final class OperatorProcess implements AutoCloseable {

    private static final Duration LOOK = Duration.ofMillis(10);

    private final ChildProcess process;
    private final Figures.Start begun;

    private OperatorProcess(ChildProcess process, Figures.Start begun) {
        this.process = process;
        this.begun = begun;
    }

    /**
     * Starts it and returns once it says that it is ready.
     *
     * @param surroundings environment variables that tell it of its cluster
     */
    static OperatorProcess start(ImageFlags flags, Map<String, String> surroundings, URI account) {
        Map<String, String> environment = new HashMap<>(surroundings);
        environment.put("HEADGATE_AWS_ENDPOINT_URL", account.toString());
        long began = System.nanoTime();
        ChildProcess process = ChildProcess.start(
                flags.options(),
                environment,
                Main.class,
                List.of(
                        "operator",
                        "--cluster-name=dev",
                        "--aws-region=us-west-2",
                        "--aws-vpc-id=vpc-0d0000000000000d0",
                        "--metrics-bind-addr=127.0.0.1:0",
                        "--health-probe-bind-addr=127.0.0.1:0"));
        String address =
                process.await(line -> line.contains("Serving probes")).replaceAll(".*(127\\.0\\.0\\.1:\\d+).*", "$1");
        awaitReady(URI.create("http://" + address + "/readyz"));
        return new OperatorProcess(
                process, new Figures.Start(Duration.ofNanos(System.nanoTime() - began), process.worked()));
    }

    private static void awaitReady(URI probe) {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(probe).build();
            while (client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() != 200) {
                LockSupport.parkNanos(LOOK.toNanos());
            }
        } catch (IOException e) {
            throw new IllegalStateException("the operator does not answer at " + probe, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** From the start of the process until it was ready. */
    Figures.Start begun() {
        return begun;
    }

    /** Resident memory now, in MiB. */
    double resident() {
        return process.mebibytes("VmRSS");
    }

    /** The most that was resident so far, in MiB. */
    double mostResident() {
        return process.mebibytes("VmHWM");
    }

    void stop() {
        process.stop();
    }

    @Override
    public void close() {
        process.close();
    }
}
