package io.headgate.system.harness;

import io.headgate.core.cluster.ClusterState;
import io.headgate.core.cluster.IngressClass;
import io.headgate.core.cluster.ObjectKey;
import io.headgate.core.cluster.PortRef;
import io.headgate.core.cluster.Service;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What users ask for: some Ingresses, and the Services that they name. */
public record VirtualCluster(List<Member> members) {

    private static final int FIRST_NODE_PORT = 30080;

    public VirtualCluster {
        members = List.copyOf(members);
    }

    public static VirtualCluster of(Member... members) {
        return new VirtualCluster(List.of(members));
    }

    ClusterState state() {
        Map<ObjectKey, Service> services = new LinkedHashMap<>();
        members.stream()
                .flatMap(member -> member.paths().values().stream())
                .distinct()
                .sorted()
                .map(VirtualCluster::service)
                .forEach(service -> services.put(service.key(), service));
        return new ClusterState(
                members.stream().map(Member::ingress).toList(),
                List.of(new IngressClass("alb", "ingress.k8s.aws/alb", null, false)),
                Map.of(),
                Map.of(Member.NAMESPACE, Map.of()),
                services,
                Map.of());
    }

    private static Service service(String name) {
        ObjectKey key = new ObjectKey(Member.NAMESPACE, name);
        return new Service(
                key,
                "uid-" + name,
                Map.of(),
                "NodePort",
                List.of("IPv4"),
                List.of(new Service.Port("", 80, new PortRef.ByNumber(8080), nodePort(name), "TCP")));
    }

    /** Each Service has one of its own. */
    static int nodePort(String service) {
        return FIRST_NODE_PORT
                + Stream.of(service).mapToInt(String::hashCode).map(Math::abs).sum() % 1000;
    }
}
