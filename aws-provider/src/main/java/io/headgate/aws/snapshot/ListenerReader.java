package io.headgate.aws.snapshot;

import io.headgate.aws.mapping.RuleMapping;
import io.headgate.core.naming.TrackingTags;
import io.headgate.core.stack.CertificateRef;
import io.headgate.core.stack.Listener;
import io.headgate.core.stack.Listener.MutualAuthentication;
import io.headgate.core.stack.Rule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.MutualAuthenticationAttributes;

/** Reads the listeners of a load balancer with rules, tags and certificates. */
final class ListenerReader {

    private final ElasticLoadBalancingV2Client elb;
    private final TagReader tagReader;

    ListenerReader(ElasticLoadBalancingV2Client elb) {
        this.elb = elb;
        this.tagReader = new TagReader(elb);
    }

    List<Listener> read(String loadBalancerArn) {
        List<software.amazon.awssdk.services.elasticloadbalancingv2.model.Listener> found =
                elb.describeListenersPaginator(request -> request.loadBalancerArn(loadBalancerArn)).listeners().stream()
                        .toList();
        if (found.isEmpty()) {
            return List.of();
        }
        Map<String, Map<String, String>> tags = tagReader.read(
                found.stream().map(listener -> listener.listenerArn()).toList());
        return found.stream()
                .map(api -> listener(api, tags.getOrDefault(api.listenerArn(), Map.of())))
                .sorted(Comparator.comparingInt(Listener::port))
                .toList();
    }

    private Listener listener(
            software.amazon.awssdk.services.elasticloadbalancingv2.model.Listener api, Map<String, String> tags) {
        boolean tls = "HTTPS".equals(api.protocolAsString()) || "TLS".equals(api.protocolAsString());
        return new Listener(
                tags.getOrDefault(TrackingTags.RESOURCE, String.valueOf(api.port())),
                api.listenerArn(),
                api.port(),
                api.protocolAsString(),
                tls ? certificates(api.listenerArn()) : List.of(),
                tls ? api.sslPolicy() : null,
                mutualAuthentication(api.mutualAuthentication()),
                Map.of(),
                RuleMapping.readActions(api.defaultActions()),
                tags,
                "TCP".equals(api.protocolAsString()) ? List.of() : rules(api.listenerArn()));
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

    private List<Rule> rules(String listenerArn) {
        List<software.amazon.awssdk.services.elasticloadbalancingv2.model.Rule> found = new ArrayList<>();
        elb.describeRulesPaginator(request -> request.listenerArn(listenerArn)).rules().stream()
                .filter(rule -> !"default".equals(rule.priority()))
                .forEach(found::add);
        Map<String, Map<String, String>> tags =
                tagReader.read(found.stream().map(rule -> rule.ruleArn()).toList());
        return found.stream()
                .map(api -> rule(api, tags.getOrDefault(api.ruleArn(), Map.of())))
                .sorted(Comparator.comparingInt(Rule::priority))
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
