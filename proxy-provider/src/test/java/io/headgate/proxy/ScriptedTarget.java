package io.headgate.proxy;

import io.headgate.core.target.Target;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** A target that does with each connection what a script says, then closes it. Health checks end unanswered. */
final class ScriptedTarget implements AutoCloseable {

    private final ServerSocket socket;
    private final Script script;

    /** Serves one connection. */
    @FunctionalInterface
    interface Script {
        void serve(InputStream in, OutputStream out) throws IOException, InterruptedException;
    }

    private ScriptedTarget(ServerSocket socket, Script script) {
        this.socket = socket;
        this.script = script;
    }

    static ScriptedTarget start(Script script) throws IOException {
        ScriptedTarget target = new ScriptedTarget(new ServerSocket(0, 64, InetAddress.getLoopbackAddress()), script);
        Thread.ofVirtual().start(target::accept);
        return target;
    }

    Target target() {
        return new Target("127.0.0.1", socket.getLocalPort(), null);
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket accepted = socket.accept();
                Thread.ofVirtual().start(() -> serve(accepted));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            BufferedInputStream in = new BufferedInputStream(connection.getInputStream());
            in.mark(64);
            boolean healthCheck = new String(in.readNBytes(12), java.nio.charset.StandardCharsets.ISO_8859_1)
                    .startsWith("GET /health ");
            in.reset();
            if (!healthCheck) {
                script.serve(in, connection.getOutputStream());
            }
        } catch (IOException | InterruptedException gone) { // shows at the client
            return;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
