package io.headgate.aws.client;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Asks the instance that this process runs on where it is, by version 2 of the instance metadata service. For one thread. Source: "Use
 * IMDSv2" and "Instance metadata categories" in the EC2 user guide.
 */
public final class InstanceMetadata {

    /** Where the service is on every instance. */
    public static final URI LINK_LOCAL = URI.create("http://169.254.169.254");

    /** Whoever gets no answer by then runs elsewhere, or too many hops away. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final URI endpoint;
    /** Made when first used: on most starts all is given, and it takes a tenth of a second. */
    private @Nullable HttpClient http;

    public InstanceMetadata(URI endpoint) {
        this.endpoint = endpoint;
    }

    /** @throws IOException if the service cannot be reached or does not know, saying which and why */
    public String region() throws IOException {
        return get("placement/region", token());
    }

    /**
     * The VPC of the primary interface.
     *
     * @throws IOException if the service cannot be reached or does not know, saying which and why
     */
    public String vpcId() throws IOException {
        String token = token();
        return get("network/interfaces/macs/" + get("mac", token) + "/vpc-id", token);
    }

    private String token() throws IOException {
        return send(
                "api/token",
                HttpRequest.newBuilder()
                        .header("X-aws-ec2-metadata-token-ttl-seconds", "60")
                        .PUT(HttpRequest.BodyPublishers.noBody()));
    }

    private String get(String category, String token) throws IOException {
        return send(
                "meta-data/" + category,
                HttpRequest.newBuilder()
                        .header("X-aws-ec2-metadata-token", token)
                        .GET());
    }

    private HttpClient client() {
        HttpClient present = http;
        if (present == null) {
            present = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
            http = present;
        }
        return present;
    }

    private String send(String path, HttpRequest.Builder request) throws IOException {
        URI uri = endpoint.resolve("/latest/" + path);
        try {
            var answer = client().send(request.uri(uri).timeout(PATIENCE).build(), BodyHandlers.ofString());
            if (answer.statusCode() != HttpURLConnection.HTTP_OK
                    || answer.body().isBlank()) {
                throw new IOException("the instance metadata service answers " + answer.statusCode() + " at " + uri);
            }
            return answer.body().strip();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("stopped while asking " + uri, stopped);
        } catch (java.net.ConnectException | java.net.http.HttpTimeoutException unreachable) {
            throw new IOException("the instance metadata service does not answer at " + uri, unreachable);
        }
    }
}
