package io.headgate.core.cluster;

import org.jspecify.annotations.Nullable;

/**
 * What the model may know of a Secret that an OpenID Connect annotation names: the public client id and a keyed hash of the client
 * secret. The secret itself stays with whoever writes it to AWS.
 *
 * @param clientId null when the Secret lacks it
 * @param clientSecretHash null when the Secret lacks the client secret
 */
public record OidcSecret(
        ObjectKey key, @Nullable String clientId, @Nullable String clientSecretHash) {}
