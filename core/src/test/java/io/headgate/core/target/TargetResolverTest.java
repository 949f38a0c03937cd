package io.headgate.core.target;

import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.core.cluster.ConditionStatus;
import io.headgate.core.cluster.EndpointSlice;
import io.headgate.core.cluster.Node;
import io.headgate.core.cluster.ObjectKey;
import io.headgate.core.cluster.Pod;
import io.headgate.core.cluster.PortRef;
import io.headgate.core.cluster.Service;
import io.headgate.core.routing.TargetGroupRef;
import io.headgate.core.stack.TargetGroupBinding;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the corpus of recorded targets does not show: fail-open, missing backends, odd nodes, both address families. */
final class TargetResolverTest {

    private static final ObjectKey POD = new ObjectKey("shop", "pod");

    @ParameterizedTest
    @CsvSource({
        // ready, terminating, containers, node, counts
        "true, false, FALSE, FALSE, true",
        ", , FALSE, FALSE, true",
        "false, false, TRUE, TRUE, true",
        "false, false, TRUE, UNKNOWN, true",
        "false, false, TRUE, FALSE, false",
        "false, false, FALSE, TRUE, false",
        "false, true, TRUE, TRUE, false",
        "false, true, TRUE, UNKNOWN, true",
    })
    void anEndpointCountsWhenReadyOrOnlyHeldBackByAGate(
            @Nullable Boolean ready,
            @Nullable Boolean terminating,
            ConditionStatus containers,
            ConditionStatus node,
            boolean counts) {
        EndpointSlice slice = slice("IPv4", endpoint("10.0.0.1", ready, terminating, POD));

        TargetResolution resolution = resolve("ip", "ClusterIP", Map.of(), List.of(slice), containers, node("n", node));

        assertThat(targets(resolution)).hasSize(counts ? 1 : 0);
    }

    @Test
    void nodesOfUnknownReadinessCountOnlyWhenNoOtherEndpointDoes() {
        EndpointSlice slice =
                slice("IPv4", endpoint("10.0.0.1", false, false, POD), endpoint("10.0.0.2", true, false, POD));

        TargetResolution resolution = resolve(
                "ip", "ClusterIP", Map.of(), List.of(slice), ConditionStatus.TRUE, node("n", ConditionStatus.UNKNOWN));

        assertThat(targets(resolution)).containsExactly("10.0.0.2:8080");
    }

    @Test
    void nodesOfUnknownReadinessNeverCountWithTheGateOff() {
        TargetInputs inputs = new TargetInputs(
                binding("instance", new PortRef.ByNumber(80)),
                service("NodePort", Map.of()),
                List.of(),
                Map.of(),
                Map.of("n", node("n", ConditionStatus.UNKNOWN)),
                List.of(),
                false);

        assertThat(targets(TargetResolver.resolve(inputs))).isEmpty();
    }

    @Test
    void onlyTheFirstAddressOfAnEndpointCounts() {
        EndpointSlice.Endpoint endpoint =
                new EndpointSlice.Endpoint(List.of("10.0.0.1", "10.0.0.2"), true, true, false, "n", POD);

        assertThat(targets(
                        resolve("ip", "ClusterIP", Map.of(), List.of(slice("IPv4", endpoint)), ConditionStatus.TRUE)))
                .containsExactly("10.0.0.1:8080");
    }

    @Test
    void endpointsWithoutPodCountWhenTheServiceAsksForThem() {
        EndpointSlice slice = slice("IPv4", endpoint("10.0.0.1", true, false, null));

        assertThat(targets(resolve("ip", "ClusterIP", Map.of(), List.of(slice), ConditionStatus.TRUE)))
                .isEmpty();
        assertThat(targets(resolve(
                        "ip",
                        "ClusterIP",
                        Map.of("headgate.io/endpoints", "all"),
                        List.of(slice),
                        ConditionStatus.TRUE)))
                .containsExactly("10.0.0.1:8080");
    }

    @Test
    void onlyTheFamilyOfTheTargetGroupCounts() {
        List<EndpointSlice> slices = List.of(
                slice("IPv4", endpoint("10.0.0.1", true, false, POD)),
                slice("IPv6", endpoint("fd00::1", true, false, POD)));

        assertThat(targets(resolve("ip", "ClusterIP", Map.of(), slices, ConditionStatus.TRUE)))
                .containsExactly("10.0.0.1:8080");
    }

