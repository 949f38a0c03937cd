package io.headgate.benchmark.converge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** What the account was asked. */
final class AccountClient implements AutoCloseable {

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

    /** How many calls there were since then. */
    int count() {
        return send(HttpRequest.newBuilder(calls).build()).split("\"outcome\"", -1).length - 1;
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
