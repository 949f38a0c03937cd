package io.headgate.simulator;

import static io.headgate.simulator.SimulatedAws.CERTIFICATE;
import static io.headgate.simulator.SimulatedAws.fixed;
import static io.headgate.simulator.SimulatedAws.path;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.InstantSource;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;

/** Requests through the listeners behind load balancers. */
final class TrafficTest {
    private static final SimulatorConfig CONFIG =
            SimulatedAws.config().withClock(InstantSource.system()).withDataPlane(true);

    @Test
    void rulesAnswerAsSoonAsTheyAreMade() throws IOException, InterruptedException {
        try (SimulatedAws aws = SimulatedAws.start(CONFIG);
                HttpClient http = HttpClient.newHttpClient()) {
            String listener = aws.listener(aws.loadBalancer("web").loadBalancerArn(), 80, fixed("404"));
            InetSocketAddress address = aws.simulator.listenerAddress(listener).orElseThrow();
            URI uri = URI.create("http://127.0.0.1:" + address.getPort() + "/new");
            assertThat(status(http, uri)).isEqualTo(404);

            aws.rule(listener, 1, request -> request.conditions(path("/new")).actions(fixed("201")));

            assertThat(status(http, uri)).isEqualTo(201);
        }
    }

    private static int status(HttpClient http, URI uri) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    @Test
    void certificatesOfTheSeedAreSignedByTheSimulator() throws IOException, GeneralSecurityException {
        try (SimulatedAws aws = SimulatedAws.start(CONFIG)) {
            String listener = aws.secureListener(aws.loadBalancer("web").loadBalancerArn(), 443, CERTIFICATE + "4");
            int port = aws.simulator.listenerAddress(listener).orElseThrow().getPort();

            try (SSLSocket socket = (SSLSocket) trusting(aws.simulator.caCertificatePem())
                    .getSocketFactory()
                    .createSocket("127.0.0.1", port)) {
                SSLParameters parameters = socket.getSSLParameters();
                parameters.setServerNames(List.of(new SNIHostName("team-a.example.net")));
                socket.setSSLParameters(parameters);
                socket.startHandshake();

                assertThat(socket.getSession().getPeerPrincipal().getName()).isEqualTo("CN=*.team-a.example.net");
            }
        }
    }

    private static SSLContext trusting(String pem) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        byte[] bytes = pem.getBytes(StandardCharsets.UTF_8);
        store.setCertificateEntry(
                "ca", CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(bytes)));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
