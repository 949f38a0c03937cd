package io.headgate.core.settings;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** In which order a listener tries the rules of a group. */
public enum RuleOrder {
    /** Members in group order, in each the rules as written, as aws-load-balancer-controller does it. */
    AS_WRITTEN("as-written"),
    /** The most specific first over the whole group, as the Ingress specification says; a wildcard host stands for one label. */
    SPECIFICITY("specificity");

    private final String word;

    RuleOrder(String word) {
        this.word = word;
    }

    /** The value of the annotation. */
    public String word() {
        return word;
    }

    /** All values of the annotation. */
    public static List<String> words() {
        return Arrays.stream(values()).map(RuleOrder::word).toList();
    }

    /** The order of that word. */
    public static Optional<RuleOrder> of(String word) {
        return Arrays.stream(values()).filter(order -> order.word.equals(word)).findFirst();
    }
}
