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
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Requests to one address at a steady rate, whose answers must be what is right at the moment. Safe for use by many threads. */
final class Traffic implements AutoCloseable {

    private static final int EACH_MILLIS = 5;
    private static final int SECURE_EACH_MILLIS = 50;

    /** On a machine that is too slow for the rate, requests are left out rather than heaped up. */
    private static final int MOST_AT_ONCE = 100;

    private static final int PATIENCE_MILLIS = 10_000;

    private final InetSocketAddress address;
    private final String host;
    private final boolean secure;
    private final ScheduledExecutorService pace = Executors.newSingleThreadScheduledExecutor();
    private final ExecutorService requests = Executors.newVirtualThreadPerTaskExecutor();
    private final List<String> wrong = new CopyOnWriteArrayList<>();
    private final Semaphore room = new Semaphore(MOST_AT_ONCE);
    private final AtomicInteger sent = new AtomicInteger();
    private final AtomicInteger latest = new AtomicInteger();
    private volatile Set<String> right;

    private Traffic(InetSocketAddress address, String host, boolean secure, String right) {
        this.address = address;
        this.host = host;
        this.secure = secure;
        this.right = Set.of(right);
    }

    /** Begins with 200 requests a second. */
    static Traffic to(InetSocketAddress address, String host, String right) {
        return begin(new Traffic(address, host, false, right), EACH_MILLIS);
    }

    /** Begins with 20 connections a second over TLS, whoever signed the certificate, as long as it is for the host. */
    static Traffic secure(InetSocketAddress address, String host, String right) {
        return begin(new Traffic(address, host, true, right), SECURE_EACH_MILLIS);
    }

    private static Traffic begin(Traffic traffic, int eachMillis) {
        var _ = traffic.pace.scheduleAtFixedRate(traffic::next, 0, eachMillis, TimeUnit.MILLISECONDS);
        return traffic;
    }

    private void next() {
        if (room.tryAcquire()) {
            requests.execute(() -> {
                try {
                    request();
                } finally {
                    room.release();
                }
            });
        }
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
        try (Socket socket = connected()) {
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

    private Socket connected() throws IOException {
        Socket socket = new Socket();
        socket.connect(address, PATIENCE_MILLIS);
        socket.setSoTimeout(PATIENCE_MILLIS);
        return secure ? TrustedByHost.over(socket, host) : socket;
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
