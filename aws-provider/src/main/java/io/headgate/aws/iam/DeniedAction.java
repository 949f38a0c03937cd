package io.headgate.aws.iam;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a refusal for want of permission is about.
 *
 * @param action {@code service:Action}
 * @param resource ARN, or {@code *}
 */
public record DeniedAction(String action, String resource) {

    /** IAM user guide, "Troubleshoot access denied error messages". */
    private static final Pattern WORDING =
            Pattern.compile("not authorized to perform: ([a-z0-9-]+:[A-Za-z0-9]+)(?: on resource: ([^\\s]+))?");

    /** Reads the message of a refusal; empty when it does not say. */
    public static Optional<DeniedAction> in(String message) {
        Matcher found = WORDING.matcher(message);
        return found.find()
                ? Optional.of(new DeniedAction(found.group(1), found.group(2) == null ? "*" : found.group(2)))
                : Optional.empty();
    }

    /** The message with what is to be allowed in front of it, and the feature that it belongs to. */
    public static String explain(String message) {
        return in(message).map(denied -> denied.said() + ": " + message).orElse(message);
    }

    private String said() {
        List<Feature> needing = Feature.needing(action);
        return "allow " + action + " on " + resource
                + (needing.isEmpty()
                        ? ""
                        : " (feature " + needing.stream().map(Feature::id).collect(Collectors.joining(" or "))
                                + " of headgate iam)");
    }
}
