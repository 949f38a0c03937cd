package io.headgate.simulator.elbv2;

import io.headgate.core.routing.Action;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A listener.
 *
 * @param certificates ARNs, the default first; empty without TLS
 * @param attributes all of them, defaults included
 */
public record Listener(
        String arn,
        String loadBalancerArn,
        int port,
        String protocol,
        List<String> certificates,
        @Nullable String sslPolicy,
        List<String> alpnPolicy,
        MutualAuthentication mutualAuthentication,
        List<Action> defaultActions,
        Map<String, String> attributes) {

    public Listener {
        certificates = List.copyOf(certificates);
        alpnPolicy = List.copyOf(alpnPolicy);
        defaultActions = List.copyOf(defaultActions);
        attributes = Map.copyOf(attributes);
    }

    /** Mutual TLS; {@code mode} is {@code off}, {@code passthrough} or {@code verify}. */
    public record MutualAuthentication(
            String mode,
            @Nullable String trustStoreArn,
            @Nullable Boolean ignoreClientCertificateExpiry,
            @Nullable String advertiseTrustStoreCaNames) {
        static final MutualAuthentication OFF = new MutualAuthentication("off", null, null, null);
    }

    /** Whether it ends TLS. */
    public boolean secure() {
        return protocol.equals("HTTPS") || protocol.equals("TLS");
    }

    Listener withCertificates(List<String> changed) {
        return new Listener(
                arn,
                loadBalancerArn,
                port,
                protocol,
                changed,
                sslPolicy,
                alpnPolicy,
                mutualAuthentication,
                defaultActions,
                attributes);
    }

    Listener withAttributes(Map<String, String> changed) {
        return new Listener(
                arn,
                loadBalancerArn,
                port,
                protocol,
                certificates,
                sslPolicy,
                alpnPolicy,
                mutualAuthentication,
                defaultActions,
                changed);
    }
}
