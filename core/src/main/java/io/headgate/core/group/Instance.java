package io.headgate.core.group;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One of several operators in a cluster, by its name. What each makes says whose it is, by one key for labels in the cluster and tags in the
 * account; an operator without a name leaves that key away, and so makes what aws-load-balancer-controller would.
 *
 * @param name a DNS label of at most {@value #MAX_LENGTH} characters; empty for the operator without a name
 */
public record Instance(String name) {

    /** The label and tag that names the operator. */
    public static final String KEY = "headgate.io/instance";

    private static final int MAX_LENGTH = 20;
    private static final Pattern DNS_LABEL = Pattern.compile("([a-z0-9]([-a-z0-9]*[a-z0-9])?)?");

    /** The operator without a name; made last, since it is checked as any other. */
    public static final Instance UNNAMED = new Instance("");

    /** @throws IllegalArgumentException if it is no name, saying what one is */
    public Instance {
        if (name.length() > MAX_LENGTH || !DNS_LABEL.matcher(name).matches()) {
            throw new IllegalArgumentException("\"" + name + "\" is no name of an instance: at most " + MAX_LENGTH
                    + " lower-case letters, digits and hyphens, with a letter or digit at both ends");
        }
    }

    public boolean named() {
        return !name.isEmpty();
    }

    /** What says whose a thing is; empty for the operator without a name. */
    public Map<String, String> labels() {
        return named() ? Map.of(KEY, name) : Map.of();
    }

    /** Whether labels or tags are those of a thing of this operator. */
    public boolean owns(Map<String, String> labels) {
        return name.equals(labels.getOrDefault(KEY, ""));
    }

    /** Selects by label the objects of this operator. */
    public String selector() {
        return named() ? KEY + "=" + name : "!" + KEY;
    }

    /** A name that no other operator has: the given one, with the operator's behind it if there is one. */
    public String apart(String common) {
        return named() ? common + "-" + name : common;
    }

    /** The finalizer by which this operator holds a member of a group. */
    public String finalizer(GroupId group) {
        if (!named()) {
            return group.finalizer();
        }
        return switch (group) {
            case GroupId.Explicit(String groupName) -> explicitPrefix() + groupName;
            case GroupId.Implicit ignored -> implicit();
        };
    }

    /**
     * The finalizers of an object as this operator is to see them: its own look like those of an operator without a name, and those of other
     * operators, aws-load-balancer-controller among them, hold nothing for it.
     */
    public Set<String> seen(Set<String> finalizers) {
        if (!named()) {
            return finalizers;
        }
        Set<String> seen = new LinkedHashSet<>();
        for (String finalizer : finalizers) {
            if (finalizer.equals(implicit())) {
                seen.add(GroupFinalizers.IMPLICIT);
            } else if (finalizer.startsWith(explicitPrefix())) {
                seen.add(GroupFinalizers.EXPLICIT_PREFIX
                        + finalizer.substring(explicitPrefix().length()));
            }
        }
        return seen;
    }

    private String implicit() {
        return name + ".headgate.io/resources";
    }

    private String explicitPrefix() {
        return name + ".group.headgate.io/";
    }
}
