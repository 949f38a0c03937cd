package io.headgate.operator.webhook;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.headgate.core.cluster.ClusterState;
import io.headgate.core.cluster.Ingress;
import io.headgate.core.cluster.IngressClass;
import io.headgate.core.cluster.IngressClassParams;
import io.headgate.operator.translate.ClassReader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Looks up the class of an Ingress again if the watch does not have it yet: often class and Ingress come in one file. Failures are the
 * client's exceptions.
 */
final class FreshClasses {

    private final KubernetesClient client;

    FreshClasses(KubernetesClient client) {
        this.client = client;
    }

    /** The state with the class that the Ingress names and its parameters, if they exist. */
    ClusterState with(Ingress ingress, ClusterState state) {
        String name = ingress.ingressClassName();
        if (name == null) {
            return state;
        }
        Optional<IngressClass> watched = state.classes().stream()
                .filter(candidate -> candidate.name().equals(name))
                .findFirst();
        Optional<IngressClass> found = watched.or(() -> read(name));
        Optional<IngressClassParams> params = found.map(IngressClass::parameters)
                .filter(named -> !state.classParams().containsKey(named.name()))
                .flatMap(named -> readParams(named));
        List<IngressClass> classes = watched.isPresent()
                ? state.classes()
                : Stream.concat(state.classes().stream(), found.stream()).toList();
        Map<String, IngressClassParams> allParams = new HashMap<>(state.classParams());
        params.ifPresent(fresh -> allParams.put(fresh.name(), fresh));
        return new ClusterState(
                state.ingresses(), classes, allParams, state.namespaces(), state.services(), state.oidcSecrets());
    }

    private Optional<IngressClass> read(String name) {
        return Optional.ofNullable(
                        client.network().v1().ingressClasses().withName(name).get())
                .map(ClassReader::read);
    }

    private Optional<IngressClassParams> readParams(IngressClass.@Nullable Parameters named) {
        return Optional.ofNullable(named)
                .map(parameters -> client.resources(io.headgate.crds.elbv2.IngressClassParams.class)
                        .withName(parameters.name())
                        .get())
                .map(ClassReader::read);
    }
}
