package io.headgate.aws.execute;

import io.headgate.aws.mapping.Attributes;
import io.headgate.aws.mapping.RuleMapping;
import io.headgate.aws.mapping.Tags;
import io.headgate.aws.snapshot.Snapshot;
import io.headgate.core.cloud.ClientSecrets;
import io.headgate.core.plan.ListenerStep;
import io.headgate.core.stack.CertificateRef;
import io.headgate.core.stack.Listener;
import io.headgate.core.stack.Listener.MutualAuthentication;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Certificate;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DuplicateListenerException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ListenerAttribute;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ListenerNotFoundException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.MutualAuthenticationAttributes;

/** Calls on listeners. */
final class ListenerCalls {

    private final ElasticLoadBalancingV2Client elb;
    private final Snapshot snapshot;
    private final ClientSecrets secrets;

    ListenerCalls(ElasticLoadBalancingV2Client elb, Snapshot snapshot, ClientSecrets secrets) {
        this.elb = elb;
        this.snapshot = snapshot;
        this.secrets = secrets;
    }

    Effect run(ListenerStep step, Session session) {
        String arn = session.real(step.handle());
        switch (step) {
            case ListenerStep.CreateListener(String loadBalancer, Listener desired) -> {
                return create(session.real(loadBalancer), desired, session);
            }
            case ListenerStep.ModifyListener(String _, Listener desired) -> modify(arn, desired, session);
            case ListenerStep.ModifyListenerAttributes(String _, Map<String, String> attributes) ->
                elb.modifyListenerAttributes(request -> request.listenerArn(arn).attributes(attributes(attributes)));
            case ListenerStep.DeleteListener _ -> delete(arn);
            case ListenerStep.AddListenerCertificates(String _, CertificateRef certificate) ->
                elb.addListenerCertificates(
                        request -> request.listenerArn(arn).certificates(certificates(List.of(certificate), session)));
            case ListenerStep.RemoveListenerCertificates(String _, CertificateRef certificate) ->
                elb.removeListenerCertificates(
                        request -> request.listenerArn(arn).certificates(certificates(List.of(certificate), session)));
        }
        return Effect.DONE;
    }

    private Effect create(String loadBalancerArn, Listener desired, Session session) {
        RuleMapping mapping = new RuleMapping(session::real, secrets);
        String arn;
        try {
            arn = elb.createListener(request -> request.loadBalancerArn(loadBalancerArn)
                            .port(desired.port())
                            .protocol(desired.protocol())
                            .certificates(defaultCertificate(desired, session))
                            .sslPolicy(desired.sslPolicy())
                            .mutualAuthentication(mutualAuthentication(desired.mutualAuthentication()))
                            .defaultActions(mapping.actions(desired.defaultActions()))
                            .tags(Tags.elb(desired.tags())))
                    .listeners()
                    .getFirst()
                    .listenerArn();
        } catch (DuplicateListenerException duplicate) {
            arn = adopted(loadBalancerArn, desired.port(), duplicate);
        }
        snapshot.made(arn);
        return Effect.made(arn);
    }

    /** A listener on that port of our own load balancer was made by a call whose answer was lost. */
    private String adopted(String loadBalancerArn, int port, DuplicateListenerException duplicate) {
        snapshot.distrust();
        return elb.describeListenersPaginator(request -> request.loadBalancerArn(loadBalancerArn)).listeners().stream()
                .filter(listener -> listener.port() == port)
                .map(listener -> listener.listenerArn())
                .findFirst()
                .orElseThrow(() -> duplicate);
    }

    private void modify(String arn, Listener desired, Session session) {
        RuleMapping mapping = new RuleMapping(session::real, secrets);
        elb.modifyListener(request -> request.listenerArn(arn)
                .port(desired.port())
                .protocol(desired.protocol())
                .certificates(defaultCertificate(desired, session))
                .sslPolicy(desired.sslPolicy())
                .mutualAuthentication(mutualAuthentication(desired.mutualAuthentication()))
                .defaultActions(mapping.actions(desired.defaultActions())));
    }

    private void delete(String arn) {
        try {
            elb.deleteListener(request -> request.listenerArn(arn));
        } catch (ListenerNotFoundException gone) {
            snapshot.distrust();
        }
    }

    /** Null leaves the field out: an empty list would be refused on listeners without TLS. */
    private static @Nullable List<Certificate> defaultCertificate(Listener desired, Session session) {
        return desired.certificates().isEmpty()
                ? null
                : certificates(List.of(desired.certificates().getFirst()), session);
    }

    private static List<Certificate> certificates(List<CertificateRef> refs, Session session) {
        return refs.stream()
                .map(ref -> switch (ref) {
                    case CertificateRef.ByArn(String arn) -> session.real(arn);
                    case CertificateRef.InStack(String resource) ->
                        throw new IllegalArgumentException("unresolved certificate " + resource);
                })
                .map(arn -> Certificate.builder().certificateArn(arn).build())
                .toList();
    }

    private static @Nullable MutualAuthenticationAttributes mutualAuthentication(
            @Nullable MutualAuthentication mutual) {
        return mutual == null
                ? null
                : MutualAuthenticationAttributes.builder()
                        .mode(mutual.mode())
                        .trustStoreArn(mutual.trustStoreArn())
                        .ignoreClientCertificateExpiry(mutual.ignoreClientCertificateExpiry())
                        .advertiseTrustStoreCaNames(mutual.advertiseTrustStoreCaNames())
                        .build();
    }

    private static List<ListenerAttribute> attributes(Map<String, String> attributes) {
        return Attributes.inOrder(
                attributes,
                (key, value) ->
                        ListenerAttribute.builder().key(key).value(value).build());
    }
}
