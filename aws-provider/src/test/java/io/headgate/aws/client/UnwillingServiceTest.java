package io.headgate.aws.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.headgate.core.cloud.Failure;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkException;

/** What happens to further calls when a service refuses some as too many, or does not answer at all. */
final class UnwillingServiceTest {

    private static final String RATE_EXCEEDED = "<ErrorResponse><Error><Type>Sender</Type><Code>Throttling</Code>"
            + "<Message>Rate exceeded</Message></Error></ErrorResponse>";

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private HttpServer service;
    private volatile boolean answers = true;

    @BeforeEach
    void start() throws IOException {
        service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.createContext("/", exchange -> {
            heard.add("call");
            if (answers) {
                byte[] body = RATE_EXCEEDED.getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(400, body.length);
                exchange.getResponseBody().write(body);
            }
            exchange.close();
        });
        service.start();
    }

    @AfterEach
    void stop() {
        service.stop(0);
    }

    @Test
    void refusalsOfRepetitionsCountToo_andAreStillTold() {
        try (AwsClients clients = clients(settings().withBudget(AwsSettings.Budget.ACCOUNT), 2)) {
            assertThat(failure(() -> clients.elb().describeLoadBalancers()))
                    .containsInstanceOf(Failure.Throttled.class);
        }

        assertThat(heard).hasSize(2);
        assertThat(meters.counter("headgate.aws.throttled", "service", "elasticloadbalancingv2")
                        .count())
                .isEqualTo(2);
    }

    @Test
    void aServiceThatDoesNotAnswerIsLeftAlone_theOthersAreNot() {
        answers = false;
        URI dead = address();
        try (AwsClients clients = clients(settings().withEndpoints(Map.of("WAFV2", dead)), 1)) {
            for (int number = 0; number < 3; number++) {
                assertThat(failure(() -> clients.wafv2().listWebACLs(request -> {})))
                        .hasValueSatisfying(
                                failure -> assertThat(failure.code()).isEqualTo("ClientError"));
            }
            heard.clear();
            assertThat(failure(() -> clients.wafv2().listWebACLs(request -> {})))
                    .hasValueSatisfying(failure -> assertThat(failure)
                            .isInstanceOf(Failure.Transient.class)
                            .extracting(Failure::message)
                            .asString()
                            .containsIgnoringCase("WAFV2"));
            assertThat(heard).isEmpty();
            answers = true;
            assertThat(failure(() -> clients.elb().describeLoadBalancers()))
                    .containsInstanceOf(Failure.Throttled.class);
        }
    }

    @Test
    void afterAPauseOneCallTries_andAnAnswerEndsIt() {
        answers = false;
        try (AwsClients clients = clients(settings(), 1)) {
            for (int number = 0; number < 3; number++) {
                failure(() -> clients.elb().describeLoadBalancers());
            }
            heard.clear();
            now.set(now.get().plus(Duration.ofSeconds(6)));
            answers = true;
            failure(() -> clients.elb().describeLoadBalancers());
            failure(() -> clients.elb().describeLoadBalancers());
        }

        assertThat(heard).hasSize(2);
    }

    private AwsSettings settings() {
        return AwsSettings.of("dev", "us-west-2", "vpc-1").withLocalEndpoint(address());
    }

    private AwsClients clients(AwsSettings settings, int attempts) {
        return AwsClients.create(settings.withMaxAttempts(attempts), meters, now::get);
    }

    private static Optional<Failure> failure(Runnable call) {
        try {
            call.run();
            return Optional.empty();
        } catch (SdkException expected) {
            return Optional.of(Failures.translate(expected));
        }
    }

    private URI address() {
        return URI.create("http://127.0.0.1:" + service.getAddress().getPort());
    }
}
