package io.headgate.operator.dev.controlplane;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Waits until an API server serves: it says so itself, and the namespaces that it makes at its start are there. */
record Readiness(URI server, Path certificate, String token) {

    private static final int TRIES = 1200;
    private static final int MILLIS_BETWEEN = 50;
    private static final List<String> QUESTIONS =
            List.of("/readyz", "/api/v1/namespaces/default", "/api/v1/namespaces/kube-system");

    void await(GuardedProcess etcd, GuardedProcess apiserver) throws IOException, InterruptedException {
        int tries = 0;
        while (Files.notExists(certificate)) {
            pause(etcd, apiserver, tries++);
        }
        try (HttpClient client = HttpClient.newBuilder()
                .sslContext(trusting(certificate))
                .connectTimeout(Duration.ofSeconds(2))
                .build()) {
            for (String question : QUESTIONS) {
                while (!answers(client, question)) {
                    pause(etcd, apiserver, tries++);
                }
            }
        }
    }

    private void pause(GuardedProcess etcd, GuardedProcess apiserver, int tries) throws InterruptedException {
        if (tries > TRIES) {
            throw new ControlPlaneException("the API server at " + server + " did not become ready within "
                    + TRIES * MILLIS_BETWEEN / 1000 + " s: " + apiserver.lastLines());
        }
        etcd.mustLiveFor(1);
        apiserver.mustLiveFor(MILLIS_BETWEEN);
    }

    private boolean answers(HttpClient client, String question) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(server.resolve(question))
                .header("Authorization", "Bearer " + token)
                .timeout(Duration.ofSeconds(2))
                .build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private static SSLContext trusting(Path certificates) throws IOException {
        try (InputStream file = Files.newInputStream(certificates)) {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            for (Certificate each : CertificateFactory.getInstance("X.509").generateCertificates(file)) {
                store.setCertificateEntry("c" + store.size(), each);
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new ControlPlaneException("the API server wrote an unusable certificate: " + e.getMessage(), e);
        }
    }
}
