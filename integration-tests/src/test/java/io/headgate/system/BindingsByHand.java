package io.headgate.system;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.headgate.crds.elbv2.TargetGroupBinding;
import io.headgate.crds.elbv2.TargetGroupBindingSpec;
import io.headgate.crds.elbv2.TargetGroupBindingSpec.IpBlock;
import io.headgate.crds.elbv2.TargetGroupBindingSpec.Networking;
import io.headgate.crds.elbv2.TargetGroupBindingSpec.NetworkingPeer;
import io.headgate.crds.elbv2.TargetGroupBindingSpec.NetworkingRule;
import io.headgate.crds.elbv2.TargetGroupBindingSpec.ServiceReference;
import io.headgate.crds.elbv2.TargetType;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** TargetGroupBindings called {@code hand}, one in a namespace, as people write them. */
record BindingsByHand(KubernetesClient client) {

    static TargetGroupBindingSpec spec(
            @Nullable String arn, @Nullable String name, boolean shared, @Nullable String role) {
        Networking networking = role == null && !shared
                ? new Networking(List.of(
                        new NetworkingRule(List.of(new NetworkingPeer(new IpBlock("10.0.0.0/8"), null)), List.of())))
                : null;
        return new TargetGroupBindingSpec(
                arn,
                name,
                shared ? true : null,
                null,
                null,
                new ServiceReference("web", new IntOrString(80)),
                networking,
                null,
                null,
                null,
                role,
                role == null ? null : "shared-word");
    }

    static TargetGroupBindingSpec typed(TargetGroupBindingSpec spec, TargetType type) {
        return new TargetGroupBindingSpec(
                spec.targetGroupArn(),
                spec.targetGroupName(),
                spec.multiClusterTargetGroup(),
                type,
                spec.targetGroupProtocol(),
                spec.serviceRef(),
                spec.networking(),
                spec.nodeSelector(),
                spec.ipAddressType(),
                spec.vpcId(),
                spec.iamRoleArnToAssume(),
                spec.assumeRoleExternalId());
    }

    static TargetGroupBinding binding(String namespace, TargetGroupBindingSpec spec) {
        TargetGroupBinding binding = new TargetGroupBinding();
        binding.setMetadata(new ObjectMetaBuilder()
                .withNamespace(namespace)
                .withName("hand")
                .build());
        binding.setSpec(spec);
        return binding;
    }

    @Nullable
    TargetGroupBinding present(String namespace) {
        return client.resources(TargetGroupBinding.class)
                .inNamespace(namespace)
                .withName("hand")
                .get();
    }

    void delete(String namespace) {
        client.resources(TargetGroupBinding.class)
                .inNamespace(namespace)
                .withName("hand")
                .delete();
        await("the binding is gone").until(() -> present(namespace) == null);
    }

    Optional<Long> generation(String namespace) {
        return Optional.ofNullable(present(namespace))
                .map(TargetGroupBinding::getStatus)
                .map(status -> status.observedGeneration());
    }

    Optional<Condition> condition(String namespace) {
        return Optional.ofNullable(present(namespace))
                .map(TargetGroupBinding::getStatus)
                .map(status -> status.conditions())
                .flatMap(conditions -> conditions.stream().findFirst());
    }

    String noted(String namespace) {
        return Optional.ofNullable(client.configMaps()
                        .inNamespace(namespace)
                        .withName("aws-lbc-targets-hand")
                        .get())
                .map(ConfigMap::getData)
                .map(data -> data.getOrDefault("targets", ""))
                .orElse("");
    }
}
