package io.headgate.core.compile;

import io.headgate.core.annotation.AnnotationKey;
import io.headgate.core.cluster.Ingress;
import io.headgate.core.cluster.ObjectKey;
import io.headgate.core.cluster.PortRef;
import io.headgate.core.cluster.Service;
import io.headgate.core.facts.CloudFacts;
import io.headgate.core.group.GroupId;
import io.headgate.core.group.GroupInputs;
import io.headgate.core.settings.CompilerSettings;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** A group of Ingresses in one namespace with one Service, and an account with three zones. */
final class Fixture {
    static final String NAMESPACE = "shop";
    static final CompilerSettings SETTINGS = CompilerSettings.defaults("lab");
    static final GroupId GROUP = new GroupId.Explicit("front");

    private Fixture() {}

    static ObjectKey key(String name) {
        return new ObjectKey(NAMESPACE, name);
    }

    /** An Ingress for host {@code <name>.example.com} with annotations as suffix, or whole key, and value in turn. */
    static Ingress ingress(String name, String... annotations) {
        Map<String, String> byKey = new HashMap<>();
        for (int index = 0; index < annotations.length; index += 2) {
            String key = annotations[index];
            byKey.put(key.contains("/") ? key : AnnotationKey.PREFIX + key, annotations[index + 1]);
        }
        Ingress.Path path = new Ingress.Path(
                "/", Ingress.PathType.PREFIX, new Ingress.Backend.ServiceBackend("web", new PortRef.ByNumber(80)));
        return new Ingress(
                key(name),
                "",
                1,
                byKey,
                Set.of(),
                false,
                "alb",
                null,
                List.of(new Ingress.Rule(name + ".example.com", List.of(path))),
                List.of());
    }

    static GroupInputs group(Ingress... members) {
        return group(Arrays.asList(members));
    }

    static GroupInputs group(List<Ingress> members) {
        Service web = new Service(
                key("web"),
                "",
                Map.of(),
                "NodePort",
                List.of(),
                List.of(new Service.Port("http", 80, new PortRef.ByNumber(8080), 30080, "TCP")));
        List<GroupInputs.Member> ordered = members.stream()
                .sorted(Comparator.comparing(Ingress::key))
                .map(ingress -> GroupInputs.Member.of(ingress, null))
                .toList();
        return new GroupInputs(GROUP, ordered, Map.of(web.key(), web), Map.of());
    }

    static CloudFacts facts() {
        List<CloudFacts.Subnet> subnets = Stream.of("a", "b", "c")
                .flatMap(zone -> Stream.of(subnet("internal-elb", zone), subnet("elb", zone)))
                .toList();
        return new CloudFacts(
                "lab",
                "us-west-2",
                "123456789012",
                new CloudFacts.Vpc("vpc-1", "lab", List.of("10.0.0.0/16"), List.of()),
                subnets,
                List.of(),
                List.of(),
                List.of(new CloudFacts.Certificate(
                        "arn:c1", List.of("*.example.com"), "RSA_2048", "ISSUED", "", Map.of())),
                List.of(),
                List.of(),
                Map.of(),
                Map.of(),
                null);
    }

    private static CloudFacts.Subnet subnet(String role, String zone) {
        return new CloudFacts.Subnet(
                "subnet-" + role + "-" + zone,
                role + "-" + zone,
                "us-west-2" + zone,
                "availability-zone",
                "",
                "10.0.0.0/24",
                List.of(),
                250,
                role.equals("elb"),
                Map.of("kubernetes.io/role/" + role, "1"));
    }
}
