package io.headgate.core.stack;

import io.headgate.core.routing.RoutingRule;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A rule of a listener.
 *
 * @param resource value of the resource tag, {@code <port>:<priority>} as at its creation
 * @param priority 1 to 50000; in a desired stack the position 1, 2, 3 ...
 */
public record Rule(String resource, @Nullable String arn, int priority, RoutingRule routing, Map<String, String> tags) {
    public Rule {
        tags = Map.copyOf(tags);
    }

    public Rule withArn(@Nullable String replacement) {
        return new Rule(resource, replacement, priority, routing, tags);
    }

    public Rule withPriority(int replacement) {
        return new Rule(resource, arn, replacement, routing, tags);
    }

    public Rule withRouting(RoutingRule replacement) {
        return new Rule(resource, arn, priority, replacement, tags);
    }

    public Rule withTags(Map<String, String> replacement) {
        return new Rule(resource, arn, priority, routing, replacement);
    }
}
