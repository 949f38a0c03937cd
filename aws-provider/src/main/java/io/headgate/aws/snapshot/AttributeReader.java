package io.headgate.aws.snapshot;

import io.headgate.core.stack.Listener;
import io.headgate.core.stack.LoadBalancer;
import io.headgate.core.stack.Stack;
import io.headgate.core.stack.TargetGroup;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;

/** Reads attributes of what exists, once, and only where a desired stack asks for some or a load balancer may be protected. */
final class AttributeReader {

    private final ElasticLoadBalancingV2Client elb;
    private final Set<String> known = ConcurrentHashMap.newKeySet();

    AttributeReader(ElasticLoadBalancingV2Client elb) {
        this.elb = elb;
    }

    void made(String arn) {
        known.add(arn);
    }

    void forget() {
        known.clear();
    }

    /** Forgets what is known of a stack, so that it is read again. */
    void forget(Stack stack) {
        stack.loadBalancers().forEach(balancer -> {
            forget(balancer.arn());
            balancer.listeners().forEach(listener -> forget(listener.arn()));
        });
        stack.targetGroups().forEach(group -> forget(group.arn()));
    }

    private void forget(@Nullable String arn) {
        if (arn != null) {
            known.remove(arn);
            known.remove("capacity of " + arn);
        }
    }

    Stack read(Stack desired, Stack observed) {
        Map<String, LoadBalancer> wanted = byResource(desired.loadBalancers(), LoadBalancer::resource);
        Map<String, TargetGroup> groups = byResource(desired.targetGroups(), TargetGroup::resource);
        return observed.withLoadBalancers(observed.loadBalancers().stream()
                        .map(balancer -> loadBalancer(wanted.get(balancer.resource()), balancer))
                        .toList())
                .withTargetGroups(observed.targetGroups().stream()
                        .map(group -> targetGroup(groups.get(group.resource()), group))
                        .toList());
    }

    private static <T> Map<String, T> byResource(List<T> all, Function<T, String> resource) {
        return all.stream().collect(Collectors.toMap(resource, each -> each, (first, second) -> first));
    }

    private LoadBalancer loadBalancer(@Nullable LoadBalancer desired, LoadBalancer observed) {
        LoadBalancer detailed = observed;
        String arn = observed.arn();
        if (arn != null
                && (desired == null
                        || leaves(desired, observed)
                        || !desired.attributes().isEmpty())
                && known.add(arn)) {
            Map<String, String> attributes = new HashMap<>();
            elb.describeLoadBalancerAttributes(request -> request.loadBalancerArn(arn))
                    .attributes()
                    .forEach(attribute -> attributes.put(attribute.key(), attribute.value()));
            detailed = detailed.withAttributes(attributes);
        }
        if (desired == null) {
            return detailed;
        }
        if (arn != null && desired.minimumCapacityUnits() != null && known.add("capacity of " + arn)) {
            detailed = detailed.withMinimumCapacityUnits(capacityUnits(arn));
        }
        Map<String, Listener> listeners =
                byResource(desired.listeners(), listener -> Integer.toString(listener.port()));
        return detailed.withListeners(detailed.listeners().stream()
                .map(listener -> listener(listeners.get(Integer.toString(listener.port())), listener))
                .toList());
    }

    /** Whether the load balancer is going to be replaced, and its protection therefore matters. */
    private static boolean leaves(LoadBalancer desired, LoadBalancer observed) {
        return !desired.scheme().equals(observed.scheme());
    }

    private @Nullable Integer capacityUnits(String arn) {
        var reserved = elb.describeCapacityReservation(request -> request.loadBalancerArn(arn))
                .minimumLoadBalancerCapacity();
        return reserved == null ? null : reserved.capacityUnits();
    }

    private Listener listener(@Nullable Listener desired, Listener observed) {
        String arn = observed.arn();
        if (arn == null || desired == null || desired.attributes().isEmpty() || !known.add(arn)) {
            return observed;
        }
        Map<String, String> attributes = new HashMap<>();
        elb.describeListenerAttributes(request -> request.listenerArn(arn))
                .attributes()
                .forEach(attribute -> attributes.put(attribute.key(), attribute.value()));
        return observed.withAttributes(attributes);
    }

    private TargetGroup targetGroup(@Nullable TargetGroup desired, TargetGroup observed) {
        String arn = observed.arn();
        if (arn == null || desired == null || desired.attributes().isEmpty() || !known.add(arn)) {
            return observed;
        }
        Map<String, String> attributes = new HashMap<>();
        elb.describeTargetGroupAttributes(request -> request.targetGroupArn(arn))
                .attributes()
                .forEach(attribute -> attributes.put(attribute.key(), attribute.value()));
        return observed.withAttributes(attributes);
    }
}
