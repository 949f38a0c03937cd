package io.headgate.operator.loadbalancer;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.headgate.core.cloud.CloudProvider;
import io.headgate.core.cloud.Failure;
import io.headgate.core.cluster.ObjectKey;
import io.headgate.core.stack.TargetGroupBinding;
import io.headgate.operator.status.ServerSideApply;
import io.headgate.operator.translate.BindingTranslation;
import io.headgate.operator.watch.BindingObject;
import io.headgate.operator.watch.ClusterView;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Optional;

/** TargetGroupBindings in the cluster. */
final class BindingObjects implements CloudProvider.BindingWriter {

    /** LBC's finalizer of bindings. */
    private static final String FINALIZER = "elbv2.k8s.aws/resources";

    private static final PatchContext MERGE = new PatchContext.Builder()
            .withPatchType(PatchType.JSON_MERGE)
            .withFieldManager(ServerSideApply.FIELD_MANAGER)
            .build();

    /** Tells our own deletion from that of somebody who does not know that the group needs the object. */
    private static final String RELEASE =
            "{\"metadata\":{\"annotations\":{\"" + BindingObject.RELEASED + "\":\"true\"}}}";

    private final KubernetesClient client;
    private final ServerSideApply writer;
    private final ClusterView view;

    BindingObjects(KubernetesClient client, ServerSideApply writer, ClusterView view) {
        this.client = client;
        this.writer = writer;
        this.view = view;
    }

    @Override
    public Optional<Failure> apply(TargetGroupBinding binding) {
        io.headgate.crds.elbv2.TargetGroupBinding object = BindingTranslation.write(binding);
        object.getMetadata().setFinalizers(List.of(FINALIZER));
        try {
            view.bindings.written(writer.apply(object));
            return Optional.empty();
        } catch (KubernetesClientException e) {
            return Optional.of(failure(e));
        }
    }

    @Override
    public Optional<Failure> delete(ObjectKey binding) {
        try {
            Resource<io.headgate.crds.elbv2.TargetGroupBinding> resource = client.resources(
                            io.headgate.crds.elbv2.TargetGroupBinding.class)
                    .inNamespace(binding.namespace())
                    .withName(binding.name());
            resource.patch(MERGE, RELEASE);
            resource.delete();
            return Optional.empty();
        } catch (KubernetesClientException e) {
            return e.getCode() == HttpURLConnection.HTTP_NOT_FOUND ? Optional.empty() : Optional.of(failure(e));
        }
    }

    private static Failure failure(KubernetesClientException e) {
        String code = "Kubernetes" + e.getCode();
        String message = String.valueOf(e.getMessage());
        return switch (e.getCode()) {
            case HttpURLConnection.HTTP_FORBIDDEN, HttpURLConnection.HTTP_UNAUTHORIZED ->
                new Failure.Denied(code, message);
            case HttpURLConnection.HTTP_NOT_FOUND -> new Failure.NotFound(code, message);
            case HttpURLConnection.HTTP_CONFLICT -> new Failure.Conflict(code, message);
            case HttpURLConnection.HTTP_BAD_REQUEST, 422 -> new Failure.Invalid(code, message);
            default -> new Failure.Transient(code, message);
        };
    }
}
