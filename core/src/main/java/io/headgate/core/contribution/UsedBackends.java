package io.headgate.core.contribution;

import io.headgate.core.cluster.Ingress;
import io.headgate.core.cluster.Ingress.Backend;
import io.headgate.core.cluster.PortRef;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The names that the backends of an Ingress have: annotations of families refer to them. */
final class UsedBackends {
    private static final PortRef USE_ANNOTATION = new PortRef.ByName("use-annotation");

    private final Ingress ingress;

    UsedBackends(Ingress ingress) {
        this.ingress = ingress;
    }

    /** Names of actions in annotations. */
    Set<String> actions() {
        return Stream.concat(ofPaths(), defaultBackend().stream())
                .filter(backend -> backend.port().equals(USE_ANNOTATION))
                .map(Backend.ServiceBackend::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Names of the backends of rules; conditions and transforms are theirs. */
    Set<String> rules() {
        return ofPaths().map(Backend.ServiceBackend::name).collect(Collectors.toCollection(TreeSet::new));
    }

    /** The action that requests get which no rule matches, if it stands in an annotation. */
    Optional<String> defaultAction() {
        return defaultBackend()
                .filter(backend -> backend.port().equals(USE_ANNOTATION))
                .map(Backend.ServiceBackend::name);
    }

    private Optional<Backend.ServiceBackend> defaultBackend() {
        return ingress.defaultBackend() instanceof Backend.ServiceBackend backend
                ? Optional.of(backend)
                : Optional.empty();
    }

    private Stream<Backend.ServiceBackend> ofPaths() {
        return ingress.rules().stream()
                .flatMap(rule -> Optional.ofNullable(rule.http()).stream())
                .flatMap(paths -> paths.stream().map(Ingress.Path::backend))
                .filter(Backend.ServiceBackend.class::isInstance)
                .map(Backend.ServiceBackend.class::cast);
    }
}
