package io.headgate.core.cloud;

import java.util.Optional;

/** Gives the client secrets of OpenID Connect to the one who writes them to the cloud, and to nobody else. Safe for many threads. */
@FunctionalInterface
public interface ClientSecrets {

    /** Knows no secret. */
    ClientSecrets NONE = secretRef -> Optional.empty();

    /**
     * The client secret that a Secret holds.
     *
     * @param secretRef {@code namespace/name}
     */
    Optional<String> clientSecret(String secretRef);
}
