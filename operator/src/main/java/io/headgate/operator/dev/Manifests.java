package io.headgate.operator.dev;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The Kubernetes objects of a file or of all files below a folder, in the order in which they can be applied. */
record Manifests(List<HasMetadata> objects) {

    private static final List<String> FIRST =
            List.of("Namespace", "CustomResourceDefinition", "IngressClassParams", "IngressClass", "Secret", "Service");

    Manifests {
        objects = List.copyOf(objects);
    }

    /** @throws IOException when the path is not there, or a file is no manifest; the message names it */
    static Manifests read(Path path) throws IOException {
        List<HasMetadata> objects = new ArrayList<>();
        KubernetesSerialization serialization = new KubernetesSerialization();
        for (Path file : files(path)) {
            objects.addAll(readFile(file, serialization));
        }
        objects.sort(Comparator.comparingInt(Manifests::place));
        return new Manifests(objects);
    }

    <T> List<T> ofType(Class<T> type) {
        return objects.stream().filter(type::isInstance).map(type::cast).toList();
    }

    static List<Path> files(Path path) throws IOException {
        if (Files.notExists(path)) {
            throw new NoSuchFileException(path + " does not exist: give a manifest or a folder of manifests");
        }
        try (Stream<Path> tree = Files.walk(path)) {
            return tree.filter(Files::isRegularFile)
                    .filter(file -> file.getFileName().toString().matches(".*\\.(ya?ml|json)"))
                    .sorted()
                    .toList();
        }
    }

    private static List<HasMetadata> readFile(Path file, KubernetesSerialization serialization) throws IOException {
        try (InputStream content = Files.newInputStream(file)) {
            Object parsed = serialization.unmarshal(content);
            Collection<?> found = switch (parsed) {
                case null -> List.of();
                case KubernetesResourceList<?> list -> list.getItems();
                case Collection<?> several -> several;
                default -> List.of(parsed);
            };
            return found.stream()
                    .filter(HasMetadata.class::isInstance)
                    .map(HasMetadata.class::cast)
                    .map(Manifests::inNamespace)
                    .toList();
        } catch (KubernetesClientException | IllegalArgumentException e) {
            throw new IOException(file + " is no Kubernetes manifest: " + e.getMessage(), e);
        }
    }

    /** The API server's default. */
    private static HasMetadata inNamespace(HasMetadata object) {
        boolean namespaced = object instanceof Namespaced;
        if (namespaced && object.getMetadata().getNamespace() == null) {
            object.getMetadata().setNamespace("default");
        }
        return object;
    }

    private static int place(HasMetadata object) {
        int place = FIRST.indexOf(object.getKind());
        return place < 0 ? FIRST.size() : place;
    }
}
