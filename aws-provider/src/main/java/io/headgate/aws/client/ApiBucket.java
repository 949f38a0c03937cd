package io.headgate.aws.client;

import java.util.Set;

/**
 * The calls of a service that share a rate limit at AWS, with what Headgate keeps to at most. ELBv2 grants 40 reads at once (user guide of
 * Elastic Load Balancing, "Request throttling"); the other rates are those of aws-load-balancer-controller, and cautious ones where it has
 * none. What the account grants at the moment may be less: neighbours share it.
 */
enum ApiBucket {
    TARGETS(4, 20),
    READ(50, 40),
    MODIFY(3, 20),
    WRITE(10, 100),
    WEB_ACL_READ(1, 1),
    WEB_ACL_WRITE(0.5, 1),
    SIDE_READ(10, 10),
    SIDE_WRITE(2, 5);

    /** Services that every group needs; the others grant less. */
    private static final Set<String> MAIN = Set.of("elasticloadbalancingv2", "ec2");

    private final double rate;
    private final int burst;

    ApiBucket(double rate, int burst) {
        this.rate = rate;
        this.burst = burst;
    }

    /** Tokens a second. */
    double rate() {
        return rate;
    }

    int burst() {
        return burst;
    }

    /** @param service as {@link ServiceIds#normal} writes it */
    static ApiBucket of(String service, String operation) {
        if (operation.endsWith("WebACL")
                || operation.contains("WebACLForResource")
                || operation.equals("ListWebACLs")) {
            return operation.endsWith("ssociateWebACL") ? WEB_ACL_WRITE : WEB_ACL_READ;
        }
        boolean main = MAIN.contains(service);
        if (operation.startsWith("Describe") || operation.startsWith("List") || operation.startsWith("Get")) {
            return main ? READ : SIDE_READ;
        }
        if (!main) {
            return SIDE_WRITE;
        }
        return switch (operation) {
            case "RegisterTargets", "DeregisterTargets" -> TARGETS;
            default -> operation.startsWith("Modify") ? MODIFY : WRITE;
        };
    }
}
