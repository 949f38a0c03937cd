package io.headgate.simulator.acm;

import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Signs real certificates, so that TLS works with what the simulated ACM hands out. Safe for use by many threads. */
public final class CertificateAuthority {
    /** ACM's certificates are valid for 13 months. */
    private static final Duration LEAF_LIFE = Duration.ofDays(395);

    private static final Duration ROOT_LIFE = Duration.ofDays(3650);
    private static final Duration CLOCK_SKEW = Duration.ofHours(1);
    private static final X500Name NAME = new X500Name("CN=Headgate simulator CA");

    private final KeyPair keys;
    private final X509Certificate certificate;
    private final SecureRandom random = new SecureRandom();

    private CertificateAuthority(KeyPair keys, X509Certificate certificate) {
        this.keys = keys;
        this.certificate = certificate;
    }

    /** A certificate and its key, both as PEM; the key is PKCS #8. */
    public record Issued(X509Certificate certificate, String certificatePem, String keyPem) {
        /** Says nothing about the key. */
        @Override
        public String toString() {
            return "Issued[" + certificate.getSubjectX500Principal() + "]";
        }
    }

    /** Makes an authority with a new key. */
    public static CertificateAuthority create(Instant now) {
        try {
            KeyPair keys = generate("EC_prime256v1");
            X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                    NAME,
                    BigInteger.ONE,
                    Date.from(now.minus(CLOCK_SKEW)),
                    Date.from(now.plus(ROOT_LIFE)),
                    NAME,
                    keys.getPublic());
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
            return new CertificateAuthority(keys, sign(builder, keys.getPrivate()));
        } catch (GeneralSecurityException | OperatorCreationException | CertIOException failure) {
            throw new IllegalStateException("cannot make a certificate authority", failure);
        }
    }

    public String certificatePem() {
        return pem(certificate);
    }

    /**
     * Signs a certificate for these names with a new key.
     *
     * @param keyAlgorithm as ACM names it: {@code RSA_2048}, {@code EC_prime256v1} and so on
     */
    public Issued issue(List<String> names, String keyAlgorithm, Instant now) {
        try {
            KeyPair leaf = generate(keyAlgorithm);
            X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                    NAME,
                    new BigInteger(120, random),
                    Date.from(now.minus(CLOCK_SKEW)),
                    Date.from(now.plus(LEAF_LIFE)),
                    new X500Name("CN=" + names.getFirst()),
                    leaf.getPublic());
            builder.addExtension(Extension.subjectAlternativeName, false, alternativeNames(names));
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
            X509Certificate signed = sign(builder, keys.getPrivate());
            return new Issued(signed, pem(signed), pem(new JcaPKCS8Generator(leaf.getPrivate(), null)));
        } catch (GeneralSecurityException | OperatorCreationException | IOException failure) {
            throw new IllegalStateException("cannot sign a certificate for " + names, failure);
        }
    }

    private static GeneralNames alternativeNames(List<String> names) {
        return new GeneralNames(names.stream()
                .map(name -> new GeneralName(GeneralName.dNSName, name))
                .toArray(GeneralName[]::new));
    }

    private static KeyPair generate(String keyAlgorithm) throws GeneralSecurityException {
        if (keyAlgorithm.startsWith("EC_")) {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            String curve = keyAlgorithm.substring("EC_".length());
            generator.initialize(new ECGenParameterSpec(curve.equals("prime256v1") ? "secp256r1" : curve));
            return generator.generateKeyPair();
        }
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(Integer.parseInt(keyAlgorithm.substring("RSA_".length())));
        return generator.generateKeyPair();
    }

    private static X509Certificate sign(X509v3CertificateBuilder builder, PrivateKey key)
            throws OperatorCreationException, GeneralSecurityException {
        return new JcaX509CertificateConverter()
                .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(key)));
    }

    private static String pem(Object value) {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            writer.writeObject(value);
        } catch (IOException failure) {
            throw new IllegalStateException("cannot write PEM", failure);
        }
        return text.toString();
    }
}
