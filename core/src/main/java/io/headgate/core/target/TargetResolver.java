package io.headgate.core.target;

import io.headgate.core.cluster.Service;
import io.headgate.core.stack.TargetGroupBinding;
import java.util.Comparator;
import java.util.List;

/** Which endpoints are the targets of a binding, as LBC chooses them. Pure. */
public final class TargetResolver {

    static final Comparator<Endpoint> ORDER = Comparator.comparing(
                    (Endpoint endpoint) -> endpoint.target().id())
            .thenComparingInt(endpoint -> endpoint.target().port());

    private TargetResolver() {}

    public static TargetResolution resolve(TargetInputs inputs) {
        TargetGroupBinding binding = inputs.binding();
        Service service = inputs.service();
        if (service == null) {
            return new TargetResolution.BackendMissing(
                    "Service " + binding.key().namespace() + "/" + binding.serviceName() + " does not exist");
        }
        Service.Port port = service.port(binding.servicePort());
        if (port == null) {
            return new TargetResolution.BackendMissing("Service " + service.key() + " has no port "
                    + binding.servicePort().asWritten());
        }
        return switch (binding.targetType()) {
            case "ip" -> new PodEndpoints(inputs).resolve(service, port);
            case "instance" -> NodeEndpoints.resolve(inputs, service, port);
            default ->
                new TargetResolution.Unusable(
                        "target type " + binding.targetType() + " has no endpoints in a cluster",
                        "use target type ip or instance");
        };
    }

    static List<Endpoint> sorted(List<Endpoint> endpoints) {
        return endpoints.stream().distinct().sorted(ORDER).toList();
    }
}
