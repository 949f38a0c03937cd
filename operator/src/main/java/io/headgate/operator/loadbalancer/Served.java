package io.headgate.operator.loadbalancer;

import io.headgate.core.stack.LoadBalancer;
import io.headgate.core.stack.Stack;
import io.headgate.operator.loadbalancer.gate.Gates;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The load balancers of a group in the order in which clients should know them. One that replaces another is told of once it can take
 * the requests of that one; from then on both are, as long as both serve.
 */
record Served(List<LoadBalancer> inOrder) {

    static Served by(Deployment deployment) {
        Stack observed = deployment.outcome().observed();
        List<LoadBalancer> known = new ArrayList<>(observed.loadBalancers());
        known.removeIf(balancer -> balancer.status() == null);
        List<LoadBalancer> wanted = new ArrayList<>(known);
        wanted.removeIf(balancer -> !isWanted(balancer, deployment));
        List<LoadBalancer> former = new ArrayList<>(known);
        former.removeAll(wanted);
        boolean notYet = deployment.outcome().held().stream()
                .anyMatch(held -> held.hold().code().equals(Gates.REPLACING));
        if (notYet && !former.isEmpty()) {
            return new Served(former);
        }
        wanted.addAll(former);
        return new Served(wanted);
    }

    private static boolean isWanted(LoadBalancer present, Deployment deployment) {
        return deployment.compilation().stack().loadBalancers().stream()
                .anyMatch(wanted -> wanted.resource().equals(present.resource())
                        && wanted.scheme().equals(present.scheme()));
    }

    Optional<LoadBalancer> first(String type) {
        return inOrder.stream().filter(balancer -> balancer.type().equals(type)).findFirst();
    }

    /** Host names of those of a type that are replaced. */
    List<String> formerHostnames() {
        return inOrder.stream()
                .filter(balancer ->
                        first(balancer.type()).filter(balancer::equals).isEmpty())
                .map(Served::hostname)
                .toList();
    }

    static String hostname(LoadBalancer balancer) {
        LoadBalancer.Status status = balancer.status();
        return status == null ? "" : status.dnsName().toLowerCase(Locale.ROOT);
    }
}
