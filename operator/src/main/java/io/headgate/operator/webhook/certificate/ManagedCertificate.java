package io.headgate.operator.webhook.certificate;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The certificate in the shared Secret. The leader makes and renews it, and tells the API server whom to trust before any replica can
 * read the certificate of a new authority. A Secret that was deleted is written again as it was.
 */
final class ManagedCertificate implements CertificateSource {

    private static final Logger LOG = LoggerFactory.getLogger(ManagedCertificate.class);

    private final SecretStore store;
    private final CaBundles bundles;
    private final List<String> hosts;
    private final InstantSource clock;
    private @Nullable Keyring known;

    ManagedCertificate(SecretStore store, CaBundles bundles, List<String> hosts, InstantSource clock) {
        this.store = store;
        this.bundles = bundles;
        this.hosts = List.copyOf(hosts);
        this.clock = clock;
    }

    @Override
    public Optional<Identity> current(boolean leading) {
        Optional<SecretStore.Stored> stored = store.read();
        Keyring found = stored.map(SecretStore.Stored::keyring).orElse(null);
        Keyring present = found == null ? known : found;
        if (leading) {
            present = renewed(stored, found, present);
        }
        known = present;
        return Optional.ofNullable(present).map(Keyring::serving);
    }

    /** What somebody else wrote meanwhile is read next time. */
    private @Nullable Keyring renewed(
            Optional<SecretStore.Stored> stored, @Nullable Keyring found, @Nullable Keyring present) {
        Keyring wanted = Renewal.advance(present, hosts, clock.instant());
        bundles.write(wanted.bundle());
        if (wanted.equals(found)) {
            return found;
        }
        if (!store.write(wanted, stored)) {
            return present;
        }
        LOG.atInfo()
                .addKeyValue("expires", wanted.serving().expires())
                .addKeyValue("authorityExpires", wanted.signing().expires())
                .log("Certificate of webhooks written");
        return wanted;
    }
}
