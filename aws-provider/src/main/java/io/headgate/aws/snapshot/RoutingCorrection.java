package io.headgate.aws.snapshot;

import io.headgate.core.stack.Listener;
import io.headgate.core.stack.LoadBalancer;
import io.headgate.core.stack.Rule;
import io.headgate.core.stack.Stack;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What reading listeners makes of the remembered stacks.
 *
 * @param read listeners by the ARN of their load balancer
 */
record RoutingCorrection(Map<String, List<Listener>> read) {

    RoutingCorrection {
        read = Map.copyOf(read);
    }

    /** ARNs of what is remembered of a group and was not read. */
    Stream<String> missing(Stack remembered) {
        return remembered.loadBalancers().stream().flatMap(balancer -> {
            Set<String> found = names(listeners(balancer)).collect(Collectors.toSet());
            return names(balancer.listeners()).filter(name -> !found.contains(name));
        });
    }

    private static Stream<String> names(List<Listener> listeners) {
        return listeners.stream()
                .flatMap(listener -> Stream.concat(
                        Stream.of(listener.arn()), listener.rules().stream().map(Rule::arn)))
                .filter(Objects::nonNull);
    }

    /** The remembered stack, as it is now. */
    Stack of(Stack remembered) {
        return remembered.withLoadBalancers(remembered.loadBalancers().stream()
                .map(balancer ->
                        read.containsKey(Snapshot.arn(balancer)) ? balancer.withListeners(merged(balancer)) : balancer)
                .toList());
    }

    private List<Listener> merged(LoadBalancer balancer) {
        Map<String, Listener> known = balancer.listeners().stream()
                .collect(Collectors.toMap(
                        listener -> String.valueOf(listener.arn()), listener -> listener, (first, second) -> first));
        return listeners(balancer).stream()
                .map(listener -> {
                    Listener present = known.get(String.valueOf(listener.arn()));
                    return present == null ? listener : listener.withAttributes(present.attributes());
                })
                .toList();
    }

    private List<Listener> listeners(LoadBalancer balancer) {
        return read.getOrDefault(Snapshot.arn(balancer), List.of());
    }
}
