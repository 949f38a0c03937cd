package io.headgate.operator.targets;

import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.core.access.BindingAccess;
import io.headgate.core.access.BindingAccess.Peer;
import io.headgate.core.cluster.ConditionStatus;
import io.headgate.core.cluster.Node;
import io.headgate.core.cluster.ObjectKey;
import io.headgate.core.cluster.Pod;
import io.headgate.core.cluster.PortRef;
import io.headgate.core.routing.TargetGroupRef;
import io.headgate.core.stack.SecurityGroup.Source;
import io.headgate.core.stack.TargetGroupBinding;
import io.headgate.core.stack.TargetGroupBinding.NetworkingPort;
import io.headgate.core.stack.TargetGroupBinding.NetworkingRule;
import io.headgate.core.target.Endpoint;
import io.headgate.core.target.Target;
import io.headgate.core.target.TargetInputs;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Where targets are, and which ports are opened to whom. */
final class AccessesTest {

    private static final Node MACHINE = node("machine", "aws:///us-west-2a/i-0a", "ec2");
    private static final Node FARGATE = node("fargate", "aws:///us-west-2a/9c1/fargate-ip-10-0-0-9", "fargate");
    private static final Node HYBRID = node("hybrid", "eks-hybrid:///us-west-2/lab/mi-1", "hybrid");

    @Test
    void aPodIsBehindItsNodesInterface_unlessItHasItsOwn() {
        assertThat(places(MACHINE, false)).containsExactly(new BindingAccess.Endpoint("i-0a", "10.0.0.5"));
        assertThat(places(MACHINE, true)).containsExactly(new BindingAccess.Endpoint(null, "10.0.0.5"));
        assertThat(places(FARGATE, false)).containsExactly(new BindingAccess.Endpoint(null, "10.0.0.5"));
    }

    @Test
    void outsideOfEc2NothingNeedsAPermission() {
        assertThat(places(HYBRID, false)).isEmpty();
    }

    @Test
    void aNamedPortIsWhateverNumberItHasOnThePods() {
        TargetGroupBinding binding = binding(new NetworkingPort("TCP", new PortRef.ByName("http")));
        List<Endpoint> endpoints =
                List.of(endpoint("10.0.0.5", 8080), endpoint("10.0.0.6", 9090), endpoint("10.0.0.7", 8080));

        assertThat(Accesses.of(inputs(binding), endpoints).peers())
                .containsExactly(new Peer("10.9.0.0/16", "tcp", 8080), new Peer("10.9.0.0/16", "tcp", 9090));
    }

    @Test
    void aPortOfUdpOrWithoutNumberStaysThat() {
        TargetGroupBinding binding =
                binding(new NetworkingPort("UDP", new PortRef.ByNumber(53)), new NetworkingPort("TCP", null));

        assertThat(Accesses.of(inputs(binding), List.of(endpoint("10.0.0.5", 8080)))
                        .peers())
                .containsExactly(new Peer("10.9.0.0/16", "udp", 53), new Peer("10.9.0.0/16", "tcp", null));
    }

    private static List<BindingAccess.Endpoint> places(Node node, boolean ownInterface) {
        ObjectKey key = new ObjectKey("shop", "web-1");
        Pod pod = new Pod(key, "uid", Map.of(), node.name(), List.of(), Map.of(), List.of(), false, 0, ownInterface);
        TargetInputs inputs =
                new TargetInputs(binding(), null, List.of(), Map.of(key, pod), Map.of(node.name(), node), List.of());
        Endpoint endpoint = new Endpoint(new Target("10.0.0.5", 8080, null), key, node.name());
        return List.copyOf(Accesses.of(inputs, List.of(endpoint)).endpoints());
    }

    private static TargetInputs inputs(TargetGroupBinding binding) {
        return new TargetInputs(binding, null, List.of(), Map.of(), Map.of(), List.of());
    }

    private static Endpoint endpoint(String address, int port) {
        return new Endpoint(new Target(address, port, null), null, "");
    }

    private static TargetGroupBinding binding(NetworkingPort... ports) {
        return new TargetGroupBinding(
                "",
                new ObjectKey("shop", "web"),
                new TargetGroupRef.ByArn("arn"),
                "web",
                new PortRef.ByName("http"),
                "ip",
                "ipv4",
                "HTTP",
                null,
                false,
                List.of(new NetworkingRule(List.of(new Source.Cidr("10.9.0.0/16")), Arrays.asList(ports))),
                null,
                Map.of());
    }

    private static Node node(String name, String providerId, String computeType) {
        return new Node(
                name,
                Map.of("eks.amazonaws.com/compute-type", computeType),
                List.of(),
                providerId,
                ConditionStatus.TRUE,
                List.of());
    }
}
