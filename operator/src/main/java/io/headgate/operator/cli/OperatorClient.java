package io.headgate.operator.cli;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.KubernetesResource;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.IngressClass;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.headgate.crds.elbv2.IngressClassParams;
import io.headgate.crds.elbv2.TargetGroupBinding;
import io.headgate.crds.loadbalancer.LoadBalancer;
import io.headgate.crds.report.IngressReport;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The operator's client of the API server. It knows the kinds that the operator meets and no others: the client by itself loads the classes
 * of every kind there is, which takes a quarter of a second and eight MiB for good.
 */
final class OperatorClient {

    private static final List<Class<? extends KubernetesResource>> KINDS = List.of(
            Ingress.class,
            IngressClass.class,
            IngressClassParams.class,
            TargetGroupBinding.class,
            LoadBalancer.class,
            IngressReport.class,
            Namespace.class,
            Node.class,
            Pod.class,
            Service.class,
            EndpointSlice.class,
            Secret.class,
            Lease.class,
            Event.class,
            Status.class);

    /** Who wrote which field is a third of what the API server says of an object, and is stepped over. */
    @JsonIgnoreProperties("managedFields")
    private interface WithoutManagedFields {}

    private OperatorClient() {}

    /** @param kubeconfig null for what the environment says, as in a Pod */
    static KubernetesClient create(@Nullable Path kubeconfig) {
        ObjectMapper mapper = new ObjectMapper().addMixIn(ObjectMeta.class, WithoutManagedFields.class);
        KubernetesSerialization serialization = new KubernetesSerialization(mapper, false);
        KINDS.forEach(serialization::registerKubernetesResource);
        KubernetesClientBuilder builder = new KubernetesClientBuilder().withKubernetesSerialization(serialization);
        if (kubeconfig != null) {
            builder.withConfig(Config.fromKubeconfig(kubeconfig.toFile()));
        }
        return builder.build();
    }
}
