package io.headgate.core.contribution;

import io.headgate.core.cluster.Ingress.PathType;

/**
 * The path of an Ingress that a rule was made from.
 *
 * @param rule index in {@code spec.rules}
 * @param path index in the paths of that rule
 * @param host as written; empty when the rule is for any host
 * @param text the path as written; empty when there is none
 * @param type how the path is meant
 */
public record RuleOrigin(int rule, int path, String host, String text, PathType type) {

    /** The field of the path, as findings name it. */
    public String field() {
        return "spec.rules[" + rule + "].http.paths[" + path + "]";
    }

    @Override
    public String toString() {
        return field() + " (" + (host.isEmpty() ? "any host" : "host " + host) + ", "
                + (text.isEmpty() ? "any path" : "path " + text) + ")";
    }
}
