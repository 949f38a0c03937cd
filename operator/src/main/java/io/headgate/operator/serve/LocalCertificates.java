package io.headgate.operator.serve;

import io.fabric8.kubernetes.api.model.Secret;
import io.headgate.core.cluster.Ingress;
import io.headgate.core.cluster.ObjectKey;
import io.headgate.core.facts.CloudFacts;
import io.headgate.core.finding.Finding;
import io.headgate.core.stack.CertificateRef;
import io.headgate.proxy.config.CertificateConfig;
import io.headgate.proxy.config.DataPlaneConfig;
import io.headgate.proxy.tls.SelfSignedCertificate;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The certificates of served hosts: from the Secrets that Ingresses name for TLS, else made for the occasion. They pose as certificates
 * of an account, so that the compiler finds them by host.
 */
public final class LocalCertificates {

    private static final String SELF_SIGNED = "self-signed/";

    private final InstantSource clock;
    private final Map<String, CertificateConfig> selfSigned = new ConcurrentHashMap<>();

    public LocalCertificates(InstantSource clock) {
        this.clock = clock;
    }

    /** Whether a certificate was made for the occasion, so that no client trusts it. */
    public static boolean isSelfSigned(CertificateRef reference) {
        return reference instanceof CertificateRef.ByArn(String arn) && arn.startsWith(SELF_SIGNED);
    }

    /** The certificates of one state of the cluster. */
    record Found(Map<String, CertificateConfig> byArn, List<Finding> findings) {

        List<CloudFacts.Certificate> facts() {
            return byArn.entrySet().stream()
                    .map(entry -> new CloudFacts.Certificate(
                            entry.getKey(), entry.getValue().hostNames(), "", "ISSUED", "", Map.of()))
                    .toList();
        }

        Optional<CertificateConfig> certificate(CertificateRef reference) {
            return reference instanceof CertificateRef.ByArn(String arn)
                    ? Optional.ofNullable(byArn.get(arn))
                    : Optional.empty();
        }

        /** Warns of hosts that are served with a certificate that nobody trusts. */
        List<Finding> selfSigned(DataPlaneConfig config) {
            return config.listeners().stream()
                    .flatMap(listener -> listener.certificates().stream()
                            .filter(certificate -> byArn.entrySet().stream()
                                    .anyMatch(entry -> entry.getKey().startsWith(SELF_SIGNED)
                                            && entry.getValue().equals(certificate)))
                            .map(certificate -> new Finding(
                                    Finding.Severity.WARNING,
                                    "Listener " + listener.key(),
                                    "spec.tls",
                                    "SelfSignedCertificate",
                                    "The host " + String.join(", ", certificate.hostNames())
                                            + " has a certificate that no client trusts",
                                    "Name a Secret with tls.crt and tls.key in spec.tls")))
                    .toList();
        }
    }

    Found find(List<Ingress> ingresses, Map<ObjectKey, Secret> secrets) {
        Map<String, CertificateConfig> byArn = new LinkedHashMap<>();
        List<Finding> findings = new ArrayList<>();
        for (Ingress ingress : ingresses) {
            Set<String> uncovered = hosts(ingress);
            for (Ingress.Tls tls : ingress.tls()) {
                String name = tls.secretName();
                if (name == null) {
                    continue;
                }
                ObjectKey key = new ObjectKey(ingress.key().namespace(), name);
                Optional<CertificateConfig> certificate = read(secrets.get(key), tls.hosts());
                if (certificate.isPresent()) {
                    byArn.put("secret/" + key + "/" + String.join("+", tls.hosts()), certificate.get());
                    tls.hosts().forEach(uncovered::remove);
                } else {
                    findings.add(unreadable(ingress, key));
                }
            }
            uncovered.forEach(host -> byArn.put(SELF_SIGNED + host, selfSigned(host)));
        }
        return new Found(byArn, findings);
    }

    private static Set<String> hosts(Ingress ingress) {
        Set<String> hosts = new LinkedHashSet<>();
        ingress.rules().stream()
                .map(Ingress.Rule::host)
                .filter(Objects::nonNull)
                .forEach(hosts::add);
        ingress.tls().forEach(tls -> hosts.addAll(tls.hosts()));
        hosts.remove("");
        return hosts;
    }

    private CertificateConfig selfSigned(String host) {
        return selfSigned.computeIfAbsent(host, name -> SelfSignedCertificate.of(List.of(name), clock));
    }

    private static Optional<CertificateConfig> read(@Nullable Secret secret, List<String> hosts) {
        return Optional.ofNullable(secret)
                .flatMap(present -> value(present, "tls.crt")
                        .flatMap(chain ->
                                value(present, "tls.key").map(key -> new CertificateConfig(chain, key, hosts))));
    }

    private static Optional<String> value(Secret secret, String name) {
        if (secret.getStringData() != null && secret.getStringData().containsKey(name)) {
            return Optional.of(secret.getStringData().get(name));
        }
        return Optional.ofNullable(secret.getData())
                .map(data -> data.get(name))
                .map(encoded -> Base64.getMimeDecoder().decode(encoded))
                .map(bytes -> new String(bytes, StandardCharsets.US_ASCII));
    }

    private static Finding unreadable(Ingress ingress, ObjectKey secret) {
        return new Finding(
                Finding.Severity.WARNING,
                "Ingress " + ingress.key(),
                "spec.tls.secretName",
                "CertificateMissing",
                "The Secret " + secret
                        + " with tls.crt and tls.key is not there; its hosts get a self-signed certificate",
                "Add the Secret");
    }
}
