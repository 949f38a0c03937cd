package io.headgate.core.target;

import io.headgate.core.cluster.Node;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The EC2 instance that a node is. */
public final class InstanceId {

    private static final Pattern PROVIDER_ID = Pattern.compile("aws://.*/(i-[0-9a-z]+)");

    private InstanceId() {}

    /** The id in {@code spec.providerID}; empty for a node that is no instance. */
    public static Optional<String> of(Node node) {
        Matcher matcher = PROVIDER_ID.matcher(node.providerId());
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