    @Test
    void anAddressOutsideTheVpcIsRegisteredForAllZones() {
        EndpointSlice slice =
                slice("IPv4", endpoint("192.168.0.1", true, false, POD), endpoint("10.0.255.255", true, false, POD));

        assertThat(resolved(resolve("ip", "ClusterIP", Map.of(), List.of(slice), ConditionStatus.TRUE)))
                .extracting(endpoint -> endpoint.target().availabilityZone())
                .containsExactly(null, "all");
    }

    @Test
    void aNodeWithoutInstanceIdIsLeftOutWithARemark() {
        TargetResolution resolution = resolve(
                "instance",
                "NodePort",
                Map.of(),
                List.of(),
                ConditionStatus.TRUE,
                node("good", ConditionStatus.TRUE),
                new Node("odd", Map.of(), List.of(), "kind://odd", ConditionStatus.TRUE, List.of()));

        assertThat(targets(resolution)).containsExactly("i-0good:30080");
        assertThat(((TargetResolution.Resolved) resolution).remarks())
                .singleElement()
                .asString()
                .contains("odd");
    }

    @Test
    void instanceTargetsNeedNodePorts() {
        assertThat(resolve("instance", "ClusterIP", Map.of(), List.of(), ConditionStatus.TRUE))
                .isInstanceOf(TargetResolution.Unusable.class);
    }

    @Test
    void aMissingServiceOrPortIsNamed() {
        TargetGroupBinding binding = binding("ip", new PortRef.ByName("none"));
        Service service = service("ClusterIP", Map.of());

        assertThat(TargetResolver.resolve(new TargetInputs(binding, null, List.of(), Map.of(), Map.of(), List.of())))
                .isEqualTo(new TargetResolution.BackendMissing("Service shop/web does not exist"));
        assertThat(TargetResolver.resolve(new TargetInputs(binding, service, List.of(), Map.of(), Map.of(), List.of())))
                .isEqualTo(new TargetResolution.BackendMissing("Service shop/web has no port none"));
    }

    private static TargetResolution resolve(
            String targetType,
            String serviceType,
            Map<String, String> annotations,
            List<EndpointSlice> slices,
            ConditionStatus containers,
            Node... nodes) {
        Pod pod = new Pod(
                POD,
                "uid",
                Map.of(),
                "n",
                List.of(),
                Map.of("ContainersReady", containers),
                List.of(),
                false,
                0,
                false);
        return TargetResolver.resolve(new TargetInputs(
                binding(targetType, new PortRef.ByNumber(80)),
                service(serviceType, annotations),
                slices,
                Map.of(POD, pod),
                Arrays.stream(nodes).collect(Collectors.toMap(Node::name, node -> node)),
                List.of("10.0.0.0/16")));
    }

    private static TargetGroupBinding binding(String targetType, PortRef port) {
        return new TargetGroupBinding(
                "",
                new ObjectKey("shop", "binding"),
                new TargetGroupRef.ByArn("arn"),
                "web",
                port,
                targetType,
                "ipv4",
                "HTTP",
                null,
                false,
                List.of(),
                null,
                Map.of());
    }

    private static Service service(String type, Map<String, String> annotations) {
        int nodePort = type.equals("NodePort") ? 30080 : 0;
        return new Service(
                new ObjectKey("shop", "web"),
                "uid",
                annotations,
                type,
                List.of("IPv4"),
                List.of(new Service.Port("http", 80, new PortRef.ByNumber(8080), nodePort, "TCP")));
    }

    private static EndpointSlice slice(String family, EndpointSlice.Endpoint... endpoints) {
        return new EndpointSlice(
                new ObjectKey("shop", "web-" + family),
                new ObjectKey("shop", "web"),
                family,
                List.of(endpoints),
                List.of(new EndpointSlice.Port("http", 8080, "TCP"), new EndpointSlice.Port("other", 9, "TCP")));
    }

    private static EndpointSlice.Endpoint endpoint(
            String address, @Nullable Boolean ready, @Nullable Boolean terminating, @Nullable ObjectKey pod) {
        return new EndpointSlice.Endpoint(List.of(address), ready, null, terminating, "n", pod);
    }

    private static Node node(String name, ConditionStatus ready) {
        return new Node(name, Map.of(), List.of(), "aws:///us-west-2a/i-0" + name, ready, List.of());
    }

    private static List<Endpoint> resolved(TargetResolution resolution) {
        return ((TargetResolution.Resolved) resolution).endpoints();
    }

    private static List<String> targets(TargetResolution resolution) {
        return resolved(resolution).stream()
                .map(endpoint ->
                        endpoint.target().id() + ":" + endpoint.target().port())
                .toList();
    }
}
