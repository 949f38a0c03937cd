package io.headgate.core.contribution;

import io.headgate.core.annotation.AnnotationKey;
import io.headgate.core.annotation.Grammar;
import io.headgate.core.annotation.Parsed;
import io.headgate.core.cluster.Ingress;
import io.headgate.core.cluster.IngressClassParams;
import io.headgate.core.facts.CloudFacts;
import io.headgate.core.naming.ResourceNames;
import io.headgate.core.naming.TrackingTags;
import io.headgate.core.settings.FeatureGate;
import io.headgate.core.stack.Certificate;
import io.headgate.core.stack.CertificateRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Certificates of the HTTPS listeners of one Ingress: named ones, else a requested one, else those found by host. */
final class Certificates {
    private static final String ISSUED = "ISSUED";
    private static final int ID_LENGTH = 8;

    private final MemberScope scope;
    private final List<String> named;
    private final @Nullable Certificate requested;

    Certificates(MemberScope scope) {
        this.scope = scope;
        List<String> ofClass = scope.paramsList(IngressClassParams::certificateArn);
        this.named = ofClass.isEmpty()
                ? scope.annotations().stringList(AnnotationKey.CERTIFICATE_ARN).orElse(List.of())
                : ofClass;
        this.requested = named.isEmpty() && wantsRequest() ? request() : null;
    }

    /** Whether the Ingress brings certificates, which makes HTTPS its default protocol. */
    boolean brought() {
        return !named.isEmpty() || requested != null;
    }

    @Nullable
    Certificate requested() {
        return requested;
    }

    /** The certificates of an HTTPS listener, the default first. */
    List<CertificateRef> refs() {
        if (requested != null) {
            return List.of(new CertificateRef.InStack(requested.resource()));
        }
        return (named.isEmpty() ? discovered() : named)
                .stream().<CertificateRef>map(CertificateRef.ByArn::new).toList();
    }

    private boolean wantsRequest() {
        // A value that is no boolean counts as false here, as in aws-load-balancer-controller.
        String text = scope.ingress().annotations().getOrDefault(AnnotationKey.CREATE_ACM_CERT.key(), "false");
        return scope.settings().enabled(FeatureGate.ENABLE_CERTIFICATE_MANAGEMENT)
                && Grammar.bool(text) instanceof Parsed.Value<Boolean>(Boolean wanted)
                && wanted;
    }

    private @Nullable Certificate request() {
        SortedSet<String> hosts = hosts();
        if (hosts.isEmpty()) {
            scope.annotations()
                    .invalid(AnnotationKey.CREATE_ACM_CERT, "asks for a certificate, but the Ingress names no host");
            return null;
        }
        Optional<String> authority = scope.annotations()
                .string(AnnotationKey.ACM_PCA_ARN)
                .filter(arn -> !arn.isEmpty())
                .or(() -> Optional.ofNullable(scope.settings().defaultPcaArn()))
                .filter(arn -> !arn.isEmpty());
        String type = authority.isPresent() ? "private" : "amazon_issued";
        String id = ResourceNames.sha256(scope.key().toString()).substring(0, ID_LENGTH);
        String resource = type + "/" + hosts.first() + "-" + id;
        Map<String, String> tags = MemberTags.withDefaults(MemberTags.of(scope), scope.settings());
        return new Certificate(
                resource,
                null,
                hosts.first(),
                List.copyOf(hosts),
                authority.orElse(null),
                new TrackingTags(scope.settings().owner(), scope.group()).of(resource, tags),
                null);
    }

    private SortedSet<String> hosts() {
        SortedSet<String> hosts = new TreeSet<>();
        for (Ingress.Rule rule : scope.ingress().rules()) {
            if (rule.host() != null && !rule.host().isEmpty()) {
                hosts.add(rule.host());
            }
        }
        scope.ingress().tls().forEach(tls -> hosts.addAll(tls.hosts()));
        return hosts;
    }

    /** All certificates that match any of the hosts, sorted by ARN; every host needs one. */
    private List<String> discovered() {
        SortedSet<String> arns = new TreeSet<>();
        List<String> uncovered = new ArrayList<>();
        for (String host : hosts()) {
            List<String> matching = usable().stream()
                    .filter(certificate -> certificate.names().stream().anyMatch(name -> covers(name, host)))
                    .map(CloudFacts.Certificate::arn)
                    .toList();
            arns.addAll(matching);
            if (matching.isEmpty()) {
                uncovered.add(host);
            }
        }
        if (!uncovered.isEmpty()) {
            scope.findings()
                    .error(
                            AnnotationKey.CERTIFICATE_ARN.key(),
                            "no issued certificate covers the host " + String.join(", ", uncovered),
                            "issue or import a certificate for the host in ACM, or name one with "
                                    + AnnotationKey.CERTIFICATE_ARN.key());
        }
        return List.copyOf(arns);
    }

    private List<CloudFacts.Certificate> usable() {
        List<String> authorities = scope.settings().allowedCertificateAuthorityArns();
        return scope.facts().certificates().stream()
                .filter(certificate -> certificate.status().equals(ISSUED))
                .filter(certificate ->
                        authorities.isEmpty() || authorities.contains(certificate.certificateAuthorityArn()))
                .toList();
    }

    /** A wildcard stands for exactly one left-most label; case counts. */
    private static boolean covers(String name, String host) {
        if (!name.startsWith("*.")) {
            return name.equals(host);
        }
        int dot = host.indexOf('.');
        return dot >= 0 && name.substring(1).equals(host.substring(dot));
    }
}
