package io.headgate.core.stack;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A certificate that is requested from ACM for an Ingress.
 *
 * @param certificateAuthorityArn private CA that issues it; null when Amazon does, validated by DNS
 */
public record Certificate(
        String resource,
        @Nullable String arn,
        String domainName,
        List<String> subjectAlternativeNames,
        @Nullable String certificateAuthorityArn,
        Map<String, String> tags) {
    public Certificate {
        subjectAlternativeNames = List.copyOf(subjectAlternativeNames);
        tags = Map.copyOf(tags);
    }

    public Certificate withArn(@Nullable String replacement) {
        return new Certificate(
                resource, replacement, domainName, subjectAlternativeNames, certificateAuthorityArn, tags);
    }
}
