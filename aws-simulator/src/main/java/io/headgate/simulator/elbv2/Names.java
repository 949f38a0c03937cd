package io.headgate.simulator.elbv2;

import io.headgate.simulator.api.ApiError;
import java.util.regex.Pattern;

/** Names of load balancers and target groups: up to 32 letters, digits and hyphens, no hyphen at either end (CreateLoadBalancer). */
final class Names {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9-]{0,30}[A-Za-z0-9])?");

    private Names() {}

    static String loadBalancer(String name) {
        // Kept for the DNS names of internal load balancers.
        if (name.startsWith("internal-")) {
            throw ApiError.invalid("The load balancer name '" + name + "' must not begin with 'internal-'.");
        }
        return checked("load balancer", name);
    }

    static String targetGroup(String name) {
        return checked("target group", name);
    }

    private static String checked(String what, String name) {
        if (name.length() > 32) {
            throw ApiError.invalid("The " + what + " name '" + name + "' cannot be longer than '32' characters");
        }
        if (!NAME.matcher(name).matches()) {
            throw ApiError.invalid("The " + what + " name '" + name
                    + "' can only have letters, digits and hyphens, and no hyphen at either end");
        }
        return name;
    }
}
