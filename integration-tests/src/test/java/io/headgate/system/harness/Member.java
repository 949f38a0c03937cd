package io.headgate.system.harness;

import io.headgate.core.cluster.Ingress;
import io.headgate.core.cluster.Ingress.Backend.ServiceBackend;
import io.headgate.core.cluster.Ingress.PathType;
import io.headgate.core.cluster.ObjectKey;
import io.headgate.core.cluster.PortRef;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** An Ingress of a virtual cluster: class {@code alb}, one host, paths of type Prefix to port 80 of Services. */
public record Member(String name, String host, Map<String, String> paths, Map<String, String> annotations) {

    public static final String NAMESPACE = "shop";
    private static final String PREFIX = "alb.ingress.kubernetes.io/";

    public Member {
        paths = Collections.unmodifiableMap(new LinkedHashMap<>(paths));
        annotations = Map.copyOf(annotations);
    }

    /** {@code /} of a host of its name to the Service {@code web}. */
    public static Member named(String name) {
        return new Member(name, name + ".example.com", Map.of("/", "web"), Map.of());
    }

    public Member host(String changed) {
        return new Member(name, changed, paths, annotations);
    }

    /** The same with another path. */
    public Member path(String path, String service) {
        Map<String, String> more = new LinkedHashMap<>(paths);
        more.put(path, service);
        return new Member(name, host, more, annotations);
    }

    public Member onlyPath(String path, String service) {
        return new Member(name, host, Map.of(path, service), annotations);
    }

    /** @param annotation its name without the prefix {@code alb.ingress.kubernetes.io/} */
    public Member with(String annotation, String value) {
        Map<String, String> more = new LinkedHashMap<>(annotations);
        more.put(PREFIX + annotation, value);
        return new Member(name, host, paths, more);
    }

    /** @param annotation its name without the prefix {@code headgate.io/} */
    public Member withOwn(String annotation, String value) {
        Map<String, String> more = new LinkedHashMap<>(annotations);
        more.put("headgate.io/" + annotation, value);
        return new Member(name, host, paths, more);
    }

    public Member in(String group) {
        return with("group.name", group);
    }

    /** In a group of its own. */
    public Member alone() {
        Map<String, String> fewer = new LinkedHashMap<>(annotations);
        fewer.remove(PREFIX + "group.name");
        return new Member(name, host, paths, fewer);
    }

    public Member renamed(String changed) {
        return new Member(changed, host, paths, annotations);
    }

    ObjectKey key() {
        return new ObjectKey(NAMESPACE, name);
    }

    Ingress ingress() {
        List<Ingress.Path> all = new ArrayList<>();
        paths.forEach((path, service) -> all.add(
                new Ingress.Path(path, PathType.PREFIX, new ServiceBackend(service, new PortRef.ByNumber(80)))));
        return new Ingress(
                key(),
                "uid-" + name,
                1,
                annotations,
                Set.of(),
                false,
                "alb",
                null,
                List.of(new Ingress.Rule(host, all)),
                List.of());
    }
}
