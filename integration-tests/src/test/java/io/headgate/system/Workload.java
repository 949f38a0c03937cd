package io.headgate.system;

import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.discovery.v1.Endpoint;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointBuilder;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointPortBuilder;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSliceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Pods of a namespace and the endpoints that a Service has in them, as kubelet and the endpoint controller would write them. */
final class Workload {

    static final int PORT = 18_080;

    private final KubernetesClient client;
    private final Cluster cluster;
    private final String namespace;

    Workload(KubernetesClient client, Cluster cluster, String namespace) {
        this.client = client;
        this.cluster = cluster;
        this.namespace = namespace;
    }

    /** A Service whose endpoints are written here. */
    void service(String name) {
        cluster.apply(new ServiceBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withName(name)
                .endMetadata()
                .withNewSpec()
                .addNewPort()
                .withName("http")
                .withPort(80)
                .endPort()
                .endSpec()
                .build());
    }

    /** Starts a pod for each address, named by it, all of whose containers are ready. */
    void start(String... addresses) {
        Stream.of(addresses).forEach(this::start);
    }

    private void start(String address) {
        cluster.apply(new PodBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withName(name(address))
                .endMetadata()
                .withNewSpec()
                .withNodeName("ip-10-0-3-10")
                .addNewContainer()
                .withName("web")
                .withImage("web")
                .endContainer()
                .endSpec()
                .build());
        client.pods()
                .inNamespace(namespace)
                .withName(name(address))
                .editStatus(present -> new PodBuilder(present)
                        .editOrNewStatus()
                        .withPodIP(address)
                        .withPodIPs()
                        .addNewPodIP(address)
                        .addNewCondition()
                        .withType("ContainersReady")
                        .withStatus("True")
                        .endCondition()
                        .endStatus()
                        .build());
    }

    /** Removes pods as if they had ended long ago. */
    void end(String... addresses) {
        for (String address : addresses) {
            client.pods()
                    .inNamespace(namespace)
                    .withName(name(address))
                    .withGracePeriod(0)
                    .delete();
        }
    }

    /** Makes these pods the endpoints of a Service, and no others. */
    void serve(String service, List<String> addresses) {
        serve(service, addresses, List.of());
    }

    /** The same with ports by name. */
    void serve(String service, List<String> addresses, Map<String, Integer> ports) {
        serve(service, addresses, List.of(), ports);
    }

    /** The same, with some that are about to end. */
    void serve(String service, List<String> addresses, List<String> terminating) {
        serve(service, addresses, terminating, Map.of("http", PORT));
    }

    private void serve(String service, List<String> addresses, List<String> terminating, Map<String, Integer> ports) {
        cluster.apply(new EndpointSliceBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withName(service + "-pods")
                .addToLabels("kubernetes.io/service-name", service)
                .endMetadata()
                .withAddressType("IPv4")
                .withPorts(ports.entrySet().stream()
                        .map(port -> new EndpointPortBuilder()
                                .withName(port.getKey())
                                .withPort(port.getValue())
                                .withProtocol("TCP")
                                .build())
                        .toList())
                .withEndpoints(Stream.concat(
                                addresses.stream().map(address -> endpoint(address, false)),
                                terminating.stream().map(address -> endpoint(address, true)))
                        .toList())
                .build());
    }

    private Endpoint endpoint(String address, boolean terminating) {
        return new EndpointBuilder()
                .withAddresses(address)
                .withNodeName("ip-10-0-3-10")
                .withNewConditions()
                .withReady(!terminating)
                .withTerminating(terminating)
                .endConditions()
                .withNewTargetRef()
                .withKind("Pod")
                .withNamespace(namespace)
                .withName(name(address))
                .endTargetRef()
                .build();
    }

    static String name(String address) {
        return "pod-" + address.replace('.', '-');
    }
}
