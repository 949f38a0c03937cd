package io.headgate.aws.client;

/**
 * The calls of a service that share a rate limit at AWS, with what Headgate keeps to at most. Sources: "Request throttling for the Elastic
 * Load Balancing API" and "Request throttling for the Amazon EC2 API" for what they tell; else the rates of aws-load-balancer-controller,
 * and cautious ones where it has none. What the account grants at the moment may be less: neighbours share it.
 */
enum ApiBucket {
    ELB_READ(10, 40),
    ELB_TARGETS(4, 20),
    ELB_MODIFY(3, 20),
    ELB_WRITE(10, 40),
    EC2_READ(20, 100),
    EC2_WRITE(5, 50),
    WEB_ACL_READ(1, 1),
    WEB_ACL_WRITE(0.5, 1),
    SIDE_READ(10, 10),
    SIDE_WRITE(2, 5);

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
        boolean reads = operation.startsWith("Describe") || operation.startsWith("List") || operation.startsWith("Get");
        return switch (service) {
            case "elasticloadbalancingv2" -> reads ? ELB_READ : elbWrite(operation);
            case "ec2" -> reads ? EC2_READ : EC2_WRITE;
            default -> reads ? SIDE_READ : SIDE_WRITE;
        };
    }

    private static ApiBucket elbWrite(String operation) {
        return switch (operation) {
            case "RegisterTargets", "DeregisterTargets" -> ELB_TARGETS;
            default -> operation.startsWith("Modify") ? ELB_MODIFY : ELB_WRITE;
        };
    }
}
