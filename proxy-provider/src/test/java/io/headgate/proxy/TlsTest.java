package io.headgate.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.core.finding.Finding;
import io.headgate.proxy.config.CertificateConfig;
import io.headgate.proxy.tls.SelfSignedCertificate;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.interfaces.ECPrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.util.io.pem.PemObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** TLS towards clients: rows S1 and hot reload. */
final class TlsTest {

    private static CertificateConfig certificate(String... hosts) {
        return SelfSignedCertificate.of(List.of(hosts), InstantSource.system());
    }

    /** Succeeds only if the server shows exactly this certificate. */
    private static RawClient connect(Fixture proxy, String serverName, CertificateConfig trusted) throws Exception {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        store.setCertificateEntry(
                "it",
                CertificateFactory.getInstance("X.509")
                        .generateCertificate(
                                new ByteArrayInputStream(trusted.chainPem().getBytes(StandardCharsets.US_ASCII))));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        SSLSocket socket = (SSLSocket) context.getSocketFactory()
                .createSocket(proxy.address().getAddress(), proxy.address().getPort());
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setServerNames(List.of(new SNIHostName(serverName)));
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return new RawClient(socket);
    }

    @Test
    void choosesTheCertificateByServerName() throws Exception {
        CertificateConfig byDefault = certificate("default.example");
        CertificateConfig exact = certificate("www.shop.example");
        CertificateConfig wildcard = certificate("*.shop.example");
        try (Fixture proxy = new Fixture()
                .port(443)
                .certificates(byDefault, wildcard, exact)
                .otherwise(Fixture.fixed(200, "secure"))) {
            assertThat(proxy.apply()).isEmpty();
            for (var expected : List.of(
                    java.util.Map.entry("www.shop.example", exact),
                    java.util.Map.entry("api.shop.example", wildcard),
                    java.util.Map.entry("a.b.shop.example", byDefault),
                    java.util.Map.entry("other.example", byDefault))) {
                try (RawClient client = connect(proxy, expected.getKey(), expected.getValue())) {
                    assertThat(client.send(RawClient.get("h", "/")).answer().text())
                            .isEqualTo("secure");
                }
            }
        }
    }

    @Test
    void takesNewCertificatesForNewConnections() throws Exception {
        CertificateConfig before = certificate("www.shop.example");
        CertificateConfig after = certificate("www.shop.example");
        try (RecordingUpstream up = RecordingUpstream.saying("up");
                Fixture proxy = new Fixture()
                        .port(443)
                        .certificates(before)
                        .group("a", up.target())
                        .otherwise(Fixture.forward("a"))) {
            proxy.apply();
            try (RawClient old = connect(proxy, "www.shop.example", before)) {
                proxy.certificates(after).apply();

                try (RawClient fresh = connect(proxy, "www.shop.example", after)) {
                    assertThat(fresh.send(RawClient.get("h", "/")).answer().text())
                            .isEqualTo("up");
                }
                assertThat(old.send(RawClient.get("h", "/")).answer().text()).isEqualTo("up");
            }
            assertThat(up.requests().getFirst().field("X-Forwarded-Proto")).isEqualTo("https");
            assertThat(up.requests().getFirst().field("X-Forwarded-Port")).isEqualTo("443");
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"RSA, 2048, RSA PRIVATE KEY", "EC, 256, EC PRIVATE KEY"})
    void readsKeysOfOlderForms(String algorithm, int size, String label) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
        generator.initialize(size);
        CertificateConfig older = olderForm(generator.generateKeyPair());
        assertThat(older.keyPem()).startsWith("-----BEGIN " + label);
        try (Fixture proxy = new Fixture().port(443).certificates(older).otherwise(Fixture.fixed(200, "secure"))) {
            assertThat(proxy.apply()).isEmpty();
            try (RawClient client = connect(proxy, "www.shop.example", older)) {
                assertThat(client.send(RawClient.get("h", "/")).answer().text()).isEqualTo("secure");
            }
        }
    }

    private static CertificateConfig olderForm(KeyPair keys) throws Exception {
        X500Name name = new X500Name("CN=www.shop.example");
        Instant now = InstantSource.system().instant();
        X509CertificateHolder certificate = new JcaX509v3CertificateBuilder(
                        name,
                        BigInteger.ONE,
                        Date.from(now.minus(Duration.ofHours(1))),
                        Date.from(now.plus(Duration.ofHours(1))),
                        name,
                        keys.getPublic())
                .build(new JcaContentSignerBuilder(
                                keys.getPublic().getAlgorithm().equals("EC") ? "SHA256withECDSA" : "SHA256withRSA")
                        .build(keys.getPrivate()));
        Object key = keys.getPrivate() instanceof ECPrivateKey ec ? sec1(ec) : keys.getPrivate();
        return new CertificateConfig(pem(certificate), pem(key), List.of("www.shop.example"));
    }

    /** As OpenSSL writes it: with the name of the curve. */
    private static PemObject sec1(ECPrivateKey key) throws IOException {
        return new PemObject(
                "EC PRIVATE KEY",
                new org.bouncycastle.asn1.sec.ECPrivateKey(256, key.getS(), SECObjectIdentifiers.secp256r1)
                        .getEncoded());
    }

    private static String pem(Object value) throws IOException {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            writer.writeObject(value);
        }
        return text.toString();
    }

    @Test
    void servesTheOtherCertificatesIfOneIsBroken() throws Exception {
        CertificateConfig good = certificate("www.shop.example");
        CertificateConfig broken = new CertificateConfig("no PEM", "no PEM", List.of("broken.example"));
        try (Fixture proxy =
                new Fixture().port(443).certificates(broken, good).otherwise(Fixture.fixed(200, "secure"))) {
            assertThat(proxy.apply()).extracting(Finding::reason).containsExactly("CertificateUnusable");
            try (RawClient client = connect(proxy, "www.shop.example", good)) {
                assertThat(client.send(RawClient.get("h", "/")).answer().text()).isEqualTo("secure");
            }
        }
    }
}
