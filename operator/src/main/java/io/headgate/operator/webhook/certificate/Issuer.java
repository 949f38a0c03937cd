package io.headgate.operator.webhook.certificate;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Makes authorities and the certificates that they sign, each with a new P-256 key. */
final class Issuer {

    /** Certificates are valid a little before they are made, for servers whose clock is behind. */
    static final Duration CLOCK_SKEW = Duration.ofHours(1);

    private static final int SERIAL_BITS = 120;
    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|.*:.*");

    private Issuer() {}

    static Identity authority(Instant now, Duration life) {
        BigInteger serial = serial();
        X500Name name = new X500Name("CN=headgate webhook authority " + serial.toString(16));
        KeyPair keys = keys();
        try {
            X509v3CertificateBuilder builder = builder(name, name, serial, keys, now, life);
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
            return signed(builder, keys, keys.getPrivate());
        } catch (IOException impossible) {
            throw new IllegalStateException("cannot make an authority", impossible);
        }
    }

    /** @param hosts DNS names and IP addresses; at least one */
    static Identity serving(Identity authority, List<String> hosts, Instant now, Duration life) {
        X500Name issuer =
                new X500Name(authority.certificate().getSubjectX500Principal().getName());
        KeyPair keys = keys();
        try {
            X509v3CertificateBuilder builder =
                    builder(issuer, new X500Name("CN=headgate webhook"), serial(), keys, now, life);
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
            builder.addExtension(
                    Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
            builder.addExtension(Extension.subjectAlternativeName, false, names(hosts));
            return signed(builder, keys, authority.key());
        } catch (IOException impossible) {
            throw new IllegalStateException("cannot make a certificate for " + hosts, impossible);
        }
    }

    private static X509v3CertificateBuilder builder(
            X500Name issuer, X500Name subject, BigInteger serial, KeyPair keys, Instant now, Duration life) {
        return new JcaX509v3CertificateBuilder(
                issuer, serial, Date.from(now.minus(CLOCK_SKEW)), Date.from(now.plus(life)), subject, keys.getPublic());
    }

    private static Identity signed(X509v3CertificateBuilder builder, KeyPair keys, PrivateKey signer) {
        try {
            return new Identity(
                    List.of(new JcaX509CertificateConverter()
                            .getCertificate(
                                    builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(signer)))),
                    keys.getPrivate());
        } catch (GeneralSecurityException | OperatorCreationException impossible) {
            throw new IllegalStateException("cannot sign a certificate", impossible);
        }
    }

    private static GeneralNames names(List<String> hosts) {
        return new GeneralNames(hosts.stream()
                .map(host -> new GeneralName(
                        ADDRESS.matcher(host).matches() ? GeneralName.iPAddress : GeneralName.dNSName, host))
                .toArray(GeneralName[]::new));
    }

    private static KeyPair keys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("the JDK has no P-256", impossible);
        }
    }

    private static BigInteger serial() {
        return new BigInteger(SERIAL_BITS, new SecureRandom());
    }
}
