package io.headgate.core.group;

import io.headgate.core.annotation.AnnotationKey;
import io.headgate.core.annotation.Grammar;
import io.headgate.core.annotation.Parsed;
import io.headgate.core.cluster.Ingress;

/** The annotation {@code group.order}: -1000 to 1000, 0 when absent. */
public final class GroupOrder {
    private static final int LIMIT = 1000;

    private GroupOrder() {}

    /** The order as written, or why it cannot be used. */
    public static Parsed<Integer> of(Ingress ingress) {
        String text = ingress.annotations().get(AnnotationKey.GROUP_ORDER.key());
        if (text == null) {
            return new Parsed.Value<>(0);
        }
        return switch (Grammar.int32(text)) {
            case Parsed.Value<Integer>(Integer order)
            when order >= -LIMIT && order <= LIMIT -> new Parsed.Value<>(order);
            case Parsed.Value<Integer>(Integer order) ->
                new Parsed.Invalid<>("is " + order + ", which is not between -1000 and 1000");
            case Parsed.Invalid<Integer> invalid -> invalid;
        };
    }

    static int orZero(Ingress ingress) {
        return of(ingress) instanceof Parsed.Value<Integer>(Integer order) ? order : 0;
    }
}
