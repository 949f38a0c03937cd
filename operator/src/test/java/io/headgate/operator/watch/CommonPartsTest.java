package io.headgate.operator.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.core.cluster.ConditionStatus;
import io.headgate.core.cluster.EndpointSlice;
import io.headgate.core.cluster.ObjectKey;
import io.headgate.core.cluster.Pod;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CommonPartsTest {

    private final CommonParts common = new CommonParts();

    @Test
    void podsKeepWhatDecidesAboutTargetsAndShareWhatIsEqual() {
        Pod one = common.shared(pod("one", "10.1.0.1"));
        Pod other = common.shared(pod("other", "10.1.0.2"));

        assertThat(one.key()).isEqualTo(new ObjectKey("shop", "one"));
        assertThat(one.conditions())
                .containsOnly(
                        Map.entry("ContainersReady", ConditionStatus.TRUE), Map.entry("gate", ConditionStatus.FALSE));
        assertThat(one.labels()).isEmpty();
        assertThat(one.conditions()).isSameAs(other.conditions());
        assertThat(one.readinessGates()).isSameAs(other.readinessGates());
        assertThat(one.nodeName()).isSameAs(other.nodeName());
        assertThat(one.key().namespace()).isSameAs(other.key().namespace());
    }

    @Test
    void endpointsShareNameAndAddressOfTheirPod() {
        Pod pod = common.shared(pod("one", "10.1.0.1"));
        EndpointSlice read = slice("one", "10.1.0.1");

        EndpointSlice shared = common.shared(
                read, key -> Optional.of(pod).filter(known -> known.key().equals(key)));

        assertThat(shared).isEqualTo(read);
        assertThat(shared.endpoints().getFirst().pod()).isSameAs(pod.key());
        assertThat(shared.endpoints().getFirst().addresses()).isSameAs(pod.ips());
    }

    @Test
    void endpointsOfUnknownPodsStayAsTheyAre() {
        EndpointSlice read = slice("gone", "10.1.0.9");

        assertThat(common.shared(read, key -> Optional.empty())).isEqualTo(read);
    }

    private static EndpointSlice slice(String pod, String address) {
        return new EndpointSlice(
                new ObjectKey("shop", "web-x1"),
                new ObjectKey("shop", "web"),
                "IPv4",
                List.of(new EndpointSlice.Endpoint(
                        List.of(address), true, true, false, "node", new ObjectKey("shop", pod))),
                List.of(new EndpointSlice.Port("http", 8080, "TCP")));
    }

    private static Pod pod(String name, String address) {
        return new Pod(
                new ObjectKey(new String("shop"), name),
                "uid-" + name,
                Map.of("app", "web"),
                new String("node"),
                List.of(address),
                Map.of(
                        "Ready", ConditionStatus.TRUE,
                        "ContainersReady", ConditionStatus.TRUE,
                        "gate", ConditionStatus.FALSE),
                List.of("gate"),
                false,
                0,
                false);
    }
}
