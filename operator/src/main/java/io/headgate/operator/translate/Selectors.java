package io.headgate.operator.translate;

import io.fabric8.kubernetes.api.model.LabelSelectorBuilder;
import io.fabric8.kubernetes.api.model.LabelSelectorRequirement;
import io.headgate.core.cluster.LabelSelector;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Label selectors. */
final class Selectors {

    private Selectors() {}

    static @Nullable LabelSelector from(io.fabric8.kubernetes.api.model.@Nullable LabelSelector selector) {
        if (selector == null) {
            return null;
        }
        List<LabelSelector.Requirement> expressions = Metadata.orEmpty(selector.getMatchExpressions()).stream()
                .map(Selectors::requirement)
                .toList();
        return new LabelSelector(Metadata.orEmpty(selector.getMatchLabels()), expressions);
    }

    static io.fabric8.kubernetes.api.model.@Nullable LabelSelector to(@Nullable LabelSelector selector) {
        if (selector == null) {
            return null;
        }
        LabelSelectorBuilder builder = new LabelSelectorBuilder();
        if (!selector.matchLabels().isEmpty()) {
            builder.withMatchLabels(selector.matchLabels());
        }
        for (LabelSelector.Requirement requirement : selector.matchExpressions()) {
            builder.addToMatchExpressions(new LabelSelectorRequirement(
                    requirement.key(), nameOf(requirement.operator()), requirement.values()));
        }
        return builder.build();
    }

    private static LabelSelector.Requirement requirement(LabelSelectorRequirement requirement) {
        return new LabelSelector.Requirement(
                requirement.getKey(), operator(requirement.getOperator()), Metadata.orEmpty(requirement.getValues()));
    }

    private static LabelSelector.Operator operator(String name) {
        return switch (name) {
            case "In" -> LabelSelector.Operator.IN;
            case "NotIn" -> LabelSelector.Operator.NOT_IN;
            case "Exists" -> LabelSelector.Operator.EXISTS;
            case "DoesNotExist" -> LabelSelector.Operator.DOES_NOT_EXIST;
            default -> throw new IllegalArgumentException("operator " + name + " of a label selector is not known");
        };
    }

    private static String nameOf(LabelSelector.Operator operator) {
        return switch (operator) {
            case IN -> "In";
            case NOT_IN -> "NotIn";
            case EXISTS -> "Exists";
            case DOES_NOT_EXIST -> "DoesNotExist";
        };
    }
}
