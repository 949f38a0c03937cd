package io.headgate.system.takeover;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesList;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;

/** A class of Headgate's own controller, beside that of aws-load-balancer-controller. */
final class OwnClass {

    private final KubernetesClient client;

    OwnClass(KubernetesClient client) {
        this.client = client;
    }

    void createWithIngress(String namespace, String name) {
        KubernetesList list = Serialization.unmarshal(
                """
                apiVersion: v1
                kind: List
                items:
                  - apiVersion: networking.k8s.io/v1
                    kind: IngressClass
                    metadata: {name: headgate}
                    spec: {controller: headgate.io/alb}
                  - apiVersion: v1
                    kind: Namespace
                    metadata: {name: NAMESPACE}
                  - apiVersion: v1
                    kind: Service
                    metadata: {name: NAME, namespace: NAMESPACE}
                    spec: {type: NodePort, ports: [{port: 80}]}
                  - apiVersion: networking.k8s.io/v1
                    kind: Ingress
                    metadata: {name: NAME, namespace: NAMESPACE}
                    spec:
                      ingressClassName: headgate
                      defaultBackend: {service: {name: NAME, port: {number: 80}}}
                """.replace("NAMESPACE", namespace).replace("NAME", name), KubernetesList.class);
        for (HasMetadata object : list.getItems()) {
            client.resource(object).create();
        }
    }

    boolean hasAddress(String namespace, String name) {
        return !client.network()
                .v1()
                .ingresses()
                .inNamespace(namespace)
                .withName(name)
                .get()
                .getStatus()
                .getLoadBalancer()
                .getIngress()
                .isEmpty();
    }
}
