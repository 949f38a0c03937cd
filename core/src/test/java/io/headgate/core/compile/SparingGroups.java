package io.headgate.core.compile;

import io.headgate.core.cluster.Ingress;
import io.headgate.core.cluster.ObjectKey;
import io.headgate.core.cluster.PortRef;
import io.headgate.core.cluster.Service;
import io.headgate.core.contribution.Contribution;
import io.headgate.core.group.GroupInputs;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Groups of Ingresses with many Services, and the annotations by which they are sparing. */
public final class SparingGroups {
    static final String PACKING = "headgate.io/rule-packing";
    static final String SHARING = "headgate.io/share-target-groups";
    public static final Map<String, String> BOTH = Map.of(PACKING, "enabled", SHARING, "enabled");

    private SparingGroups() {}

    /** An Ingress that sends all requests of its hosts to a Service. */
    public static Ingress ingress(String name, String service, Map<String, String> annotations, String... hosts) {
        Ingress.Path path = new Ingress.Path("/", Ingress.PathType.PREFIX, backend(service));
        return new Ingress(
                Fixture.key(name),
                "",
                1,
                annotations,
                Set.of(),
                false,
                "alb",
                null,
                List.of(hosts).stream()
                        .map(host -> new Ingress.Rule(host, List.of(path)))
                        .toList(),
                List.of());
    }

    static Ingress.Backend backend(String service) {
        return new Ingress.Backend.ServiceBackend(service, new PortRef.ByNumber(80));
    }

    /** What such members become, of which nothing is said otherwise. */
    public static Compilation compile(List<Ingress> members, Map<ObjectKey, Contribution> lastAccepted) {
        return Compiler.compile(group(members), lastAccepted, Fixture.facts(), Fixture.SETTINGS);
    }

    /** A group of these with all the Services that they name. */
    static GroupInputs group(List<Ingress> members) {
        Map<ObjectKey, Service> services = new HashMap<>();
        Map<String, Integer> ports = new TreeMap<>();
        members.stream()
                .flatMap(member -> member.rules().stream())
                .flatMap(rule -> rule.http() == null ? List.<Ingress.Path>of().stream() : rule.http().stream())
                .forEach(path -> {
                    if (path.backend() instanceof Ingress.Backend.ServiceBackend(String name, var _)) {
                        int port = ports.computeIfAbsent(name, ignored -> 30_000 + ports.size());
                        services.put(Fixture.key(name), service(name, port));
                    }
                });
        return new GroupInputs(
                Fixture.GROUP,
                members.stream()
                        .sorted(Comparator.comparing(Ingress::key))
                        .map(ingress -> GroupInputs.Member.of(ingress, null))
                        .toList(),
                services,
                Map.of());
    }

    /** So many Ingresses with a host each, in turn to so many Services. */
    static List<Ingress> singleHosts(int ingresses, int services, Map<String, String> annotations) {
        return IntStream.range(0, ingresses)
                .mapToObj(index -> ingress(
                        "m%03d".formatted(index),
                        "s%02d".formatted(index % services),
                        annotations,
                        "h%03d.example.com".formatted(index)))
                .collect(Collectors.toUnmodifiableList());
    }

    private static Service service(String name, int nodePort) {
        return new Service(
                Fixture.key(name),
                "uid-" + name,
                Map.of(),
                "NodePort",
                List.of(),
                List.of(new Service.Port("http", 80, new PortRef.ByNumber(8080), nodePort, "TCP")));
    }
}
