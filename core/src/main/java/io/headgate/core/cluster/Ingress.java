package io.headgate.core.cluster;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A {@code networking.k8s.io/v1} Ingress, as far as Headgate reads it.
 *
 * @param uid empty when the object comes from a file
 * @param annotations all annotations, also those of others
 * @param finalizers all finalizers; those of a group say which group still holds the object
 * @param deleting whether a deletion timestamp is set
 */
public record Ingress(
        ObjectKey key,
        String uid,
        long generation,
        Map<String, String> annotations,
        Set<String> finalizers,
        boolean deleting,
        @Nullable String ingressClassName,
        @Nullable Backend defaultBackend,
        List<Rule> rules,
        List<Tls> tls) {

    public Ingress {
        annotations = Map.copyOf(annotations);
        finalizers = Set.copyOf(finalizers);
        rules = List.copyOf(rules);
        tls = List.copyOf(tls);
    }

    /** The same, held by others. */
    public Ingress withFinalizers(Set<String> replacement) {
        return new Ingress(
                key, uid, generation, annotations, replacement, deleting, ingressClassName, defaultBackend, rules, tls);
    }

    /** Where requests go: a port of a Service, or some resource (which no Ingress of ours can use). */
    public sealed interface Backend {
        /** {@code service.name} with {@code service.port}; the port name {@code use-annotation} names an action annotation. */
        record ServiceBackend(String name, PortRef port) implements Backend {}

        /** {@code resource}: kind and name. */
        record ResourceBackend(String kind, String name) implements Backend {}
    }

    /** A rule; {@code http} is null when the rule has no paths section at all. */
    public record Rule(@Nullable String host, @Nullable List<Path> http) {
        public Rule {
            http = http == null ? null : List.copyOf(http);
        }
    }

    /** A path with its backend. */
    public record Path(@Nullable String path, PathType pathType, Backend backend) {}

    /** {@code pathType}; an absent one counts as implementation specific. */
    public enum PathType {
        EXACT,
        PREFIX,
        IMPLEMENTATION_SPECIFIC
    }

    /** Hosts of one TLS section; the Secret is only read by the in-process proxy. */
    public record Tls(List<String> hosts, @Nullable String secretName) {
        public Tls {
            hosts = List.copyOf(hosts);
        }
    }
}
