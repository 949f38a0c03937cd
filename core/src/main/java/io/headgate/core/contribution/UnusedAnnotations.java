package io.headgate.core.contribution;

import io.headgate.core.annotation.AnnotationKey;
import io.headgate.core.annotation.Catalogue;
import io.headgate.core.annotation.CatalogueEntry;
import io.headgate.core.annotation.CatalogueEntry.Place;
import io.headgate.core.cluster.Service;
import io.headgate.core.finding.Finding;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Warns of annotations that have no effect: unknown keys, keys on the wrong kind of object, members of families that name nothing. */
final class UnusedAnnotations {
    private final MemberScope scope;
    private final UsedBackends backends;

    UnusedAnnotations(MemberScope scope) {
        this.scope = scope;
        this.backends = new UsedBackends(scope.ingress());
    }

    /** Looks at the Ingress and at the Services behind it. */
    void report(Contribution contribution) {
        String ingress = "Ingress " + scope.key();
        report(ingress, Place.INGRESS, scope.ingress().annotations());
        reportFamilies(ingress, contribution);
        contribution.targets().stream()
                .flatMap(part -> scope.service(part.binding().serviceName()).stream())
                .distinct()
                .forEach(this::report);
    }

    private void report(Service service) {
        report("Service " + service.key(), Place.SERVICE, service.annotations());
    }

    private void report(String object, Place place, Map<String, String> annotations) {
        new TreeMap<>(annotations).keySet().stream().filter(Catalogue::isOurs).forEach(key -> {
            Optional<CatalogueEntry> entry = Catalogue.lookup(key);
            if (entry.isEmpty()) {
                warn(
                        object,
                        key,
                        "UnknownAnnotation",
                        "the key " + key + " is unknown and has no effect",
                        Catalogue.nearest(key)
                                .map(near -> "did you mean " + near + "?")
                                .orElse("remove it"));
            } else if (!entry.get().places().contains(place)) {
                warn(
                        object,
                        key,
                        "UnusedAnnotation",
                        "the key " + key + " has no effect on this kind of object",
                        place == Place.SERVICE ? "set it on the Ingress" : "set it on the Service");
            }
        });
    }

    private void reportFamilies(String object, Contribution contribution) {
        reportFamily(
                object,
                AnnotationKey.ACTIONS,
                backends.actions(),
                "no backend has this name together with the port name use-annotation");
        reportFamily(object, AnnotationKey.CONDITIONS, backends.rules(), "no backend of a rule has this name");
        reportFamily(object, AnnotationKey.TRANSFORMS, backends.rules(), "no backend of a rule has this name");
        reportFamily(
                object,
                AnnotationKey.LISTENER_ATTRIBUTES,
                contribution.listeners().stream()
                        .map(listener -> listener.protocol() + "-" + listener.port())
                        .collect(Collectors.toSet()),
                "the Ingress has no such listener");
        reportFamily(
                object,
                AnnotationKey.TARGET_CONTROL_PORT,
                contribution.targets().stream()
                        .map(part -> part.binding().serviceName() + "."
                                + part.binding().servicePort().asWritten())
                        .collect(Collectors.toSet()),
                "no backend has this Service and port");
    }

    private void reportFamily(String object, AnnotationKey family, Set<String> used, String why) {
        String prefix = family.key();
        List<String> unused = scope.ingress().annotations().keySet().stream()
                .filter(key -> key.startsWith(prefix) && key.length() > prefix.length())
                .filter(key -> !used.contains(key.substring(prefix.length())))
                .sorted()
                .toList();
        String remedy = used.isEmpty()
                ? "remove it"
                : "name one of " + used.stream().sorted().collect(Collectors.joining(", ")) + ", or remove it";
        unused.forEach(
                key -> warn(object, key, "UnusedAnnotation", "the key " + key + " has no effect: " + why, remedy));
    }

    private void warn(String object, String key, String reason, String message, String remedy) {
        scope.findings().accept(new Finding(Finding.Severity.WARNING, object, key, reason, message, remedy));
    }
}
