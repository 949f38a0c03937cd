package io.headgate.aws.contract;

import java.net.URI;
import java.util.Set;

/** A stand-in for AWS. */
record AwsEndpoint(String name, URI uri, String region, Set<Capability> capabilities) {
    AwsEndpoint {
        capabilities = Set.copyOf(capabilities);
    }

    boolean can(Capability capability) {
        return capabilities.contains(capability);
    }
}
