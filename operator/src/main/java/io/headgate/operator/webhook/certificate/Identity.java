package io.headgate.operator.webhook.certificate;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;

/**
 * A private key with its certificate.
 *
 * @param chain the certificate of the key first; at least one
 */
record Identity(List<X509Certificate> chain, PrivateKey key) {

    Identity {
        chain = List.copyOf(chain);
    }

    X509Certificate certificate() {
        return chain.getFirst();
    }

    Instant expires() {
        return certificate().getNotAfter().toInstant();
    }

    /** Says nothing about the key. */
    @Override
    public String toString() {
        return "Identity[" + certificate().getSubjectX500Principal() + ", serial "
                + certificate().getSerialNumber().toString(16) + "]";
    }
}
