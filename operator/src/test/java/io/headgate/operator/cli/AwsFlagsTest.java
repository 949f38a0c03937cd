package io.headgate.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.headgate.aws.client.AwsSettings;
import io.headgate.aws.client.Throttle;
import io.headgate.aws.iam.LeastPrivilege;
import io.headgate.simulator.Simulator;
import io.headgate.simulator.SimulatorConfig;
import io.headgate.simulator.policy.PolicyDocument;
import io.headgate.simulator.policy.PolicyUse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Where the cluster is, if nobody says so. */
final class AwsFlagsTest {

    private static final String METADATA = "AWS_EC2_METADATA_SERVICE_ENDPOINT";

    @Test
    void theInstanceKnowsRegionAndVpc() throws IOException {
        HttpServer metadata = metadata(Map.of(
                "/latest/meta-data/placement/region", "eu-north-1",
                "/latest/meta-data/mac", "02:00:00:00:00:01",
                "/latest/meta-data/network/interfaces/macs/02:00:00:00:00:01/vpc-id", "vpc-0123"));
        try {
            AwsSettings settings = flags().settings("dev", null, null, Map.of(METADATA, address(metadata)));

            assertThat(settings.region()).isEqualTo("eu-north-1");
            assertThat(settings.vpcId()).isEqualTo("vpc-0123");
        } finally {
            metadata.stop(0);
        }
    }

    @Test
    void whatIsGivenIsNotAsked() throws IOException {
        AtomicInteger questions = new AtomicInteger();
        HttpServer metadata = metadata(Map.of());
        metadata.createContext("/latest", exchange -> {
            questions.incrementAndGet();
            exchange.close();
        });
        try {
            AwsSettings settings = flags("--aws-max-retries=4")
                    .settings("dev", null, "vpc-1", Map.of("AWS_REGION", "us-east-2", METADATA, address(metadata)));

            assertThat(settings.region()).isEqualTo("us-east-2");
            assertThat(settings.vpcId()).isEqualTo("vpc-1");
            assertThat(settings.pace().maxAttempts()).isEqualTo(4);
            assertThat(questions).hasValue(0);
        } finally {
            metadata.stop(0);
        }
    }

    @Test
    void anUnreachableServiceIsSaidWithARemedy() {
        assertThatThrownBy(() -> flags().settings("dev", "us-west-2", null, Map.of(METADATA, "http://127.0.0.1:1")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("http://127.0.0.1:1")
                .hasMessageContaining("--aws-vpc-id");
    }

    @Test
    void tagsFindOneVpc() throws IOException {
        String seed = "{\"clusterName\": \"dev\", \"region\": \"us-west-2\", \"accountId\": \"123456789012\","
                + " \"vpc\": {\"id\": \"vpc-0d01\", \"name\": \"dev\", \"cidrs\": [\"10.0.0.0/16\"]},"
                + " \"subnets\": [], \"securityGroups\": [], \"nodes\": [], \"certificates\": []}";
        try (Simulator simulator = Simulator.start(SimulatorConfig.DEFAULT.withSeed(seed))) {
            simulator
                    .authorizer()
                    .enforce(
                            "local",
                            PolicyDocument.parse(LeastPrivilege.policy("dev", List.of(), "aws")),
                            new PolicyUse());
            AwsFlags found = flags("--aws-vpc-tags=Name=dev", "--aws-endpoint-url=" + simulator.endpoint());
            AwsFlags lost = flags("--aws-vpc-tags=Name=other", "--aws-endpoint-url=" + simulator.endpoint());
            AwsFlags elsewhere = flags("--aws-vpc-tags=Name=dev", "--aws-api-endpoints=EC2=" + simulator.endpoint());

            assertThat(found.settings("dev", "us-west-2", null, Map.of()).vpcId())
                    .isEqualTo("vpc-0d01");
            assertThatThrownBy(() -> lost.settings("dev", "us-west-2", null, Map.of()))
                    .hasMessageContaining("none")
                    .hasMessageContaining("--aws-vpc-id");
            assertThat(elsewhere.apiEndpoints.byService()).containsOnlyKeys("EC2");
        }
    }

    @Test
    void idsOfServicesContainSpaces() {
        AwsFlags flags =
                flags("--aws-api-endpoints=EC2=http://127.0.0.1:1,Elastic Load Balancing v2=https://elb.example.com");

        assertThat(flags.apiEndpoints.byService())
                .containsOnly(
                        Map.entry("EC2", URI.create("http://127.0.0.1:1")),
                        Map.entry("Elastic Load Balancing v2", URI.create("https://elb.example.com")));
    }

    @Test
    void ratesAreGivenByServiceAndOperation() throws IOException {
        AwsFlags flags = flags("--aws-api-throttle=EC2:^Describe=20:100, Elastic Load Balancing v2:^Modify|^Set=0.5:2");

        assertThat(flags.settings("dev", "us-west-2", "vpc-1", Map.of()).pace().throttles())
                .containsExactly(
                        new Throttle("EC2", "^Describe", Duration.ofMillis(50), 100),
                        new Throttle("Elastic Load Balancing v2", "^Modify|^Set", Duration.ofSeconds(2), 2));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"EC2", "EC2:^Describe", "EC2:^Describe=20", "EC2:^Describe=0:1", "EC2:^Describe=1:0", "EC2:(=1:1"
            })
    void aRateThatIsNoneIsWrongUsage(String text) {
        assertThatThrownBy(() -> flags("--aws-api-throttle=" + text)).hasMessageContaining("--aws-api-throttle");
    }

    private static AwsFlags flags(String... arguments) {
        AwsFlags flags = new AwsFlags();
        new CommandLine(flags).parseArgs(arguments);
        return flags;
    }

    private static HttpServer metadata(Map<String, String> answers) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            boolean token = exchange.getRequestMethod().equals("PUT");
            boolean known = token || "word".equals(exchange.getRequestHeaders().getFirst("X-aws-ec2-metadata-token"));
            String answer = token
                    ? "word"
                    : answers.getOrDefault(exchange.getRequestURI().getPath(), "");
            byte[] body = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(known ? 200 : 401, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        return server;
    }

    private static String address(HttpServer server) {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }
}
