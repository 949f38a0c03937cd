package io.headgate.operator.dev;

import io.fabric8.kubernetes.api.model.ContainerPortBuilder;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.ObjectReferenceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.discovery.v1.Endpoint;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointBuilder;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointPort;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointPortBuilder;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSliceBuilder;
import io.headgate.operator.dev.backend.Workload;
import io.headgate.operator.translate.EndpointReader;
import java.util.HashMap;
import java.util.Map;

/** Nodes, Pods and EndpointSlices as kubelets and controllers would report them. */
final class ClusterObjects {

    static final String BACKEND_OF = "headgate.io/backend-of";

    private ClusterObjects() {}

    static Node node(DevAccount.Node node) {
        return new NodeBuilder()
                .withNewMetadata()
                .withName(node.name())
                .addToLabels("topology.kubernetes.io/zone", node.zone())
                .addToLabels("kubernetes.io/hostname", node.name())
                .endMetadata()
                .withNewSpec()
                .withProviderID("aws:///" + node.zone() + "/" + node.instanceId())
                .endSpec()
                .withNewStatus()
                .addNewAddress(node.ip(), "InternalIP")
                .addNewCondition()
                .withType("Ready")
                .withStatus("True")
                .withReason("KubeletReady")
                .endCondition()
                .endStatus()
                .build();
    }

    static Pod pod(Service service, Workload workload, Workload.Replica replica) {
        Map<String, String> labels = new HashMap<>(service.getSpec().getSelector());
        labels.put(BACKEND_OF, service.getMetadata().getName());
        return new PodBuilder()
                .withMetadata(metadata(service, replica.pod(), labels))
                .withNewSpec()
                .withNodeName(replica.node())
                .addNewContainer()
                .withName("backend")
                .withImage("headgate/dev-backend")
                .addAllToPorts(workload.ports().stream()
                        .map(port -> new ContainerPortBuilder()
                                .withContainerPort(port.number())
                                .build())
                        .toList())
                .endContainer()
                .endSpec()
                .withNewStatus()
                .withPhase("Running")
                .withPodIP(replica.ip())
                .addNewPodIP(replica.ip())
                .addNewCondition()
                .withType("Ready")
                .withStatus("True")
                .endCondition()
                .addNewCondition()
                .withType("ContainersReady")
                .withStatus("True")
                .endCondition()
                .endStatus()
                .build();
    }

    static EndpointSlice endpointSlice(Service service, Workload workload) {
        String name = service.getMetadata().getName();
        return new EndpointSliceBuilder()
                .withMetadata(metadata(service, name, Map.of(EndpointReader.SERVICE_NAME, name)))
                .withAddressType("IPv4")
                .withEndpoints(workload.replicas().stream()
                        .map(replica -> endpoint(replica, service.getMetadata().getNamespace()))
                        .toList())
                .withPorts(workload.ports().stream().map(ClusterObjects::port).toList())
                .build();
    }

    private static Endpoint endpoint(Workload.Replica replica, String namespace) {
        return new EndpointBuilder()
                .withAddresses(replica.ip())
                .withNewConditions()
                .withReady(true)
                .withServing(true)
                .withTerminating(false)
                .endConditions()
                .withNodeName(replica.node())
                .withTargetRef(new ObjectReferenceBuilder()
                        .withKind("Pod")
                        .withNamespace(namespace)
                        .withName(replica.pod())
                        .build())
                .build();
    }

    private static EndpointPort port(Workload.Port port) {
        return new EndpointPortBuilder()
                .withName(port.name())
                .withPort(port.number())
                .withProtocol("TCP")
                .build();
    }

    private static ObjectMeta metadata(Service service, String name, Map<String, String> labels) {
        return new ObjectMetaBuilder()
                .withNamespace(service.getMetadata().getNamespace())
                .withName(name)
                .withLabels(labels)
                .build();
    }
}
