package io.headgate.system.dev;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.headgate.system.Checkout;
import io.headgate.system.HeadgateProcess;
import io.headgate.system.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** One run of {@code ./headgate dev --no-cluster} on a copy of the bookshop, whose files change; hence the order. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class NoClusterTest {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Pattern ARN = Pattern.compile("<TargetGroupArn>([^<]+)</TargetGroupArn>");

    @TempDir
    static Path folder;

    @TempDir
    static Path shop;

    private static HeadgateProcess dev;

    @BeforeAll
    static void start() throws IOException {
        try (Stream<Path> files = Files.list(Checkout.root().resolve("examples/bookshop"))) {
            for (Path file : files.toList()) {
                Files.copy(file, shop.resolve(file.getFileName()));
            }
        }
        dev = HeadgateProcess.start(folder, Map.of(), "dev", "--no-cluster", shop.toString());
        dev.awaitLine("Ready.", Duration.ofMinutes(5)); // it may have to be built first
    }

    @AfterAll
    static void kill() {
        dev.close();
    }

    @Test
    @Order(1)
    void eachPrintedRequestIsAnswered() throws Exception {
        assertThat(answer("https://www.bookshop.example/any")).contains("service: bookshop/storefront");
        assertThat(answer("https://www.bookshop.example/checkout")).contains("service: checkout/checkout");
        for (String command : Requests.in(dev.lines()).commands()) {
            assertThat(Requests.answer(folder, command)).as(command).startsWith("HTTP/1.1 ");
        }
    }

    @Test
    @Order(2)
    void theLoadBalancerMayReachTheNodes() {
        assertThat(dev.lines()).anyMatch(line -> line.matches(" *may reach tcp .* of sg-.*"));
    }

    @Test
    @Order(3)
    void anEditedPathTakesEffect() throws Exception {
        String request = Requests.in(dev.lines())
                .to("https://api.bookshop.example/search")
                .replace("/search", "/find");

        edit("catalog.yaml", "path: /search", "path: /find");

        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(Requests.answer(folder, request)).contains("service: bookshop/search"));
    }

    @Test
    @Order(4)
    void aMovedBackendLeavesNoTargetBehind() throws Exception {
        assertThat(targets()).anyMatch(target -> target.contains("<Port>9200</Port>"));

        edit("catalog.yaml", "targetPort: 9200", "targetPort: 9300");

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(targets())
                        .anyMatch(target -> target.contains("<Port>9300</Port>"))
                        .noneMatch(target -> target.contains("<Port>9200</Port>") && !target.contains("draining")));
    }

    @Test
    @Order(5)
    void aMistakeIsToldAndKeepsWhatWas() throws Exception {
        edit("catalog.yaml", "scheme: internet-facing", "scheme: sideways");

        dev.awaitLine("ERROR Ingress bookshop/catalog", SOON);
    }

    @Test
    @Order(6)
    void ctrlCLeavesNoFile() throws Exception {
        dev.interrupt();
        dev.awaitEnd(SOON);

        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).isEmpty();
        }
    }

    private static String answer(String url) throws IOException, InterruptedException {
        return Requests.answer(folder, Requests.in(dev.lines()).to(url));
    }

    private static void edit(String file, String old, String replacement) throws IOException {
        String content = Files.readString(shop.resolve(file));
        assertThat(content).contains(old);
        Files.writeString(shop.resolve(file), content.replace(old, replacement));
    }

    /** All targets of all target groups, each with its health. */
    private static List<String> targets() throws IOException, InterruptedException {
        StringBuilder health = new StringBuilder();
        for (String arn : ARN.matcher(elb("DescribeTargetGroups", ""))
                .results()
                .map(found -> found.group(1))
                .toList()) {
            health.append(elb("DescribeTargetHealth", "&TargetGroupArn=" + arn));
        }
        return Stream.of(health.toString().split("<member>")).skip(1).toList();
    }

    private static String elb(String action, String parameters) throws IOException, InterruptedException {
        String endpoint = dev.awaitLine("AWS_ENDPOINT_URL=", SOON).replaceAll(".*AWS_ENDPOINT_URL=", "");
        String body = "Action=" + action + "&Version=2015-12-01" + parameters;
        return Shell.run(folder, Map.of(), "curl -s " + endpoint + " -d '" + body + "'")
                .output();
    }
}
