package io.headgate.proxy.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;

/**
 * Certificates and keys as text. The JDK reads what is common; only the older forms of keys, PKCS #1 and SEC 1, are left to Bouncy
 * Castle, whose classes would take longer to load than all else at a start.
 */
final class Pem {

    private static final Pattern CERTIFICATE =
            Pattern.compile("-----BEGIN [^-\\r\\n]*CERTIFICATE[^-\\r\\n]*-----([^-]+)-----END ");
    private static final Pattern PKCS8 = Pattern.compile("-----BEGIN PRIVATE KEY-----([^-]+)-----END ");

    private Pem() {}

    /** At least one. What stands between certificates does not matter. */
    static List<X509Certificate> certificates(String text) throws CertificateException {
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        List<X509Certificate> certificates = new ArrayList<>();
        Matcher block = CERTIFICATE.matcher(text);
        while (block.find()) {
            certificates.add((X509Certificate) factory.generateCertificate(new ByteArrayInputStream(der(block))));
        }
        if (certificates.isEmpty()) {
            throw new CertificateException("no certificate in it");
        }
        return certificates;
    }

    /**
     * The first unencrypted key in the text.
     *
     * @param algorithm as the JDK names that of its public key
     */
    static PrivateKey key(String text, String algorithm) throws GeneralSecurityException, IOException {
        Matcher pkcs8 = PKCS8.matcher(text);
        byte[] encoded = pkcs8.find() ? der(pkcs8) : inOlderForm(text).getEncoded();
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded));
    }

    private static PrivateKeyInfo inOlderForm(String text) throws IOException {
        try (PEMParser parser = new PEMParser(new StringReader(text))) {
            for (Object part = parser.readObject(); part != null; part = parser.readObject()) {
                if (part instanceof PEMKeyPair pair) {
                    return pair.getPrivateKeyInfo();
                }
            }
        }
        throw new IOException("no unencrypted private key in it");
    }

    private static byte[] der(Matcher block) {
        return Base64.getMimeDecoder().decode(block.group(1));
    }
}
