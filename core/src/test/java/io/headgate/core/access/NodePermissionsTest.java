package io.headgate.core.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.core.access.BindingAccess.Endpoint;
import io.headgate.core.access.BindingAccess.Peer;
import io.headgate.core.cluster.ObjectKey;
import io.headgate.core.group.Instance;
import io.headgate.core.stack.SecurityGroup.Permission;
import io.headgate.core.stack.SecurityGroup.Source;
import io.headgate.core.stack.SecurityGroupRef;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NodePermissionsTest {

    private static final String DESCRIPTION = NodePermissions.description(Instance.UNNAMED);
    private static final Endpoint NODE = new Endpoint("i-1", null);
    private static final Endpoint OTHER_NODE = new Endpoint("i-2", null);

    @Test
    void onePermissionSpansAllPortsOfAllBindings() {
        Map<String, Set<Permission>> desired = NodePermissions.desired(
                List.of(binding(group(30080), NODE), binding(group(30200), NODE), binding(group(30100), OTHER_NODE)),
                Map.of(NODE, "sg-nodes", OTHER_NODE, "sg-nodes"),
                DESCRIPTION);

        assertThat(desired).containsOnly(Map.entry("sg-nodes", Set.of(fromGroup(30080, 30200))));
    }

    @Test
    void eachSecurityGroupGetsWhatItsOwnEndpointsNeed() {
        Map<String, Set<Permission>> desired = NodePermissions.desired(
                List.of(binding(group(80), NODE), binding(group(8080), OTHER_NODE)),
                Map.of(NODE, "sg-a", OTHER_NODE, "sg-b"),
                DESCRIPTION);

        assertThat(desired)
                .containsOnly(
                        Map.entry("sg-a", Set.of(fromGroup(80, 80))), Map.entry("sg-b", Set.of(fromGroup(8080, 8080))));
    }

    @Test
    void blocksAreNotSpanned_andNoPortMeansAll() {
        Map<String, Set<Permission>> desired = NodePermissions.desired(
                List.of(
                        binding(new Peer("10.0.0.0/8", "tcp", 80), NODE),
                        binding(new Peer("10.0.0.0/8", "tcp", 90), NODE),
                        binding(new Peer("sg-lb", "udp", null), NODE)),
                Map.of(NODE, "sg-a"),
                DESCRIPTION);

        Source block = new Source.Cidr("10.0.0.0/8");
        Source lb = new Source.Group(new SecurityGroupRef.ById("sg-lb"));
        assertThat(desired.get("sg-a"))
                .containsExactlyInAnyOrder(
                        new Permission("tcp", 80, 80, block, DESCRIPTION),
                        new Permission("tcp", 90, 90, block, DESCRIPTION),
                        new Permission("udp", 0, 65_535, lb, DESCRIPTION));
    }

    @Test
    void endpointsWithoutKnownGroupAskForNothing() {
        assertThat(NodePermissions.desired(List.of(binding(group(80), NODE)), Map.of(), DESCRIPTION))
                .isEmpty();
    }

    private static BindingAccess binding(Peer peer, Endpoint endpoint) {
        return new BindingAccess(new ObjectKey("shop", "tgb-" + peer.port()), List.of(peer), Set.of(endpoint));
    }

    private static Peer group(int port) {
        return new Peer("sg-lb", "tcp", port);
    }

    private static Permission fromGroup(int from, int to) {
        return new Permission("tcp", from, to, new Source.Group(new SecurityGroupRef.ById("sg-lb")), DESCRIPTION);
    }
}
