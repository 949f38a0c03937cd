package io.headgate.core.contribution;

import io.headgate.core.annotation.AnnotationKey;
import io.headgate.core.annotation.AnnotationReader;
import io.headgate.core.cluster.IngressClassParams;
import io.headgate.core.cluster.Service;
import io.headgate.core.settings.CompilerSettings;
import io.headgate.core.settings.FeatureGate;
import java.util.LinkedHashMap;
import java.util.Map;

/** Tags that a member asks for: class parameters beat the Service, which beats the Ingress. */
public final class MemberTags {

    private MemberTags() {}

    /** For what belongs to the Ingress. */
    static Map<String, String> of(MemberScope scope) {
        Map<String, String> tags = annotated(scope.annotations(), scope);
        tags.putAll(ofClass(scope));
        return tags;
    }

    /** For what belongs to a Service of the Ingress. */
    static Map<String, String> of(MemberScope scope, Service service) {
        Map<String, String> tags = annotated(scope.annotations(), scope);
        tags.putAll(annotated(scope.annotationsOf(service), scope));
        tags.putAll(ofClass(scope));
        return tags;
    }

    private static Map<String, String> ofClass(MemberScope scope) {
        Map<String, String> tags = scope.params(IngressClassParams::tags).orElse(Map.of());
        tags.keySet().stream()
                .filter(scope.settings().externalManagedTags()::contains)
                .sorted()
                .forEach(key -> scope.findings()
                        .error(
                                "IngressClassParams spec.tags",
                                "tags of the class hold the key \"" + key
                                        + "\", which --external-managed-tags leaves to others",
                                "remove the key from the class"));
        return tags;
    }

    private static Map<String, String> annotated(AnnotationReader annotations, MemberScope scope) {
        Map<String, String> tags = annotations.stringMap(AnnotationKey.TAGS).orElse(Map.of());
        tags.keySet().stream()
                .filter(scope.settings().externalManagedTags()::contains)
                .forEach(key -> annotations.invalid(
                        AnnotationKey.TAGS,
                        "holds the key \"" + key + "\", which --external-managed-tags leaves to others"));
        return new LinkedHashMap<>(tags);
    }

    /** Adds the default tags of the operator, which win unless the gate gives them low priority. */
    public static Map<String, String> withDefaults(Map<String, String> tags, CompilerSettings settings) {
        boolean low = settings.enabled(FeatureGate.ENABLE_DEFAULT_TAGS_LOW_PRIORITY);
        Map<String, String> merged = new LinkedHashMap<>(low ? settings.defaultTags() : tags);
        merged.putAll(low ? tags : settings.defaultTags());
        return merged;
    }
}
