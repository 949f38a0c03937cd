package io.headgate.system.takeover;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesList;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;

/** A pod of a recorded Service that is not ready before its target is healthy. */
final class WaitingPod {

    static final String NAMESPACE = "ipt";
    static final String ADDRESS = "10.0.3.77";
    private static final String GATE = "target-health.elbv2.k8s.aws/k8s-ipt-web-7d87f3b9d2";

    private final KubernetesClient client;

    WaitingPod(KubernetesClient client) {
        this.client = client;
    }

    void create() {
        KubernetesList list = Serialization.unmarshal(
                """
                apiVersion: v1
                kind: List
                items:
                  - apiVersion: v1
                    kind: Pod
                    metadata: {name: web, namespace: NAMESPACE, labels: {app: web}}
                    spec:
                      nodeName: ip-10-0-3-4
                      readinessGates: [{conditionType: GATE}]
                      containers: [{name: web, image: web}]
                  - apiVersion: discovery.k8s.io/v1
                    kind: EndpointSlice
                    metadata: {name: web, namespace: NAMESPACE, labels: {kubernetes.io/service-name: web}}
                    addressType: IPv4
                    ports: [{name: http, port: 8080, protocol: TCP}]
                    endpoints:
                      - addresses: [ADDRESS]
                        nodeName: ip-10-0-3-4
                        conditions: {ready: false}
                        targetRef: {kind: Pod, namespace: NAMESPACE, name: web}
                """.replace("NAMESPACE", NAMESPACE).replace("GATE", GATE).replace("ADDRESS", ADDRESS),
                KubernetesList.class);
        for (HasMetadata object : list.getItems()) {
            client.resource(object).create();
        }
        client.pods()
                .inNamespace(NAMESPACE)
                .withName("web")
                .editStatus(present -> new PodBuilder(present)
                        .editOrNewStatus()
                        .withPodIP(ADDRESS)
                        .addNewPodIP(ADDRESS)
                        .addNewCondition()
                        .withType("ContainersReady")
                        .withStatus("True")
                        .endCondition()
                        .endStatus()
                        .build());
    }

    /** What it was told of its target: the status of the condition, once or never. */
    List<String> told() {
        return client.pods().inNamespace(NAMESPACE).withName("web").get().getStatus().getConditions().stream()
                .filter(condition -> condition.getType().equals(GATE))
                .map(condition -> condition.getStatus())
                .toList();
    }
}
