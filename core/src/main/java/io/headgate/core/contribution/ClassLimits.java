package io.headgate.core.contribution;

import io.headgate.core.annotation.AnnotationKey;
import io.headgate.core.annotation.AttributeCatalogue;
import io.headgate.core.annotation.AttributeKind;
import io.headgate.core.annotation.Catalogue;
import io.headgate.core.annotation.Complaint;
import io.headgate.core.annotation.TagRules;
import io.headgate.core.cluster.IngressClassParams;
import java.util.List;
import java.util.Map;

/** Checks fields of the class parameters by the limits of the annotations of the same meaning. */
final class ClassLimits {
    private final MemberScope scope;

    ClassLimits(MemberScope scope) {
        this.scope = scope;
    }

    /** {@code field} is the path below {@code spec}. */
    void check(String field, AnnotationKey key, String value) {
        complain(
                field,
                Catalogue.entry(key).limit().complaints(value),
                Catalogue.entry(key).range());
    }

    void checkAttributes(String field, AttributeKind kind, Map<String, String> attributes) {
        complain(field, AttributeCatalogue.complaints(kind, attributes), "attributes of a " + kind.words());
    }

    void checkTags(Map<String, String> tags) {
        complain(
                "tags",
                TagRules.complaints(tags),
                Catalogue.entry(AnnotationKey.TAGS).range());
    }

    void error(String field, String message, String remedy) {
        scope.findings().error(field(field), "spec." + field + " " + message, remedy);
    }

    private void complain(String field, List<Complaint> complaints, String expected) {
        for (Complaint complaint : complaints) {
            if (complaint.refused()) {
                error(field, complaint.reason(), "set it to " + expected);
            } else {
                scope.findings()
                        .warning(
                                field(field),
                                "Suspicious",
                                "spec." + field + " " + complaint.reason(),
                                "set it to " + expected);
            }
        }
    }

    private String field(String field) {
        return "IngressClassParams " + scope.params(IngressClassParams::name).orElse("") + " spec." + field;
    }
}
