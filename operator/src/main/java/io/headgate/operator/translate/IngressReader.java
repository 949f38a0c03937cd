package io.headgate.operator.translate;

import io.fabric8.kubernetes.api.model.networking.v1.HTTPIngressPath;
import io.fabric8.kubernetes.api.model.networking.v1.IngressBackend;
import io.fabric8.kubernetes.api.model.networking.v1.IngressRule;
import io.fabric8.kubernetes.api.model.networking.v1.IngressSpec;
import io.fabric8.kubernetes.api.model.networking.v1.ServiceBackendPort;
import io.headgate.core.cluster.Ingress;
import io.headgate.core.cluster.PortRef;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads Ingresses. */
public final class IngressReader {

    private IngressReader() {}

    public static Ingress read(io.fabric8.kubernetes.api.model.networking.v1.Ingress object) {
        IngressSpec spec = object.getSpec() == null ? new IngressSpec() : object.getSpec();
        Long generation = object.getMetadata().getGeneration();
        return new Ingress(
                Metadata.key(object),
                Metadata.uid(object),
                generation == null ? 0 : generation,
                Metadata.annotations(object),
                Set.copyOf(Metadata.orEmpty(object.getMetadata().getFinalizers())),
                object.getMetadata().getDeletionTimestamp() != null,
                spec.getIngressClassName(),
                spec.getDefaultBackend() == null ? null : backend(spec.getDefaultBackend()),
                Metadata.orEmpty(spec.getRules()).stream()
                        .map(IngressReader::rule)
                        .toList(),
                Metadata.orEmpty(spec.getTls()).stream()
                        .map(tls -> new Ingress.Tls(Metadata.orEmpty(tls.getHosts()), tls.getSecretName()))
                        .toList());
    }

    private static Ingress.Rule rule(IngressRule rule) {
        List<Ingress.Path> paths = rule.getHttp() == null
                ? null
                : Metadata.orEmpty(rule.getHttp().getPaths()).stream()
                        .map(IngressReader::path)
                        .toList();
        return new Ingress.Rule(rule.getHost(), paths);
    }

    private static Ingress.Path path(HTTPIngressPath path) {
        return new Ingress.Path(path.getPath(), pathType(path.getPathType()), backend(path.getBackend()));
    }

    private static Ingress.PathType pathType(@Nullable String type) {
        return switch (type) {
            case "Exact" -> Ingress.PathType.EXACT;
            case "Prefix" -> Ingress.PathType.PREFIX;
            case null, default -> Ingress.PathType.IMPLEMENTATION_SPECIFIC;
        };
    }

    private static Ingress.Backend backend(IngressBackend backend) {
        if (backend.getResource() != null) {
            return new Ingress.Backend.ResourceBackend(
                    backend.getResource().getKind(), backend.getResource().getName());
        }
        return new Ingress.Backend.ServiceBackend(
                backend.getService().getName(), port(backend.getService().getPort()));
    }

    private static PortRef port(ServiceBackendPort port) {
        return port.getNumber() != null
                ? new PortRef.ByNumber(port.getNumber())
                : new PortRef.ByName(Metadata.orEmpty(port.getName()));
    }
}
