package io.headgate.operator.watch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.headgate.core.annotation.AnnotationKey;
import io.headgate.core.cluster.Ingress;
import io.headgate.core.cluster.ObjectKey;
import io.headgate.core.cluster.Service;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which Services and Secrets an Ingress names, in backends and in annotations. Names too many rather than too few. */
public final class References {

    private static final ObjectMapper JSON = new ObjectMapper();

    private References() {}

    /** The Secrets with clients of OpenID Connect that an Ingress or one of its Services names; they are in the Ingress's namespace. */
    static Set<ObjectKey> oidcSecrets(Ingress ingress, Function<ObjectKey, Optional<Service>> present) {
        List<Map<String, String>> places = Stream.concat(
                        Stream.of(ingress.annotations()),
                        services(ingress).stream()
                                .flatMap(key -> present.apply(key).map(Service::annotations).stream()))
                .toList();
        if (places.stream().noneMatch(place -> "oidc".equals(place.get(AnnotationKey.AUTH_TYPE.key())))) {
            return Set.of();
        }
        return places.stream()
                .flatMap(place -> Stream.ofNullable(place.get(AnnotationKey.AUTH_IDP_OIDC.key())))
                .flatMap(References::secretName)
                .map(name -> new ObjectKey(ingress.key().namespace(), name))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Stream<String> secretName(String json) {
        try {
            return JSON.readTree(json).properties().stream()
                    .filter(property -> property.getKey().equalsIgnoreCase("secretName"))
                    .map(property -> property.getValue().asText())
                    .filter(name -> !name.isEmpty());
        } catch (JsonProcessingException e) {
            return Stream.empty();
        }
    }

    /** The Services; each in the namespace of the Ingress. */
    public static Set<ObjectKey> services(Ingress ingress) {
        Set<ObjectKey> services = new HashSet<>();
        Stream.concat(Stream.ofNullable(ingress.defaultBackend()), pathBackends(ingress))
                .forEach(backend -> addBackend(backend, ingress, services));
        for (Map.Entry<String, String> annotation : ingress.annotations().entrySet()) {
            if (annotation.getKey().startsWith(AnnotationKey.ACTIONS.key())) {
                addAction(annotation.getValue(), ingress, services);
            }
        }
        return services;
    }

    private static Stream<Ingress.Backend> pathBackends(Ingress ingress) {
        return ingress.rules().stream()
                .map(Ingress.Rule::http)
                .filter(Objects::nonNull)
                .flatMap(paths -> paths.stream().map(Ingress.Path::backend));
    }

    private static void addBackend(Ingress.Backend backend, Ingress ingress, Set<ObjectKey> services) {
        switch (backend) {
            case Ingress.Backend.ServiceBackend service ->
                services.add(new ObjectKey(ingress.key().namespace(), service.name()));
            case Ingress.Backend.ResourceBackend ignored -> {}
        }
    }

    private static void addAction(String json, Ingress ingress, Set<ObjectKey> services) {
        try {
            addNames(JSON.readTree(json), ingress, services);
        } catch (JsonProcessingException e) {
            // Broken JSON names nothing; the compiler tells the user.
        }
    }

    private static void addNames(JsonNode node, Ingress ingress, Set<ObjectKey> services) {
        node.properties().forEach(property -> {
            if (property.getKey().equalsIgnoreCase("serviceName")
                    && property.getValue().isTextual()) {
                services.add(new ObjectKey(
                        ingress.key().namespace(), property.getValue().textValue()));
            }
        });
        node.forEach(child -> addNames(child, ingress, services));
    }
}
