package io.headgate.benchmark.converge;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The objects of the benchmark as JSON. The Pods have what Pods usually have: labels, environment, volumes, conditions. */
final class ShopObjects {

    static final String NAMESPACE = "shop";

    private ShopObjects() {}

    static String service(int number) {
        return """
                {"apiVersion": "v1", "kind": "Service", "metadata": {"name": "%1$s", "namespace": "shop"},
                 "spec": {"type": "ClusterIP", "selector": {"app": "%1$s"},
                  "ports": [{"name": "http", "port": 80, "targetPort": 8080}]}}
                """.formatted(serviceName(number));
    }

    /** The endpoints of a Service, of which the last ones may be left out. */
    static String slice(int number, int endpoints, int ofEach) {
        String listed = IntStream.range(0, endpoints)
                .mapToObj(index -> """
                        {"addresses": ["%s"], "nodeName": "%s", "conditions": {"ready": true, "serving": true, "terminating": false},
                         "targetRef": {"kind": "Pod", "namespace": "shop", "name": "%s"}}
                        """.formatted(address(number * ofEach + index), node(index), podName(number, index)))
                .collect(Collectors.joining(","));
        return """
                {"apiVersion": "discovery.k8s.io/v1", "kind": "EndpointSlice", "addressType": "IPv4",
                 "metadata": {"name": "%1$s-x1", "namespace": "shop", "labels": {"kubernetes.io/service-name": "%1$s"}},
                 "ports": [{"name": "http", "port": 8080, "protocol": "TCP"}], "endpoints": [%2$s]}
                """.formatted(serviceName(number), listed);
    }

    static String pod(int number, int index) {
        return """
                {"apiVersion": "v1", "kind": "Pod",
                 "metadata": {"name": "%1$s", "namespace": "shop",
                  "labels": {"app": "%2$s", "pod-template-hash": "6d4b75cb6d", "app.kubernetes.io/part-of": "shop", "tier": "web"},
                  "annotations": {"example.com/build": "2026-01-01T00:00:00Z", "prometheus.io/scrape": "true"}},
                 "spec": {"nodeName": "%3$s", "terminationGracePeriodSeconds": 30,
                  "volumes": [{"name": "settings", "configMap": {"name": "settings"}}, {"name": "scratch", "emptyDir": {}}],
                  "containers": [{"name": "web", "image": "registry.example.com/shop/web:1.27.3",
                   "ports": [{"name": "http", "containerPort": 8080}],
                   "env": [{"name": "LOG_LEVEL", "value": "info"}, {"name": "DATABASE", "value": "postgres://db.shop:5432/shop"},
                    {"name": "REGION", "value": "us-west-2"}, {"name": "POD_IP", "valueFrom": {"fieldRef": {"fieldPath": "status.podIP"}}}],
                   "resources": {"requests": {"cpu": "100m", "memory": "128Mi"}, "limits": {"memory": "256Mi"}},
                   "readinessProbe": {"httpGet": {"path": "/ready", "port": "http"}, "periodSeconds": 5},
                   "volumeMounts": [{"name": "settings", "mountPath": "/etc/shop"}, {"name": "scratch", "mountPath": "/tmp"}]}]}}
                """.formatted(podName(number, index), serviceName(number), node(index));
    }

    /** What the kubelet would write. */
    static String podStatus(int number, int index, int ofEach) {
        String conditions = Stream.of("PodScheduled", "Initialized", "ContainersReady", "Ready")
                .map(type -> "{\"type\": \"" + type
                        + "\", \"status\": \"True\", \"lastTransitionTime\": \"2026-01-01T00:00:00Z\"}")
                .collect(Collectors.joining(","));
        String address = address(number * ofEach + index);
        return """
                {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "%3$s", "namespace": "shop"},
                 "status": {"phase": "Running", "podIP": "%1$s", "podIPs": [{"ip": "%1$s"}], "startTime": "2026-01-01T00:00:00Z",
                 "conditions": [%2$s]}}
                """.formatted(address, conditions, podName(number, index));
    }

    /** @param group none if empty */
    static String ingress(String name, String group, int service) {
        String annotations = group.isEmpty() ? "" : ", \"alb.ingress.kubernetes.io/group.name\": \"" + group + "\"";
        return """
                {"apiVersion": "networking.k8s.io/v1", "kind": "Ingress",
                 "metadata": {"name": "%1$s", "namespace": "shop",
                  "annotations": {"alb.ingress.kubernetes.io/target-type": "ip"%2$s}},
                 "spec": {"ingressClassName": "alb", "rules": [{"host": "%1$s.example.com", "http": {"paths": [
                  {"path": "/", "pathType": "Prefix", "backend": {"service": {"name": "%3$s", "port": {"number": 80}}}}]}}]}}
                """.formatted(name, annotations, serviceName(service));
    }

    static String serviceName(int number) {
        return "web-" + number;
    }

    static String podName(int number, int index) {
        return serviceName(number) + "-6d4b75cb6d-" + Integer.toString(46_656 + index * 7919 % 46_656, 36);
    }

    /** In the blocks of the VPC. */
    static String address(int pod) {
        return "10.1." + pod / 256 + "." + pod % 256;
    }

    private static String node(int index) {
        return index % 2 == 0 ? "ip-10-0-3-10" : "ip-10-0-4-10";
    }
}
