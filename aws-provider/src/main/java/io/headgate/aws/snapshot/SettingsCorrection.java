package io.headgate.aws.snapshot;

import io.headgate.core.stack.Listener;
import io.headgate.core.stack.LoadBalancer;
import io.headgate.core.stack.Rule;
import io.headgate.core.stack.Stack;
import io.headgate.core.stack.TargetGroup;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;

/**
 * What reading attributes and tags makes of the remembered stacks. Attributes are read only of what some are known of, because somebody
 * wants them; only those count that are known.
 */
record SettingsCorrection(Map<String, Map<String, String>> attributes, Map<String, Map<String, String>> tags) {

    SettingsCorrection {
        attributes = Map.copyOf(attributes);
        tags = Map.copyOf(tags);
    }

    static SettingsCorrection read(ElasticLoadBalancingV2Client elb, Collection<Stack> stacks) {
        List<String> arns = new ArrayList<>();
        List<String> withAttributes = new ArrayList<>();
        stacks.forEach(stack -> {
            stack.targetGroups().forEach(group -> note(group.arn(), group.attributes(), arns, withAttributes));
            stack.loadBalancers().forEach(balancer -> {
                note(balancer.arn(), balancer.attributes(), arns, withAttributes);
                balancer.listeners().forEach(listener -> {
                    note(listener.arn(), listener.attributes(), arns, withAttributes);
                    listener.rules().forEach(rule -> note(rule.arn(), Map.of(), arns, withAttributes));
                });
            });
        });
        Map<String, Map<String, String>> attributes = new HashMap<>();
        AttributeCalls calls = new AttributeCalls(elb);
        List<Map<String, String>> read = ParallelReads.of(withAttributes, calls::read);
        for (int number = 0; number < read.size(); number++) {
            attributes.put(withAttributes.get(number), read.get(number));
        }
        return new SettingsCorrection(attributes, new TagReader(elb).read(arns));
    }

    private static void note(
            @Nullable String arn, Map<String, String> attributes, List<String> arns, List<String> withAttributes) {
        if (arn != null) {
            arns.add(arn);
            if (!attributes.isEmpty()) {
                withAttributes.add(arn);
            }
        }
    }

    /** The remembered stack, as it is now. */
    Stack of(Stack remembered) {
        return remembered
                .withLoadBalancers(remembered.loadBalancers().stream()
                        .map(this::loadBalancer)
                        .toList())
                .withTargetGroups(remembered.targetGroups().stream()
                        .map(this::targetGroup)
                        .toList());
    }

    private LoadBalancer loadBalancer(LoadBalancer present) {
        return present.withAttributes(attributes(present.arn(), present.attributes()))
                .withTags(tags(present.arn(), present.tags()))
                .withListeners(present.listeners().stream().map(this::listener).toList());
    }

    private Listener listener(Listener present) {
        return present.withAttributes(attributes(present.arn(), present.attributes()))
                .withTags(tags(present.arn(), present.tags()))
                .withRules(present.rules().stream().map(this::rule).toList());
    }

    private Rule rule(Rule present) {
        return present.withTags(tags(present.arn(), present.tags()));
    }

    private TargetGroup targetGroup(TargetGroup present) {
        return present.withAttributes(attributes(present.arn(), present.attributes()))
                .withTags(tags(present.arn(), present.tags()));
    }

    /** All of them if one that is known has another value; else those that are known. */
    private Map<String, String> attributes(@Nullable String arn, Map<String, String> known) {
        Map<String, String> read = arn == null ? null : attributes.get(arn);
        return read == null || read.entrySet().containsAll(known.entrySet()) ? known : read;
    }

    private Map<String, String> tags(@Nullable String arn, Map<String, String> known) {
        return arn == null ? known : tags.getOrDefault(arn, known);
    }

    /** Attributes by the kind of thing that an ARN names. */
    private record AttributeCalls(ElasticLoadBalancingV2Client elb) {

        Map<String, String> read(String arn) {
            Map<String, String> attributes = new HashMap<>();
            pairs(arn).forEach(pair -> attributes.put(pair.getKey(), pair.getValue()));
            return attributes;
        }

        private Stream<Map.Entry<String, String>> pairs(String arn) {
            if (arn.contains(":targetgroup/")) {
                return elb.describeTargetGroupAttributes(request -> request.targetGroupArn(arn)).attributes().stream()
                        .map(each -> Map.entry(each.key(), each.value()));
            }
            if (arn.contains(":listener/")) {
                return elb.describeListenerAttributes(request -> request.listenerArn(arn)).attributes().stream()
                        .map(each -> Map.entry(each.key(), each.value()));
            }
            return elb.describeLoadBalancerAttributes(request -> request.loadBalancerArn(arn)).attributes().stream()
                    .map(each -> Map.entry(each.key(), each.value()));
        }
    }
}
