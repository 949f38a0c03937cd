package io.headgate.benchmark.converge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.regex.Pattern;

/** What the account was asked. */
final class AccountClient implements AutoCloseable {

    private static final Pattern OPERATION = Pattern.compile("\"operation\":\"(\\w+)\"");
    private static final Pattern READING = Pattern.compile("Describe|Get|List");

    private final HttpClient client = HttpClient.newHttpClient();
    private final URI calls;

    AccountClient(URI account) {
        this.calls = account.resolve("/_simulator/calls");
    }

    void forgetCalls() {
        send(HttpRequest.newBuilder(calls).DELETE().build());
    }

    /** Whether a call since then was of that operation and held that text. */
    boolean called(String operation, String text) {
        String log = send(HttpRequest.newBuilder(calls).build());
        int from = log.indexOf("\"" + operation + "\"");
        return from >= 0 && log.indexOf("\"" + text + "\"", from) >= 0;
    }

    /** How many calls there were since then that change something. Looking for changes by others never ends. */
    long changes() {
        return OPERATION
                .matcher(send(HttpRequest.newBuilder(calls).build()))
                .results()
                .filter(operation -> !READING.matcher(operation.group(1)).lookingAt())
                .count();
    }

    private String send(HttpRequest request) {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
        } catch (IOException e) {
            throw new UncheckedIOException("the account does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
