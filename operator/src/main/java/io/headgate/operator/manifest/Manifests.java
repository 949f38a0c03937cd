package io.headgate.operator.manifest;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.headgate.crds.elbv2.IngressClassParams;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** The Kubernetes objects of files and folders, in the order of the files. Kinds that are not known are left out. */
public record Manifests(List<HasMetadata> objects) {

    public Manifests {
        objects = List.copyOf(objects);
    }

    /**
     * Reads files, and all {@code .yaml}, {@code .yml} and {@code .json} files below folders.
     *
     * @throws IOException when a path is not there or a file is no manifest; the message names it
     */
    public static Manifests read(List<Path> paths) throws IOException {
        KubernetesSerialization serialization = new KubernetesSerialization();
        serialization.registerKubernetesResource(IngressClassParams.class);
        List<HasMetadata> objects = new ArrayList<>();
        for (Path path : paths) {
            for (Path file : files(path)) {
                objects.addAll(readFile(file, serialization));
            }
        }
        return new Manifests(objects);
    }

    /** The objects of a kind. */
    public <T> List<T> ofType(Class<T> type) {
        return objects.stream().filter(type::isInstance).map(type::cast).toList();
    }

    /**
     * The files that {@link #read} reads for a path.
     *
     * @throws NoSuchFileException when the path is not there
     */
    public static List<Path> files(Path path) throws IOException {
        if (Files.notExists(path)) {
            throw new NoSuchFileException(path + " does not exist: give a manifest or a folder of manifests");
        }
        if (Files.isRegularFile(path)) {
            return List.of(path);
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
                    .toList();
        } catch (MarkedYamlEngineException broken) {
            throw new IOException(file + line(broken) + " is no YAML: " + broken.getProblem(), broken);
        } catch (YamlEngineException broken) {
            throw new IOException(file + " is no YAML: " + broken.getMessage(), broken);
        } catch (KubernetesClientException | IllegalArgumentException malformed) {
            throw new IOException(file + " is no Kubernetes manifest: " + malformed.getMessage(), malformed);
        }
    }

    /** Lines are counted from one, as editors do. */
    private static String line(MarkedYamlEngineException broken) {
        return broken.getProblemMark()
                .map(mark -> ", line " + (mark.getLine() + 1))
                .orElse("");
    }
}
