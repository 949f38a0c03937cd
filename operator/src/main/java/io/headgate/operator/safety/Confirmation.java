package io.headgate.operator.safety;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.headgate.core.cluster.ObjectKey;
import io.headgate.core.group.GroupInputs;
import io.headgate.crds.loadbalancer.LoadBalancerStatus;
import io.headgate.crds.loadbalancer.LoadBalancerStatus.Member;
import io.headgate.crds.loadbalancer.LoadBalancerStatus.MemberState;
import io.headgate.operator.watch.ClusterView;
import io.headgate.operator.watch.References;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Asks the API server itself, before anything is removed because the watch does not know an object any more: a watch may have missed
 * something, or been narrowed. Costs a read for each object that is missing, and none otherwise. Safe for use by many threads.
 */
public final class Confirmation {

    private final KubernetesClient client;
    private final ClusterView view;

    public Confirmation(KubernetesClient client, ClusterView view) {
        this.client = client;
        this.view = view;
    }

    /**
     * An Ingress that was in the group and that the watch does not know, although it is there and not going; empty if there is none.
     *
     * @throws io.fabric8.kubernetes.client.KubernetesClientException if the API server does not answer
     */
    public Optional<String> overlookedMember(@Nullable LoadBalancerStatus status) {
        Stream<Member> members = status == null ? Stream.of() : status.members().stream();
        return members.filter(member -> member.state() != MemberState.Released)
                .filter(member -> view.ingresses.get(key(member)).isEmpty())
                .filter(this::isThere)
                .map(member -> "Ingress " + key(member))
                .findFirst();
    }

    /** The same for a Service that a member names. */
    public Optional<String> overlookedService(GroupInputs inputs) {
        return inputs.members().stream()
                .flatMap(member -> References.services(member.ingress()).stream())
                .distinct()
                .filter(service -> !inputs.services().containsKey(service))
                .filter(service -> present(client.services()
                        .inNamespace(service.namespace())
                        .withName(service.name())
                        .get()))
                .map(service -> "Service " + service)
                .findFirst();
    }

    /**
     * A member that is another by now than the watch knows it.
     *
     * @throws io.fabric8.kubernetes.client.KubernetesClientException if the API server does not answer
     */
    public Optional<String> outdatedMember(GroupInputs inputs) {
        Map<String, Long> generations = inputs.members().stream()
                .map(member -> member.ingress().key().namespace())
                .distinct()
                .flatMap(namespace ->
                        client.network().v1().ingresses().inNamespace(namespace).list().getItems().stream())
                .collect(Collectors.toMap(
                        found -> found.getMetadata().getUid(),
                        found -> found.getMetadata().getGeneration()));
        return inputs.members().stream()
                .map(GroupInputs.Member::ingress)
                .filter(ingress -> !Long.valueOf(ingress.generation()).equals(generations.get(ingress.uid())))
                .map(ingress -> "Ingress " + ingress.key())
                .findFirst();
    }

    private boolean isThere(Member member) {
        HasMetadata found = client.network()
                .v1()
                .ingresses()
                .inNamespace(member.namespace())
                .withName(member.name())
                .get();
        return present(found) && found.getMetadata().getUid().equals(member.uid());
    }

    private static boolean present(@Nullable HasMetadata found) {
        return found != null && found.getMetadata().getDeletionTimestamp() == null;
    }

    private static ObjectKey key(Member member) {
        return new ObjectKey(member.namespace(), member.name());
    }
}
