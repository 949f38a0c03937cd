package io.headgate.operator.translate;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.headgate.core.cluster.ObjectKey;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What all objects have. */
public final class Metadata {

    private Metadata() {}

    /** Namespace and name; an object from a file without a namespace is in {@code default} if its kind has one. */
    public static ObjectKey key(HasMetadata object) {
        ObjectMeta metadata = object.getMetadata();
        String namespace = orEmpty(metadata.getNamespace());
        boolean namespaced = object instanceof io.fabric8.kubernetes.api.model.Namespaced;
        return new ObjectKey(namespaced && namespace.isEmpty() ? "default" : namespace, metadata.getName());
    }

    static String uid(HasMetadata object) {
        return orEmpty(object.getMetadata().getUid());
    }

    public static Map<String, String> annotations(HasMetadata object) {
        return orEmpty(object.getMetadata().getAnnotations());
    }

    static Map<String, String> labels(HasMetadata object) {
        return orEmpty(object.getMetadata().getLabels());
    }

    static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    static <T> List<T> orEmpty(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }

    static <V> Map<String, V> orEmpty(@Nullable Map<String, V> map) {
        return map == null ? Map.of() : map;
    }
}
