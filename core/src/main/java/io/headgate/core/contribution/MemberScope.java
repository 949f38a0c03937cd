package io.headgate.core.contribution;

import io.headgate.core.annotation.Annotated;
import io.headgate.core.annotation.AnnotationReader;
import io.headgate.core.cluster.Ingress;
import io.headgate.core.cluster.IngressClassParams;
import io.headgate.core.cluster.ObjectKey;
import io.headgate.core.cluster.Service;
import io.headgate.core.facts.CloudFacts;
import io.headgate.core.finding.Findings;
import io.headgate.core.group.GroupId;
import io.headgate.core.group.GroupInputs;
import io.headgate.core.quota.Limits;
import io.headgate.core.settings.CompilerSettings;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the compilation of one member reads, and where it reports what is wrong. */
public record MemberScope(
        GroupInputs inputs, GroupInputs.Member member, CloudFacts facts, CompilerSettings settings, Findings findings) {

    public static MemberScope of(
            GroupInputs inputs, GroupInputs.Member member, CloudFacts facts, CompilerSettings settings) {
        return new MemberScope(
                inputs,
                member,
                facts,
                settings,
                new Findings("Ingress " + member.ingress().key()));
    }

    /** The same with findings of its own, to try something out. */
    MemberScope onTrial() {
        return of(inputs, member, facts, settings);
    }

    /** Something that AWS refuses and aws-load-balancer-controller does not check. */
    void refusedByAws(String field, String message, String remedy) {
        switch (settings.awsLimits()) {
            case REFUSE -> findings.error(field, message, remedy);
            case REPORT -> findings.warning(field, "RefusedByAws", message, remedy);
        }
    }

    /** The limits of the account, flags included. */
    Limits limits() {
        return settings.limits(facts.limits());
    }

    public GroupId group() {
        return inputs.group();
    }

    Ingress ingress() {
        return member.ingress();
    }

    public ObjectKey key() {
        return ingress().key();
    }

    /** What the class parameters say; empty when there are none or the field is unset. */
    <T> Optional<T> params(Function<IngressClassParams, @Nullable T> field) {
        IngressClassParams params = member.params();
        return params == null ? Optional.empty() : Optional.ofNullable(field.apply(params));
    }

    /** A list of the class parameters, empty when there are none. */
    List<String> paramsList(Function<IngressClassParams, List<String>> field) {
        IngressClassParams params = member.params();
        return params == null ? List.of() : field.apply(params);
    }

    Optional<Service> service(String name) {
        return Optional.ofNullable(inputs.services().get(new ObjectKey(key().namespace(), name)));
    }

    /** Annotations of the Ingress. */
    AnnotationReader annotations() {
        return new AnnotationReader(List.of(ingressAnnotations()), findings);
    }

    /** Annotations of a Service and, for keys that it does not have, of the Ingress. */
    AnnotationReader annotations(Service service) {
        return new AnnotationReader(List.of(serviceAnnotations(service), ingressAnnotations()), findings);
    }

    /** Annotations of a Service alone. */
    AnnotationReader annotationsOf(Service service) {
        return new AnnotationReader(List.of(serviceAnnotations(service)), findings);
    }

    private Annotated ingressAnnotations() {
        return new Annotated("Ingress " + key(), ingress().annotations());
    }

    private static Annotated serviceAnnotations(Service service) {
        return new Annotated("Service " + service.key(), service.annotations());
    }
}
