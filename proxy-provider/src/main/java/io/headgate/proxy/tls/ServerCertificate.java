package io.headgate.proxy.tls;

import io.headgate.proxy.config.CertificateConfig;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import javax.net.ssl.SSLException;

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
            SslContext context = SslContextBuilder.forServer(stream(config.chainPem()), stream(config.keyPem()))
                    .sslProvider(SslProvider.JDK)
                    .protocols("TLSv1.3", "TLSv1.2")
                    .build();
            return new Result.Usable(
                    context, config.hostNames().isEmpty() ? names(config.chainPem()) : config.hostNames());
        } catch (IllegalArgumentException | SSLException | CertificateException broken) {
            return new Result.Broken("the certificate for " + config.hostNames()
                    + " cannot be read: chain and PKCS #8 key are expected as PEM (" + broken.getMessage() + ")");
        }
    }

    /** The DNS names in the leaf. */
    private static List<String> names(String chainPem) throws CertificateException {
        X509Certificate leaf =
                (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(stream(chainPem));
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

    private static InputStream stream(String pem) {
        return new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII));
    }
}
