package io.headgate.proxy.tls;

import io.headgate.proxy.config.CertificateConfig;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A certificate for hosts to which nobody gave one. No client trusts it without being told to. */
public final class SelfSignedCertificate {

    private static final Duration LIFE = Duration.ofDays(90);
    private static final Duration CLOCK_SKEW = Duration.ofHours(1);
    private static final int SERIAL_BITS = 120;

    private SelfSignedCertificate() {}

    /** A fresh key and certificate. {@code hosts} has at least one. */
    public static CertificateConfig of(List<String> hosts, InstantSource clock) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair key = generator.generateKeyPair();
            byte[] certificate = builder(hosts, key, clock.instant())
                    .build(new JcaContentSignerBuilder("SHA256withECDSA").build(key.getPrivate()))
                    .getEncoded();
            return new CertificateConfig(
                    pem("CERTIFICATE", certificate),
                    pem("PRIVATE KEY", key.getPrivate().getEncoded()),
                    hosts);
        } catch (GeneralSecurityException | OperatorCreationException | IOException impossible) {
            throw new IllegalStateException("The JDK cannot make a certificate", impossible);
        }
    }

    private static X509v3CertificateBuilder builder(List<String> hosts, KeyPair key, Instant now) throws IOException {
        X500Name name = new X500Name("CN=headgate self-signed");
        GeneralName[] names = hosts.stream()
                .map(host -> new GeneralName(GeneralName.dNSName, host))
                .toArray(GeneralName[]::new);
        return new JcaX509v3CertificateBuilder(
                        name,
                        new BigInteger(SERIAL_BITS, new SecureRandom()),
                        Date.from(now.minus(CLOCK_SKEW)),
                        Date.from(now.plus(LIFE)),
                        name,
                        key.getPublic())
                .addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names));
    }

    private static String pem(String label, byte[] der) {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n";
    }
}
