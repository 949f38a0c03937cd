package io.headgate.operator.serve;

import io.headgate.core.facts.CloudFacts;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * An account that exists nowhere. The compiler asks where a load balancer would stand; for the proxy there is only here. What matters
 * are the certificates, which are found by host as in a real account.
 */
final class LocalFacts {

    private LocalFacts() {}

    static CloudFacts with(List<CloudFacts.Certificate> certificates) {
        return new CloudFacts(
                "local",
                "local",
                "000000000000",
                new CloudFacts.Vpc("vpc-local", "local", List.of("0.0.0.0/0"), List.of("::/0")),
                Stream.of("a", "b").map(LocalFacts::subnet).toList(),
                List.of(),
                List.of(),
                certificates,
                List.of(),
                List.of(),
                Map.of(),
                Map.of(),
                null);
    }

    private static CloudFacts.Subnet subnet(String zone) {
        return new CloudFacts.Subnet(
                "subnet-" + zone,
                "",
                "local-" + zone,
                "availability-zone",
                "",
                "10.0.0.0/16",
                List.of(),
                250,
                true,
                Map.of("kubernetes.io/role/elb", "1", "kubernetes.io/role/internal-elb", "1"));
    }
}
