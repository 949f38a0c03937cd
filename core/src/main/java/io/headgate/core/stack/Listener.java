package io.headgate.core.stack;

import io.headgate.core.routing.Action;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A listener with its rules, without the default rule.
 *
 * @param resource value of the resource tag: the port, or {@code FrontendNlb-ls-TCP-<port>}
 * @param protocol {@code HTTP}, {@code HTTPS} or {@code TCP}
 * @param certificates the default first, then the others; the default is not repeated
 * @param sslPolicy null on listeners without TLS
 * @param attributes only those asked for (desired), or all (observed)
 */
public record Listener(
        String resource,
        @Nullable String arn,
        int port,
        String protocol,
        List<CertificateRef> certificates,
        @Nullable String sslPolicy,
        @Nullable MutualAuthentication mutualAuthentication,
        Map<String, String> attributes,
        List<Action> defaultActions,
        Map<String, String> tags,
        List<Rule> rules) {

    public Listener {
        certificates = List.copyOf(certificates);
        attributes = Map.copyOf(attributes);
        defaultActions = List.copyOf(defaultActions);
        tags = Map.copyOf(tags);
        rules = List.copyOf(rules);
    }

    public Listener withArn(@Nullable String replacement) {
        return new Listener(
                resource,
                replacement,
                port,
                protocol,
                certificates,
                sslPolicy,
                mutualAuthentication,
                attributes,
                defaultActions,
                tags,
                rules);
    }

    public Listener withCertificates(List<CertificateRef> replacement) {
        return new Listener(
                resource,
                arn,
                port,
                protocol,
                replacement,
                sslPolicy,
                mutualAuthentication,
                attributes,
                defaultActions,
                tags,
                rules);
    }

    public Listener withAttributes(Map<String, String> replacement) {
        return new Listener(
                resource,
                arn,
                port,
                protocol,
                certificates,
                sslPolicy,
                mutualAuthentication,
                replacement,
                defaultActions,
                tags,
                rules);
    }

    public Listener withTags(Map<String, String> replacement) {
        return new Listener(
                resource,
                arn,
                port,
                protocol,
                certificates,
                sslPolicy,
                mutualAuthentication,
                attributes,
                defaultActions,
                replacement,
                rules);
    }

    public Listener withRules(List<Rule> replacement) {
        return new Listener(
                resource,
                arn,
                port,
                protocol,
                certificates,
                sslPolicy,
                mutualAuthentication,
                attributes,
                defaultActions,
                tags,
                replacement);
    }

    public Listener withDefaultActions(List<Action> replacement) {
        return new Listener(
                resource,
                arn,
                port,
                protocol,
                certificates,
                sslPolicy,
                mutualAuthentication,
                attributes,
                replacement,
                tags,
                rules);
    }

    /**
     * Mutual TLS. Null on a listener leaves it as it is.
     *
     * @param mode {@code off}, {@code passthrough} or {@code verify}
     * @param trustStoreArn set only with {@code verify}
     * @param advertiseTrustStoreCaNames {@code on}, {@code off} or null
     */
    public record MutualAuthentication(
            String mode,
            @Nullable String trustStoreArn,
            @Nullable Boolean ignoreClientCertificateExpiry,
            @Nullable String advertiseTrustStoreCaNames) {}
}
