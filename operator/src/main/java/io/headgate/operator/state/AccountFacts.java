package io.headgate.operator.state;

import io.headgate.core.facts.CloudFacts;
import java.util.Map;

/**
 * The facts of an account from a file.
 *
 * @param certificateNames what the file calls its certificates, by ARN; ACM itself has no names
 */
public record AccountFacts(CloudFacts facts, Map<String, String> certificateNames) {
    public AccountFacts {
        certificateNames = Map.copyOf(certificateNames);
    }
}
