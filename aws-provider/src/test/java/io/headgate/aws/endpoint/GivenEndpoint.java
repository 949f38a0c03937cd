package io.headgate.aws.endpoint;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The address that the system property {@code aws.endpointUrl} or the variable {@code AWS_ENDPOINT_URL} gives, as the SDK reads them. */
final class GivenEndpoint {

    /** Names under which a container reaches another container or its host. */
    private static final Set<String> CONTAINER_LOCAL =
            Set.of("localstack", "moto", "simulator", "host.docker.internal", "host.testcontainers.internal");

    private GivenEndpoint() {}

    /** @throws IllegalArgumentException for an address that may be a real account */
    static Optional<URI> find() {
        return Optional.ofNullable(System.getProperty("aws.endpointUrl"))
                .or(() -> Optional.ofNullable(System.getenv("AWS_ENDPOINT_URL")))
                .map(given -> checked(given, Boolean.getBoolean("aws.test.allowRemote")));
    }

    /** The address, refused unless it is on this machine or tests may leave it. */
    static URI checked(String given, boolean allowRemote) {
        URI uri = URI.create(given);
        if (!allowRemote && !isLocal(uri.getHost())) {
            throw new IllegalArgumentException("AWS endpoint " + given + " is not on this machine, and tests create and"
                    + " delete: give a loopback address, or -Daws.test.allowRemote=true if that is meant");
        }
        return uri;
    }

    private static boolean isLocal(@Nullable String host) {
        if (host == null) {
            return false;
        }
        try {
            return CONTAINER_LOCAL.contains(host) || InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException nowhere) {
            return false;
        }
    }
}
