package io.headgate.aws.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkException;

/** Calls of one service go where the flag says, by the id that the SDK gives the service; the others go where they went. */
final class ServiceEndpointsTest {

    private final List<String> heard = new CopyOnWriteArrayList<>();
    private HttpServer everything;
    private HttpServer balancing;

    @BeforeEach
    void start() throws IOException {
        everything = server("everything");
        balancing = server("balancing");
    }

    @AfterEach
    void stop() {
        everything.stop(0);
        balancing.stop(0);
    }

    @Test
    void oneServiceGoesElsewhere() {
        AwsSettings settings = AwsSettings.of("dev", "us-west-2", "vpc-1")
                .withLocalEndpoint(address(everything))
                .withEndpoints(Map.of("Elastic Load Balancing v2", address(balancing)))
                .withMaxAttempts(1);
        try (AwsClients clients = AwsClients.create(settings, new SimpleMeterRegistry(), InstantSource.system())) {
            refused(() -> clients.elb().describeLoadBalancers());
            refused(() -> clients.ec2().describeVpcs());
        }

        assertThat(heard).containsExactly("balancing", "everything");
    }

    @Test
    void aCallIsMadeAsOftenAsAllowed() {
        AwsSettings settings = AwsSettings.of("dev", "us-west-2", "vpc-1")
                .withLocalEndpoint(address(everything))
                .withMaxAttempts(2);
        try (AwsClients clients = AwsClients.create(settings, new SimpleMeterRegistry(), InstantSource.system())) {
            refused(() -> clients.ec2().describeVpcs());
        }

        assertThat(heard).containsExactly("everything", "everything");
    }

    private static void refused(Runnable call) {
        try {
            call.run();
        } catch (SdkException expected) {
            return;
        }
        throw new AssertionError("the server has no answer, but the call succeeded");
    }

    private HttpServer server(String name) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            heard.add(name);
            exchange.sendResponseHeaders(503, -1);
            exchange.close();
        });
        server.start();
        return server;
    }

    private static URI address(HttpServer server) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }
}
