package io.headgate.system.dev;

import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.system.Checkout;
import io.headgate.system.HeadgateProcess;
import io.headgate.system.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One run of {@code ./headgate dev examples/bookshop}, from the first table to the last file; hence the order. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DevTest {

    private static final Path BOOKSHOP = Checkout.root().resolve("examples/bookshop");

    @TempDir
    static Path folder;

    private static HeadgateProcess dev;

    @BeforeAll
    static void start() throws IOException {
        dev = HeadgateProcess.start(folder, Map.of(), "dev", BOOKSHOP.toString());
        dev.awaitLine("Ready.", Duration.ofMinutes(15)); // binaries may have to be built first
    }

    @AfterAll
    static void kill() {
        dev.close();
    }

    @Order(1)
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            http://api.bookshop.example/          | HTTP/1.1 301 | location: https://api.bookshop.example:443/
            https://www.bookshop.example/books    | HTTP/1.1 301 | location: https://api.bookshop.example:443/catalog
            https://www.bookshop.example/gifts    | HTTP/1.1 503 | The gift finder is back on Monday.
            https://www.bookshop.example/checkout | HTTP/1.1 200 | service: checkout/checkout
            https://www.bookshop.example/any      | HTTP/1.1 200 | service: bookshop/storefront
            https://api.bookshop.example/catalog  | HTTP/1.1 200 | service: bookshop/catalog
            https://api.bookshop.example/search   | HTTP/1.1 200 | service: bookshop/search
            """)
    void eachPrintedRequestIsAnsweredByTheRightBackend(String url, String status, String content) throws Exception {
        String answer = Requests.answer(folder, Requests.in(dev.lines()).to(url));

        assertThat(answer).startsWith(status).containsIgnoringCase(content);
    }

    @Test
    @Order(2)
    void noPrintedRequestFails() throws Exception {
        for (String command : Requests.in(dev.lines()).commands()) {
            assertThat(Requests.answer(folder, command)).as(command).startsWith("HTTP/1.1 ");
        }
    }

    @Test
    @Order(3)
    void theTableShowsRulesInOrderHealthAndPermissions() {
        assertThat(dev.lines())
                .anyMatch(line -> line.startsWith("LOAD BALANCER k8s-bookshop-"))
                .anyMatch(line -> line.contains("LISTENER HTTPS:443  at 127.0.0.1:"))
                .anyMatch(line -> line.contains("certificate www.bookshop.example"))
                .anyMatch(line -> line.matches(".*80 x k8s-.*\\(2/2 healthy\\), 20 x k8s-.*\\(2/2 healthy\\).*"))
                .anyMatch(line -> line.contains("admits tcp 443 from 0.0.0.0/0"));
    }

    @Test
    @Order(4)
    void anAppliedChangeTakesEffectWithinTwoSeconds() throws Exception {
        String moved = Files.readString(BOOKSHOP.resolve("catalog.yaml")).replace("path: /search", "path: /find");
        Path changed = Files.writeString(folder.resolve("changed.yaml"), moved);
        String request = Requests.in(dev.lines())
                .to("https://api.bookshop.example/search")
                .replace("/search", "/find");
        assertThat(Requests.answer(folder, request)).startsWith("HTTP/1.1 404");

        kubectl("apply --server-side --force-conflicts -f " + changed);

        Awaitility.await()
                .atMost(Duration.ofSeconds(2))
                .untilAsserted(
                        () -> assertThat(Requests.answer(folder, request)).contains("service: bookshop/search"));
        Files.delete(changed);
    }

    @Test
    @Order(5)
    void deletingAllIngressesEmptiesTheAccount() throws Exception {
        kubectl("delete ingress --all --all-namespaces --wait=false");

        dev.awaitLine("+ No load balancer.", Duration.ofSeconds(60));
        String endpoint =
                dev.awaitLine("AWS_ENDPOINT_URL=", Duration.ofSeconds(1)).replaceAll(".*AWS_ENDPOINT_URL=", "");
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(
                                List.of(elb(endpoint, "DescribeLoadBalancers"), elb(endpoint, "DescribeTargetGroups")))
                        .allSatisfy(answer -> assertThat(answer)
                                .contains("<ResponseMetadata>")
                                .doesNotContain("<member>")));
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(Shell.run(
                                        folder,
                                        Map.of(),
                                        "curl -s " + endpoint
                                                + " -d 'Action=DescribeSecurityGroups&Version=2016-11-15'")
                                .output())
                        .doesNotContain("elbv2.k8s.aws/cluster"));
    }

    @Test
    @Order(6)
    void ctrlCLeavesNoProcessAndNoFile() throws Exception {
        List<ProcessHandle> processes = dev.descendants();
        assertThat(processes).isNotEmpty();

        dev.interrupt();
        dev.awaitEnd(Duration.ofSeconds(30));

        Awaitility.await()
                .atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(processes).noneMatch(ProcessHandle::isAlive));
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).isEmpty();
        }
    }

    private static void kubectl(String arguments) throws IOException, InterruptedException {
        String kubeconfig =
                dev.awaitLine("export KUBECONFIG=", Duration.ofSeconds(1)).replaceAll(".*KUBECONFIG=", "");
        String kubectl = dev.awaitLine(" get ingress,ingressreport -A", Duration.ofSeconds(1))
                .strip()
                .replaceAll(" get .*", "");
        Shell.Result result = Shell.run(folder, Map.of("KUBECONFIG", kubeconfig), kubectl + " " + arguments);
        assertThat(result.exitCode()).as(result.output()).isZero();
    }

    private static String elb(String endpoint, String action) throws IOException, InterruptedException {
        return Shell.run(folder, Map.of(), "curl -s " + endpoint + " -d 'Action=" + action + "&Version=2015-12-01'")
                .output();
    }
}
