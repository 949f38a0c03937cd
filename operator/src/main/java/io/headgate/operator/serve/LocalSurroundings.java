package io.headgate.operator.serve;

import io.headgate.core.cluster.ObjectKey;
import io.headgate.core.cluster.Service;
import io.headgate.core.stack.CertificateRef;
import io.headgate.core.stack.TargetGroupBinding;
import io.headgate.core.target.Endpoint;
import io.headgate.core.target.Target;
import io.headgate.core.target.TargetInputs;
import io.headgate.core.target.TargetResolution;
import io.headgate.core.target.TargetResolver;
import io.headgate.proxy.config.CertificateConfig;
import io.headgate.proxy.stack.Surroundings;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Sockets of this machine, targets from EndpointSlices, certificates from Secrets. */
record LocalSurroundings(ServedCluster cluster, LocalCertificates.Found certificates, PortMapping ports)
        implements Surroundings {

    @Override
    public InetSocketAddress bind(int port) {
        return ports.bind(port);
    }

    @Override
    public List<Target> targets(TargetGroupBinding binding) {
        ObjectKey service = new ObjectKey(binding.key().namespace(), binding.serviceName());
        TargetInputs inputs = new TargetInputs(
                binding,
                withoutPods(cluster.state().services().get(service)),
                cluster.slices().getOrDefault(service, List.of()),
                cluster.pods(),
                cluster.nodes(),
                List.of("0.0.0.0/0", "::/0"));
        return switch (TargetResolver.resolve(inputs)) {
            case TargetResolution.Resolved resolved ->
                resolved.endpoints().stream().map(Endpoint::target).distinct().toList();
            case TargetResolution.BackendMissing _, TargetResolution.Unusable _ -> List.of();
        };
    }

    /** A folder of manifests rarely holds Pods, and their readiness is in the slices: all ready endpoints count. */
    private static @Nullable Service withoutPods(@Nullable Service service) {
        if (service == null) {
            return null;
        }
        Map<String, String> annotations = new HashMap<>(service.annotations());
        annotations.put("headgate.io/endpoints", "all");
        return new Service(
                service.key(), service.uid(), annotations, service.type(), service.ipFamilies(), service.ports());
    }

    @Override
    public Optional<CertificateConfig> certificate(CertificateRef reference) {
        return certificates.certificate(reference);
    }
}
