package io.headgate.operator.ingress;

import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.IngressPortStatus;
import io.headgate.crds.loadbalancer.LoadBalancerStatus;
import io.headgate.crds.loadbalancer.LoadBalancerStatus.ListenerStatus;
import java.util.List;

/** Where an Ingress can be reached: lower-case host name and ports of the listeners. */
record IngressAddress(String hostname, List<Integer> ports) {

    IngressAddress {
        ports = List.copyOf(ports);
    }

    /** Empty as long as there is no load balancer. */
    static List<IngressAddress> of(LoadBalancerStatus status) {
        LoadBalancerStatus.Address address = status.address();
        return address == null
                ? List.of()
                : List.of(new IngressAddress(
                        address.hostname(),
                        status.listeners().stream().map(ListenerStatus::port).toList()));
    }

    /** What the status of an Ingress says. */
    static List<IngressAddress> in(Ingress ingress) {
        if (ingress.getStatus() == null || ingress.getStatus().getLoadBalancer() == null) {
            return List.of();
        }
        return ingress.getStatus().getLoadBalancer().getIngress().stream()
                .map(entry -> new IngressAddress(
                        entry.getHostname() == null ? "" : entry.getHostname(),
                        entry.getPorts().stream()
                                .map(IngressPortStatus::getPort)
                                .toList()))
                .toList();
    }
}
