package io.headgate.proxy;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A client that sends what it is told, byte for byte. */
final class RawClient implements AutoCloseable {

    private final Socket socket;
    private final InputStream in;

    RawClient(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
        socket.setSoTimeout(20_000);
    }

    static RawClient connect(InetSocketAddress address) throws IOException {
        return new RawClient(new Socket(address.getAddress(), address.getPort()));
    }

    /** A client whose own address is another one of loopback. */
    static RawClient connectFrom(String source, InetSocketAddress address) throws IOException {
        return new RawClient(new Socket(address.getAddress(), address.getPort(), InetAddress.ofLiteral(source), 0));
    }

    RawClient send(String text) throws IOException {
        return send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    RawClient send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        return this;
    }

    Wire.Message answer() throws IOException {
        return Wire.answer(in, false);
    }

    Wire.Message answerToHead() throws IOException {
        return Wire.answer(in, true);
    }

    /** Reads to the end; true if the peer ended the connection in good order with nothing more on it. */
    boolean ended() throws IOException {
        return in.read() < 0;
    }

    InputStream in() {
        return in;
    }

    Socket socket() {
        return socket;
    }

    static String get(String host, String target) {
        return "GET " + target + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n";
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
