package io.headgate.aws.snapshot;

import io.headgate.aws.mapping.RuleMapping;
import io.headgate.core.naming.TrackingTags;
import io.headgate.core.stack.CertificateRef;
import io.headgate.core.stack.Listener;
import io.headgate.core.stack.Listener.MutualAuthentication;
import io.headgate.core.stack.Rule;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.MutualAuthenticationAttributes;

/** Reads the listeners of load balancers with rules, tags and certificates; tags of all of them together, as few calls as that takes. */
final class ListenerReader {

    private final ElasticLoadBalancingV2Client elb;
    private final TagReader tagReader;

    ListenerReader(ElasticLoadBalancingV2Client elb, TagReader tagReader) {
        this.elb = elb;
        this.tagReader = tagReader;
    }

    /** A listener as the API tells of it. */
    private record Found(
            String loadBalancerArn,
            software.amazon.awssdk.services.elasticloadbalancingv2.model.Listener api,
            List<CertificateRef> certificates,
            List<software.amazon.awssdk.services.elasticloadbalancingv2.model.Rule> rules) {

        Stream<String> arns() {
            return Stream.concat(Stream.of(api.listenerArn()), rules.stream().map(rule -> rule.ruleArn()));
        }
    }

    /** Listeners by the ARN of their load balancer, in order of their ports. */
    Map<String, List<Listener>> read(Collection<String> loadBalancerArns) {
        List<Found> found = ParallelReads.of(
                ParallelReads.of(loadBalancerArns, this::listeners).stream()
                        .flatMap(List::stream)
                        .toList(),
                this::found);
        Map<String, Map<String, String>> tags =
                tagReader.read(found.stream().flatMap(Found::arns).toList());
        Map<String, List<Listener>> listeners = new HashMap<>();
        loadBalancerArns.forEach(arn -> listeners.put(arn, List.of()));
        found.stream()
                .collect(Collectors.groupingBy(Found::loadBalancerArn))
                .forEach((arn, its) -> listeners.put(
                        arn,
                        its.stream()
                                .map(each -> listener(each, tags))
                                .sorted(Comparator.comparingInt(Listener::port))
                                .toList()));
        return listeners;
    }

    private List<software.amazon.awssdk.services.elasticloadbalancingv2.model.Listener> listeners(
            String loadBalancerArn) {
        return elb.describeListenersPaginator(request -> request.loadBalancerArn(loadBalancerArn)).listeners().stream()
                .toList();
    }

    private Found found(software.amazon.awssdk.services.elasticloadbalancingv2.model.Listener api) {
        return new Found(
                api.loadBalancerArn(),
                api,
                isTls(api) ? certificates(api.listenerArn()) : List.of(),
                "TCP".equals(api.protocolAsString()) ? List.of() : rules(api.listenerArn()));
    }

    private static boolean isTls(software.amazon.awssdk.services.elasticloadbalancingv2.model.Listener api) {
        return "HTTPS".equals(api.protocolAsString()) || "TLS".equals(api.protocolAsString());
    }

    private static Listener listener(Found found, Map<String, Map<String, String>> allTags) {
        var api = found.api();
        Map<String, String> tags = allTags.getOrDefault(api.listenerArn(), Map.of());
        return new Listener(
                tags.getOrDefault(TrackingTags.RESOURCE, String.valueOf(api.port())),
                api.listenerArn(),
                api.port(),
                api.protocolAsString(),
                found.certificates(),
                isTls(api) ? api.sslPolicy() : null,
                mutualAuthentication(api.mutualAuthentication()),
                Map.of(),
                RuleMapping.readActions(api.defaultActions()),
                tags,
                found.rules().stream()
                        .map(rule -> rule(rule, allTags.getOrDefault(rule.ruleArn(), Map.of())))
                        .sorted(Comparator.comparingInt(Rule::priority))
                        .toList());
    }

    /**
     * The default first, which is in the list of all a second time. One that is not there was cut short between two calls: it is left out
     * here, so that it is set anew, list included.
     */
    private List<CertificateRef> certificates(String listenerArn) {
        Set<CertificateRef> defaults = new LinkedHashSet<>();
        Set<CertificateRef> listed = new LinkedHashSet<>();
        elb.describeListenerCertificatesPaginator(request -> request.listenerArn(listenerArn))
                .certificates()
                .forEach(certificate -> (Boolean.TRUE.equals(certificate.isDefault()) ? defaults : listed)
                        .add(new CertificateRef.ByArn(certificate.certificateArn())));
        defaults.retainAll(listed);
        defaults.addAll(listed);
        return List.copyOf(defaults);
    }

    private static @Nullable MutualAuthentication mutualAuthentication(@Nullable MutualAuthenticationAttributes api) {
        return api == null || api.mode() == null
                ? null
                : new MutualAuthentication(
                        api.mode(),
                        api.trustStoreArn(),
                        api.ignoreClientCertificateExpiry(),
                        api.advertiseTrustStoreCaNamesAsString());
    }

    private List<software.amazon.awssdk.services.elasticloadbalancingv2.model.Rule> rules(String listenerArn) {
        return elb.describeRulesPaginator(request -> request.listenerArn(listenerArn)).rules().stream()
                .filter(rule -> !"default".equals(rule.priority()))
                .toList();
    }

    private static Rule rule(
            software.amazon.awssdk.services.elasticloadbalancingv2.model.Rule api, Map<String, String> tags) {
        return new Rule(
                tags.getOrDefault(TrackingTags.RESOURCE, ""),
                api.ruleArn(),
                Integer.parseInt(api.priority()),
                RuleMapping.routing(api),
                tags);
    }
}
