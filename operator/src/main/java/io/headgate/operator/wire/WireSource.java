package io.headgate.operator.wire;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Where lists and watches come from.
 *
 * @param namespace null for all
 */
public record WireSource(KubernetesClient client, @Nullable String namespace) {

    private static final String PROTOBUF = "application/vnd.kubernetes.protobuf";

    private static final String GZIP = "gzip";
    private static final int BUFFER = 1 << 16;

    private static final int SHORTEST_WATCH_SECONDS = 240;

    /**
     * All of it at once: that is what an API server answers from its memory, up to date and object by object. The second page of a list may
     * have to come from etcd, and then takes the API server several times as long.
     */
    InputStream list(WireKind<?> kind) {
        // Far less to decipher: without the optimising compiler that takes longer than all else.
        return get(kind.path(namespace), PROTOBUF, GZIP);
    }

    InputStream watch(WireKind<?> kind, String version) {
        int seconds = SHORTEST_WATCH_SECONDS + ThreadLocalRandom.current().nextInt(SHORTEST_WATCH_SECONDS);
        return get(
                kind.path(namespace) + "?watch=true&allowWatchBookmarks=true&resourceVersion=" + version
                        + "&timeoutSeconds=" + seconds,
                PROTOBUF + ";stream=watch",
                "identity");
    }

    private InputStream get(String path, String accepted, String encoding) {
        HttpRequest request = client.getHttpClient()
                .newHttpRequestBuilder()
                .uri(client.getMasterUrl() + path)
                .setHeader("Accept", accepted)
                .setHeader("Accept-Encoding", encoding)
                .forStreaming()
                .build();
        try {
            HttpResponse<InputStream> response =
                    client.getHttpClient().sendAsync(request, InputStream.class).join();
            if (response.code() == HttpURLConnection.HTTP_OK) {
                return body(response);
            }
            throw refused(path, response);
        } catch (CompletionException | IOException failed) {
            throw new KubernetesClientException("GET " + path + " was not answered: " + failed.getMessage(), failed);
        }
    }

    private static InputStream body(HttpResponse<InputStream> response) throws IOException {
        return GZIP.equals(response.header("Content-Encoding"))
                ? new GZIPInputStream(response.body(), BUFFER)
                : response.body();
    }

    private static KubernetesClientException refused(String path, HttpResponse<InputStream> response) {
        String why;
        try (InputStream body = body(response)) {
            byte[] bytes = body.readAllBytes();
            why = Envelope.holds(bytes)
                    ? String.valueOf(WireStatus.read(Envelope.open(bytes)).getMessage())
                    : new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException | MalformedMessageException unreadable) {
            why = unreadable.toString();
        }
        return new KubernetesClientException("GET " + path + " was refused: " + why, response.code(), null);
    }
}
