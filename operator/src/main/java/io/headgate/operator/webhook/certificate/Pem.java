package io.headgate.operator.webhook.certificate;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;

/** Certificates and keys as text. Keys are read in PKCS #1, SEC 1 and PKCS #8, and written in the last. */
final class Pem {

    private Pem() {}

    /** @throws IOException if the text holds anything but certificates, or none */
    static List<X509Certificate> certificates(String text) throws IOException {
        List<X509Certificate> certificates = new ArrayList<>();
        try (PEMParser parser = new PEMParser(new StringReader(text))) {
            for (Object part = parser.readObject(); part != null; part = parser.readObject()) {
                if (!(part instanceof X509CertificateHolder holder)) {
                    throw new IOException(
                            "not a certificate: " + part.getClass().getSimpleName());
                }
                certificates.add(new JcaX509CertificateConverter().getCertificate(holder));
            }
        } catch (CertificateException unreadable) {
            throw new IOException(unreadable);
        }
        if (certificates.isEmpty()) {
            throw new IOException("no certificate in PEM");
        }
        return certificates;
    }

    /** @throws IOException if the text does not begin with an unencrypted private key */
    static PrivateKey key(String text) throws IOException {
        JcaPEMKeyConverter converter = new JcaPEMKeyConverter();
        try (PEMParser parser = new PEMParser(new StringReader(text))) {
            for (Object part = parser.readObject(); part != null; part = parser.readObject()) {
                if (part instanceof PEMKeyPair pair) {
                    return converter.getKeyPair(pair).getPrivate();
                }
                if (part instanceof PrivateKeyInfo info) {
                    return converter.getPrivateKey(info);
                }
            }
        }
        throw new IOException("no private key in PEM");
    }

    static String of(Collection<X509Certificate> certificates) {
        StringBuilder text = new StringBuilder();
        certificates.forEach(certificate -> text.append(written(certificate)));
        return text.toString();
    }

    static String of(PrivateKey key) {
        try {
            return written(new JcaPKCS8Generator(key, null));
        } catch (IOException impossible) {
            throw new IllegalStateException("cannot write a key", impossible);
        }
    }

    private static String written(Object value) {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            writer.writeObject(value);
        } catch (IOException impossible) {
            throw new IllegalStateException("cannot write PEM", impossible);
        }
        return text.toString();
    }
}
