package io.headgate.benchmark;

import io.fabric8.kubernetes.api.model.networking.v1.HTTPIngressPath;
import io.fabric8.kubernetes.api.model.networking.v1.HTTPIngressPathBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.IngressBuilder;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The Ingresses of the scenarios: class {@code alb}, listener HTTP:80, one host each, NodePort Services. */
final class Shop {

    static final String NAMESPACE = "shop";

    private Shop() {}

    /** An Ingress with one path to each of the two Services. */
    static Ingress twoServices(Map<String, String> annotations) {
        return ingress("shop", "shop.example.com", annotations, "web", "api");
    }

    /** Ingresses with one path to the shared Service. */
    static List<Ingress> alone(int count) {
        return alone(count, Map.of());
    }

    /** The same with annotations. */
    static List<Ingress> alone(int count, Map<String, String> annotations) {
        return IntStream.range(0, count)
                .mapToObj(number -> ingress(name(number), name(number) + ".example.com", annotations, "web"))
                .toList();
    }

    /** An Ingress whose targets are the addresses of its endpoints. */
    static Ingress live() {
        return ingress("live", "live.example.com", Map.of("alb.ingress.kubernetes.io/target-type", "ip"), "live");
    }

    /** The same in groups of a size; the last one may be smaller. */
    static List<Ingress> grouped(int count, int size) {
        return IntStream.range(0, count)
                .mapToObj(number -> grouped(number, size, name(number) + ".example.com"))
                .toList();
    }

    /** One of the grouped ones, with a host of its own choice. */
    static Ingress grouped(int number, int size, String host) {
        String group = "group-" + number / size;
        return ingress(name(number), host, Map.of("alb.ingress.kubernetes.io/group.name", group), "web");
    }

    private static String name(int number) {
        return String.format(Locale.ROOT, "shop-%03d", number);
    }

    private static Ingress ingress(String name, String host, Map<String, String> annotations, String... services) {
        return new IngressBuilder()
                .withNewMetadata()
                .withNamespace(NAMESPACE)
                .withName(name)
                .withAnnotations(annotations)
                .endMetadata()
                .withNewSpec()
                .withIngressClassName("alb")
                .addNewRule()
                .withHost(host)
                .withNewHttp()
                .withPaths(Stream.of(services).map(Shop::path).toList())
                .endHttp()
                .endRule()
                .endSpec()
                .build();
    }

    private static HTTPIngressPath path(String service) {
        return new HTTPIngressPathBuilder()
                .withPath("/" + service)
                .withPathType("Prefix")
                .withNewBackend()
                .withNewService()
                .withName(service)
                .withNewPort()
                .withNumber(80)
                .endPort()
                .endService()
                .endBackend()
                .build();
    }
}
