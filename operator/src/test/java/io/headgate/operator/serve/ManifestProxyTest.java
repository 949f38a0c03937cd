package io.headgate.operator.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.headgate.proxy.config.AddressMapping;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ManifestProxyTest {

    private static final String INGRESS = """
            apiVersion: networking.k8s.io/v1
            kind: IngressClass
            metadata: {name: proxy}
            spec: {controller: headgate.io/proxy}
            ---
            apiVersion: networking.k8s.io/v1
            kind: Ingress
            metadata: {name: web, namespace: shop}
            spec:
              ingressClassName: proxy
              tls:
                - hosts: [localhost]
              rules:
                - http:
                    paths:
                      - path: PATH
                        pathType: Prefix
                        backend: {service: {name: web, port: {number: 80}}}
            """;

    private static final String BACKEND = """
            apiVersion: v1
            kind: Service
            metadata: {name: web, namespace: shop}
            spec:
              ports: [{name: http, port: 80, targetPort: 8080}]
            ---
            apiVersion: discovery.k8s.io/v1
            kind: EndpointSlice
            metadata: {name: web-1, namespace: shop, labels: {kubernetes.io/service-name: web}}
            addressType: IPv4
            ports: [{name: http, port: PORT, protocol: TCP}]
            endpoints: [{addresses: [10.1.0.1], conditions: {ready: true}}]
            """;

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private HttpServer backend;

    @BeforeEach
    void startBackend() throws Exception {
        backend = HttpServer.create(new InetSocketAddress("127.1.0.1", 0), 0);
        backend.createContext("/", exchange -> {
            byte[] body = ("backend " + exchange.getRequestURI()).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        backend.start();
        write(
                "backend.yaml",
                BACKEND.replace("PORT", Integer.toString(backend.getAddress().getPort())));
        write("ingress.yaml", INGRESS.replace("PATH", "/books"));
    }

    @AfterEach
    void stopBackend() {
        backend.stop(0);
    }

    private void write(String file, String content) throws IOException {
        Files.writeString(folder.resolve(file), content);
    }

    private ManifestProxy start() throws IOException {
        return ManifestProxy.start(
                folder,
                new PortMapping(InetAddress.getLoopbackAddress(), Map.of(80, 0, 443, 0), 0),
                AddressMapping.loopback(),
                new ManifestProxy.Output(new PrintWriter(out, true), new PrintWriter(err, true)),
                InstantSource.system());
    }

    private static HttpResponse<String> get(ManifestProxy proxy, String path) throws IOException, InterruptedException {
        int port = proxy.address("HTTP", 80).orElseThrow().getPort();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    private static int status(ManifestProxy proxy, String path) throws IOException, InterruptedException {
        return get(proxy, path).statusCode();
    }

    @Test
    void servesAFolderAndFollowsIt() throws Exception {
        try (ManifestProxy proxy = start()) {
            Thread.ofVirtual().start(() -> follow(proxy));
            assertThat(get(proxy, "/books/1").body()).isEqualTo("backend /books/1");
            assertThat(get(proxy, "/toys").statusCode()).isEqualTo(404);

            write("ingress.yaml", INGRESS.replace("PATH", "/toys"));
            await().until(() -> status(proxy, "/toys") == 200);
            assertThat(get(proxy, "/books/1").statusCode()).isEqualTo(404);

            write("ingress.yaml", "kind: [");
            await().until(() -> err.toString().contains("what was served before stays"));
            assertThat(get(proxy, "/toys").statusCode()).isEqualTo(200);

            write("ingress.yaml", INGRESS.replace("PATH", "/books"));
            await().until(() -> status(proxy, "/books") == 200);
        }
    }

    private static void follow(ManifestProxy proxy) {
        try {
            proxy.follow();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void servesTlsAndTellsThatNobodyTrustsIt() throws Exception {
        try (ManifestProxy proxy = start();
                HttpClient client =
                        HttpClient.newBuilder().sslContext(trustingAll()).build()) {
            int port = proxy.address("HTTPS", 443).orElseThrow().getPort();
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(URI.create("https://localhost:" + port + "/books"))
                            .version(HttpClient.Version.HTTP_1_1)
                            .build(),
                    HttpResponse.BodyHandlers.ofString());

            assertThat(answer.body()).isEqualTo("backend /books");
            assertThat(err.toString()).contains("SelfSignedCertificate");
        }
    }

    private static SSLContext trustingAll() throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new TrustAll()}, new SecureRandom());
        return context;
    }

    private static final class TrustAll implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
