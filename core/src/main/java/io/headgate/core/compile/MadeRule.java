package io.headgate.core.compile;

import io.headgate.core.cluster.ObjectKey;
import io.headgate.core.contribution.RuleOrigin;
import io.headgate.core.stack.Rule;
import java.util.List;

/**
 * A rule of the desired stack and what it was made from: one path of an Ingress, or several where rules were packed.
 *
 * @param port of the listener
 */
public record MadeRule(int port, Rule rule, List<Source> sources) {
    public MadeRule {
        sources = List.copyOf(sources);
    }

    /** A path of an Ingress. */
    public record Source(ObjectKey ingress, RuleOrigin origin) {}

    /** Whether an Ingress has a part in it. */
    public boolean isOf(ObjectKey ingress) {
        return sources.stream().anyMatch(source -> source.ingress().equals(ingress));
    }
}
