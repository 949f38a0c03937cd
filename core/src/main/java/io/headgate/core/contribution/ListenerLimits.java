package io.headgate.core.contribution;

import io.headgate.core.annotation.AnnotationKey;
import io.headgate.core.annotation.AnnotationReader;
import io.headgate.core.annotation.AttributeCatalogue;
import io.headgate.core.annotation.AttributeKind;
import io.headgate.core.cluster.IngressClassParams;
import io.headgate.core.contribution.Contribution.ListenerPart;
import io.headgate.core.stack.Listener.MutualAuthentication;
import java.util.List;
import java.util.Optional;

/** What AWS refuses of listeners: certificates, security policies, attributes, trust stores; and who may connect. */
final class ListenerLimits {
    private static final String TRUST_STORE = ":truststore/";

    private final MemberScope scope;
    private final List<ListenerPart> listeners;
    private final AnnotationReader annotations;
    private final ClassLimits ofClass;

    ListenerLimits(MemberScope scope, Contribution contribution) {
        this.scope = scope;
        this.listeners = contribution.listeners();
        this.annotations = scope.annotations();
        this.ofClass = new ClassLimits(scope);
    }

    void check() {
        if (listeners.stream().anyMatch(listener -> listener.protocol().equals(ListenPorts.HTTPS))) {
            checkCertificates();
            scope.params(IngressClassParams::sslPolicy)
                    .ifPresentOrElse(
                            policy -> ofClass.check("sslPolicy", AnnotationKey.SSL_POLICY, policy),
                            () -> annotations.checkLimit(AnnotationKey.SSL_POLICY));
        }
        listeners.forEach(this::checkAttributes);
        listeners.forEach(this::checkTrustStore);
        listeners.stream()
                .flatMap(listener -> listener.inboundCidrs().stream())
                .distinct()
                .forEach(this::checkCidr);
    }

    private void checkCertificates() {
        List<String> arns = scope.paramsList(IngressClassParams::certificateArn);
        if (arns.isEmpty()) {
            annotations.checkLimit(AnnotationKey.CERTIFICATE_ARN);
        }
        arns.forEach(arn -> ofClass.check("certificateArn", AnnotationKey.CERTIFICATE_ARN, arn));
    }

    private void checkAttributes(ListenerPart listener) {
        String name = listener.protocol() + "-" + listener.port();
        ofClass.checkAttributes("listeners", AttributeKind.LISTENER, listener.classAttributes());
        AttributeCatalogue.complaints(
                        AttributeKind.LISTENER, Overridden.without(listener.attributes(), listener.classAttributes()))
                .forEach(complaint -> annotations.complain(AnnotationKey.LISTENER_ATTRIBUTES, name, complaint));
    }

    private void checkTrustStore(ListenerPart listener) {
        Optional.ofNullable(listener.mutualAuthentication())
                .map(MutualAuthentication::trustStoreArn)
                .filter(arn -> !arn.contains(TRUST_STORE))
                .ifPresent(arn -> annotations.invalid(
                        AnnotationKey.MUTUAL_AUTHENTICATION,
                        "has the trustStore \"" + arn + "\", which is not the ARN of a trust store"));
    }

    /** AWS takes such a block, but keeps another text than the one that was sent. */
    private void checkCidr(String cidr) {
        HostBits.cleared(cidr)
                .ifPresent(canonical -> scope.findings()
                        .warning(
                                AnnotationKey.INBOUND_CIDRS.key(),
                                "Suspicious",
                                "inbound-cidrs holds " + cidr + ", which has bits behind its length; AWS makes it "
                                        + canonical,
                                "write " + canonical));
    }
}
