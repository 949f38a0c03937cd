package io.headgate.proxy.tls;

import io.headgate.proxy.config.CertificateConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.IdentityCipherSuiteFilter;
import io.netty.handler.ssl.JdkSslContext;
import io.netty.handler.ssl.SslContext;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/** A certificate with its key, ready for handshakes. */
final class ServerCertificate {

    private static final int DNS_NAME = 2;

    private ServerCertificate() {}

    /** What a certificate's text gives. */
    sealed interface Result {
        record Usable(SslContext context, List<String> names) implements Result {}

        /** Why it cannot be used, without any part of the key. */
        record Broken(String problem) implements Result {}
    }

    static Result read(CertificateConfig config) {
        try {
            List<X509Certificate> chain = Pem.certificates(config.chainPem());
            X509Certificate leaf = chain.getFirst();
            PrivateKey key = Pem.key(config.keyPem(), leaf.getPublicKey().getAlgorithm());
            return new Result.Usable(
                    context(new OwnIdentity(key, chain)),
                    config.hostNames().isEmpty() ? names(leaf) : config.hostNames());
        } catch (IllegalArgumentException | IOException | GeneralSecurityException broken) {
            return new Result.Broken("the certificate for " + config.hostNames()
                    + " cannot be read: chain and unencrypted key are expected as PEM (" + broken.getMessage() + ")");
        }
    }

    /** Made by hand, for Netty's builder loads Bouncy Castle as a whole, and the JDK the authorities of which a server asks nothing. */
    private static SslContext context(OwnIdentity identity) throws GeneralSecurityException {
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(new KeyManager[] {identity}, new TrustManager[0], null);
        return new JdkSslContext(
                tls,
                false,
                null,
                IdentityCipherSuiteFilter.INSTANCE,
                ApplicationProtocolConfig.DISABLED,
                ClientAuth.NONE,
                new String[] {"TLSv1.3", "TLSv1.2"},
                false);
    }

    /** The DNS names in the leaf. */
    private static List<String> names(X509Certificate leaf) throws CertificateException {
        Collection<List<?>> alternatives = leaf.getSubjectAlternativeNames();
        List<String> names = new ArrayList<>();
        if (alternatives != null) {
            for (List<?> alternative : alternatives) {
                if (alternative.getFirst().equals(DNS_NAME)) {
                    names.add(String.valueOf(alternative.get(1)));
                }
            }
        }
        return names;
    }
}
