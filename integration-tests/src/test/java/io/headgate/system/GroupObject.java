package io.headgate.system;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.headgate.crds.loadbalancer.LoadBalancer;
import io.headgate.crds.loadbalancer.LoadBalancerSpec;
import io.headgate.crds.loadbalancer.LoadBalancerSpec.Mode;
import io.headgate.crds.loadbalancer.LoadBalancerStatus;
import io.headgate.crds.loadbalancer.LoadBalancerStatus.PendingStep;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The LoadBalancer object of a group, as people see and edit it. */
final class GroupObject {

    private final KubernetesClient client;
    private final String group;

    GroupObject(KubernetesClient client, String group) {
        this.client = client;
        this.group = group;
    }

    Optional<LoadBalancer> get() {
        return client.resources(LoadBalancer.class).list().getItems().stream()
                .filter(object -> object.getSpec().group().equals(group))
                .findFirst();
    }

    Optional<Condition> condition(String type) {
        return status().stream()
                .flatMap(status -> status.conditions().stream())
                .filter(condition -> condition.getType().equals(type))
                .findFirst();
    }

    /** Empty when nothing is to go. */
    String planId() {
        return status().map(LoadBalancerStatus::planId).orElse("");
    }

    List<PendingStep> pending() {
        return status().map(LoadBalancerStatus::pendingPlan).orElse(List.of());
    }

    void approve(String planId) {
        edit(object -> object.getMetadata().setAnnotations(Map.of("headgate.io/approve", planId)));
    }

    void mode(Mode mode) {
        edit(object -> {
            LoadBalancerSpec spec = object.getSpec();
            object.setSpec(new LoadBalancerSpec(spec.group(), spec.provider(), spec.controller(), mode));
        });
    }

    private void edit(Consumer<LoadBalancer> edit) {
        client.resource(get().orElseThrow()).edit(object -> {
            edit.accept(object);
            return object;
        });
    }

    private Optional<LoadBalancerStatus> status() {
        return get().map(LoadBalancer::getStatus);
    }
}
