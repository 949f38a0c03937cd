package io.headgate.core.compile;

import io.headgate.core.annotation.AnnotationKey;
import io.headgate.core.cluster.Ingress;
import io.headgate.core.cluster.PortRef;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Ingresses with one path that is answered by an annotation. */
final class RuleIngresses {

    private RuleIngresses() {}

    /** A prefix of a host; {@code action} is the JSON of the action. */
    static Ingress of(String name, String host, String path, String action) {
        Ingress.Backend backend = new Ingress.Backend.ServiceBackend("act", new PortRef.ByName("use-annotation"));
        return new Ingress(
                Fixture.key(name),
                "",
                1,
                Map.of(AnnotationKey.ACTIONS.key("act"), action),
                Set.of(),
                false,
                "alb",
                null,
                List.of(new Ingress.Rule(host, List.of(new Ingress.Path(path, Ingress.PathType.PREFIX, backend)))),
                List.of());
    }
}
