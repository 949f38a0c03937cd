package io.headgate.benchmark.converge;

import java.time.Duration;

/**
 * How much there is.
 *
 * @param few Ingresses of the smaller step, in groups of {@value #GROUP_SIZE}
 * @param many Ingresses of the larger step, likewise, beside the few
 * @param services Services, of which each Ingress names another
 * @param endpointsOfEach endpoints of a Service, each a Pod, in one EndpointSlice
 * @param repetitions how often a single Ingress is made
 * @param quiet how long nothing must be changed in AWS until memory is looked at
 */
record Load(int few, int many, int services, int endpointsOfEach, int repetitions, Duration quiet) {

    /** How many Ingresses share a load balancer. */
    static final int GROUP_SIZE = 10;

    static final Load FULL = new Load(100, 1000, 5000, 10, 5, Duration.ofSeconds(10));

    /** Enough to see that everything works. */
    static final Load QUICK = new Load(10, 30, 60, 3, 2, Duration.ofSeconds(2));

    /** As many times smaller. */
    Load dividedBy(int divisor) {
        return new Load(few / divisor, many / divisor, services / divisor, endpointsOfEach, repetitions, quiet);
    }

    int endpoints() {
        return services * endpointsOfEach;
    }
}
