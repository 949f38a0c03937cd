package io.headgate.operator.webhook.certificate;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * Hands out the certificate of the moment to handshakes. One that began with the certificate before ends with it. Safe for use by many
 * threads.
 */
public final class ReloadingKeys extends X509ExtendedKeyManager {

    private volatile List<Identity> identities = List.of();

    /** Serves this from now on. */
    public void serve(Identity identity) {
        List<Identity> before = identities;
        if (before.isEmpty() || !alias(before.getFirst()).equals(alias(identity))) {
            identities =
                    Stream.concat(Stream.of(identity), before.stream().limit(1)).toList();
        }
    }

    private static String alias(Identity identity) {
        return identity.certificate().getSerialNumber().toString(16);
    }

    private Optional<Identity> named(String alias) {
        return identities.stream()
                .filter(identity -> alias(identity).equals(alias))
                .findFirst();
    }

    @Override
    public @Nullable String chooseEngineServerAlias(
            String keyType, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
        return identities.stream()
                .limit(1)
                .filter(identity -> identity.key().getAlgorithm().equals(keyType))
                .map(ReloadingKeys::alias)
                .findFirst()
                .orElse(null);
    }

    @Override
    public @Nullable String chooseServerAlias(String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return chooseEngineServerAlias(keyType, issuers, null);
    }

    @Override
    public X509Certificate @Nullable [] getCertificateChain(String alias) {
        return named(alias)
                .map(identity -> identity.chain().toArray(X509Certificate[]::new))
                .orElse(null);
    }

    @Override
    public @Nullable PrivateKey getPrivateKey(String alias) {
        return named(alias).map(Identity::key).orElse(null);
    }

    @Override
    public String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] issuers) {
        return null;
    }

    @Override
    public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
        return null;
    }

    @Override
    public @Nullable String chooseClientAlias(
            String[] keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return null;
    }
}
