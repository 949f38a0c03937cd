package io.headgate.operator.dev.backend;

import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.core.cluster.ObjectKey;
import io.headgate.core.cluster.PortRef;
import io.headgate.core.cluster.Service;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BackendsTest {

    private static final Map<String, String> NODES = Map.of("node-a", "10.0.3.77", "node-b", "10.0.4.77");

    @Test
    void eachReplicaAnswersAtAnAddressOfItsOwn() throws Exception {
        try (Backends backends = new Backends(2, NODES)) {
            Workload workload = backends.start(service("web", 18080, 0));

            assertThat(workload.replicas()).hasSize(2);
            for (Workload.Replica replica : workload.replicas()) {
                assertThat(get(replica.ip(), 18080))
                        .contains("service: shop/web\n", "pod: " + replica.pod() + "\n", "GET /a?b=c HTTP/1.1\n");
            }
        }
    }

    @Test
    void aNodePortReachesAllReplicasInTurn() throws Exception {
        try (Backends backends = new Backends(2, NODES)) {
            backends.start(service("web", 18080, 31777));

            assertThat(List.of(get("10.0.3.77", 31777), get("10.0.3.77", 31777)))
                    .anyMatch(answer -> answer.contains("pod: web-1\n"))
                    .anyMatch(answer -> answer.contains("pod: web-2\n"));
        }
    }

    @Test
    void twoProgramsDoNotTakeEachOthersAddresses() throws Exception {
        try (Backends first = new Backends(1, NODES);
                Backends second = new Backends(1, NODES)) {
            Workload one = first.start(service("one", 18080, 0));
            Workload two = second.start(service("two", 18080, 0));

            assertThat(get(one.replicas().getFirst().ip(), 18080)).contains("service: shop/one\n");
            assertThat(get(two.replicas().getFirst().ip(), 18080)).contains("service: shop/two\n");
        }
    }

    private static Service service(String name, int targetPort, int nodePort) {
        return new Service(
                new ObjectKey("shop", name),
                "",
                Map.of(),
                nodePort == 0 ? "ClusterIP" : "NodePort",
                List.of("IPv4"),
                List.of(new Service.Port("http", 80, new PortRef.ByNumber(targetPort), nodePort, "TCP")));
    }

    private static String get(String clusterAddress, int port) throws IOException, InterruptedException {
        URI address = URI.create("http://127" + clusterAddress.substring(2) + ":" + port + "/a?b=c");
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }
}
