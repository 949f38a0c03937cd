package io.headgate.aws.iam;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The policy that lets an operator do what it does and nothing else. What it makes carries the tag of its cluster; only what carries that
 * tag may it change, where AWS can tell.
 */
public final class LeastPrivilege {

    private LeastPrivilege() {}

    /**
     * A policy document of IAM.
     *
     * @param features beside {@link Feature#CORE}, which is always in it
     * @param partition {@code aws}, {@code aws-cn} or {@code aws-us-gov}
     */
    public static String policy(String clusterName, Collection<Feature> features, String partition) {
        Set<Feature> all = EnumSet.of(Feature.CORE);
        all.addAll(features);
        String statements = all.stream().map(LeastPrivilege::withoutBrackets).collect(Collectors.joining(",\n"));
        return ("{\n  \"Version\": \"2012-10-17\",\n  \"Statement\": [\n" + statements.indent(2) + "  ]\n}\n")
                .replace("${cluster}", clusterName)
                .replace("${partition}", partition);
    }

    private static String withoutBrackets(Feature feature) {
        String array = feature.statements().strip();
        return array.substring(1, array.length() - 1).replaceFirst("^\\n", "").stripTrailing();
    }
}
