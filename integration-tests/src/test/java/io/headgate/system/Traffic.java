package io.headgate.system;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Requests to one address at a steady rate, whose answers must be what is right at the moment. Safe for use by many threads. */
final class Traffic implements AutoCloseable {

    private static final int EACH_MILLIS = 5;
    private static final int PATIENCE_MILLIS = 10_000;

    private final InetSocketAddress address;
    private final String host;
    private final ScheduledExecutorService pace = Executors.newSingleThreadScheduledExecutor();
    private final ExecutorService requests = Executors.newVirtualThreadPerTaskExecutor();
    private final List<String> wrong = new CopyOnWriteArrayList<>();
    private final AtomicInteger sent = new AtomicInteger();
    private final AtomicInteger latest = new AtomicInteger();
    private volatile Set<String> right;

    private Traffic(InetSocketAddress address, String host, String right) {
        this.address = address;
        this.host = host;
        this.right = Set.of(right);
    }

    /** Begins with 200 requests a second. */
    static Traffic to(InetSocketAddress address, String host, String right) {
        Traffic traffic = new Traffic(address, host, right);
        var _ = traffic.pace.scheduleAtFixedRate(
                () -> traffic.requests.execute(traffic::request), 0, EACH_MILLIS, TimeUnit.MILLISECONDS);
        return traffic;
    }

    private void request() {
        Set<String> before = right;
        String answer = answer();
        latest.set(answer.hashCode());
        sent.incrementAndGet();
        if (!before.contains(answer) && !right.contains(answer)) {
            wrong.add(answer);
        }
    }

    private String answer() {
        try (Socket socket = new Socket()) {
            socket.connect(address, PATIENCE_MILLIS);
            socket.setSoTimeout(PATIENCE_MILLIS);
            String request = "GET / HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            String response = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return response.startsWith("HTTP/1.1 200")
                    ? response.substring(response.indexOf("\r\n\r\n") + 4).strip()
                    : response.lines().findFirst().orElse("nothing");
        } catch (IOException failed) {
            return "failed: " + failed;
        }
    }

    /** From now on this is right as well. */
    void mayBecome(String other) {
        right = Set.of(other, right.iterator().next());
    }

    /** From now on this alone is right. */
    void mustBe(String only) {
        right = Set.of(only);
    }

    /** Whether that was answered last. */
    boolean gets(String answer) {
        return latest.get() == answer.hashCode();
    }

    /** What was answered that was not right at its time. */
    List<String> wrong() {
        return List.copyOf(wrong);
    }

    int sent() {
        return sent.get();
    }

    @Override
    public void close() {
        pace.close();
        requests.close();
    }
}
