package io.headgate.simulator.fault;

import io.headgate.simulator.api.ApiCall;
import java.util.List;

/**
 * Token buckets as AWS keeps them for each account and region. A call takes one token of the first bucket that names it; when there is
 * none left it is refused.
 *
 * @param neighbour the share that somebody else in the account eats, of what a bucket holds and of what flows in; 0 to below 1
 */
public record Throttling(List<Bucket> buckets, double neighbour) {

    private static final String ELB = "elasticloadbalancing";

    public Throttling {
        buckets = List.copyOf(buckets);
        if (neighbour < 0 || neighbour >= 1) {
            throw new IllegalArgumentException("a neighbour's share is at least 0 and below 1, not " + neighbour);
        }
    }

    /**
     * A bucket.
     *
     * @param service name as in the credential scope, with {@code *} for any text
     * @param operations names of actions, with {@code *} for any text
     * @param size how many tokens it holds when full
     * @param refill tokens a second
     */
    public record Bucket(String name, String service, List<String> operations, double size, double refill) {
        public Bucket {
            operations = List.copyOf(operations);
        }

        boolean names(ApiCall call) {
            return Selector.matches(service, call.service())
                    && operations.stream().anyMatch(pattern -> Selector.matches(pattern, call.operation()));
        }
    }

    /**
     * The rates of a normal account. Those of calls that read are documented (AWS, "Request throttling for the ELB API": 40 tokens, 10 a
     * second; "Request throttling for the Amazon EC2 API": 100 and 20 for non-mutating, 50 and 5 for mutating actions). Those for targets
     * and for changes at ELBv2 are the rates that aws-load-balancer-controller keeps to, as AWS asked of it.
     */
    public static Throttling account() {
        List<String> reads = List.of("Describe*", "List*", "Get*");
        List<String> any = List.of("*");
        return new Throttling(
                List.of(
                        new Bucket("elb reads", ELB, reads, 40, 10),
                        new Bucket("elb targets", ELB, List.of("RegisterTargets", "DeregisterTargets"), 20, 4),
                        new Bucket("elb writes", ELB, any, 20, 3),
                        new Bucket("ec2 reads", "ec2", reads, 100, 20),
                        new Bucket("ec2 writes", "ec2", any, 50, 5),
                        new Bucket("acm", "acm", any, 10, 5),
                        new Bucket("route53", "route53", any, 5, 5),
                        new Bucket("wafv2", "wafv2", any, 10, 5)),
                0);
    }

    /** The same with somebody else in the account. */
    public Throttling withNeighbour(double share) {
        return new Throttling(buckets, share);
    }
}
