package io.headgate.proxy;

import io.headgate.core.target.Target;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** A target on loopback that keeps the requests it got and answers by a script. Health checks are answered apart and not kept. */
final class RecordingUpstream implements AutoCloseable {

    private final ServerSocket socket;
    private final Script script;
    private final Queue<Wire.Message> requests = new ConcurrentLinkedQueue<>();
    private final Queue<Socket> open = new ConcurrentLinkedQueue<>();
    private final AtomicInteger connections = new AtomicInteger();
    private volatile int healthStatus = 200;

    /** Answers one request. The connection is closed if it returns false. */
    @FunctionalInterface
    interface Script {
        boolean answer(Wire.Message request, InputStream in, OutputStream out) throws IOException;
    }

    private RecordingUpstream(ServerSocket socket, Script script) {
        this.socket = socket;
        this.script = script;
    }

    static RecordingUpstream start(Script script) throws IOException {
        RecordingUpstream upstream =
                new RecordingUpstream(new ServerSocket(0, 512, InetAddress.getLoopbackAddress()), script);
        Thread.ofVirtual().start(upstream::accept);
        return upstream;
    }

    /** Answers each request with this text. */
    static RecordingUpstream saying(String text) throws IOException {
        return start((request, in, out) -> {
            out.write(response("200 OK", "", request.startLine().startsWith("HEAD ") ? "" : text));
            return true;
        });
    }

    static byte[] response(String status, String fields, String body) {
        return ("HTTP/1.1 " + status + "\r\nContent-Length: " + body.length() + "\r\n" + fields + "\r\n" + body)
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    Target target() {
        return new Target("127.0.0.1", socket.getLocalPort(), null);
    }

    List<Wire.Message> requests() {
        return List.copyOf(requests);
    }

    Wire.Message onlyRequest() {
        List<Wire.Message> all = requests();
        if (all.size() != 1) {
            throw new AssertionError("expected one request, got " + all);
        }
        return all.getFirst();
    }

    /** Connections that carried requests other than health checks. */
    int connections() {
        return connections.get();
    }

    void healthStatus(int status) {
        healthStatus = status;
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket accepted = socket.accept();
                open.add(accepted);
                Thread.ofVirtual().start(() -> serve(accepted));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            InputStream in = new BufferedInputStream(connection.getInputStream());
            OutputStream out = connection.getOutputStream();
            boolean counted = false;
            boolean goOn = true;
            while (goOn) {
                Wire.Message request = Wire.request(in);
                if (request == null) {
                    return;
                }
                if (request.field("User-Agent").startsWith("ELB-HealthChecker")) {
                    out.write(response(healthStatus + " Health", "", ""));
                    return;
                }
                if (!counted) {
                    counted = true;
                    connections.incrementAndGet();
                }
                requests.add(request);
                goOn = script.answer(request, in, out);
            }
        } catch (IOException gone) {
            return;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
        for (Socket connection : open) {
            connection.close();
        }
    }
}
