package io.headgate.operator.ingress;

import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.IngressPortStatus;
import io.headgate.crds.loadbalancer.LoadBalancerStatus;
import io.headgate.crds.loadbalancer.LoadBalancerStatus.ListenerStatus;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Where an Ingress can be reached.
 *
 * @param host lower-case host name, or an IP address
 * @param ports ports of the listeners
 */
public record IngressAddress(String host, List<Integer> ports) {

    public IngressAddress {
        ports = List.copyOf(ports);
    }

    /** Empty as long as there is no load balancer; a network load balancer in front comes second, one that is replaced last. */
    static List<IngressAddress> of(LoadBalancerStatus status) {
        LoadBalancerStatus.Address address = status.address();
        if (address == null) {
            return List.of();
        }
        List<IngressAddress> addresses =
                new ArrayList<>(List.of(new IngressAddress(address.hostname(), ports(status))));
        LoadBalancerStatus.Frontend frontend = status.frontend();
        if (frontend != null) {
            addresses.add(new IngressAddress(frontend.hostname(), frontend.ports()));
        }
        address.formerHostnames().forEach(former -> addresses.add(new IngressAddress(former, ports(status))));
        return List.copyOf(addresses);
    }

    private static List<Integer> ports(LoadBalancerStatus status) {
        return status.listeners().stream().map(ListenerStatus::port).toList();
    }

    /** Under which field the API has the host: it takes no IP address for a host name. */
    String field() {
        try {
            InetAddress.ofLiteral(host);
            return "ip";
        } catch (IllegalArgumentException noAddress) {
            return "hostname";
        }
    }

    /** What the status of an Ingress says. */
    static List<IngressAddress> in(Ingress ingress) {
        if (ingress.getStatus() == null || ingress.getStatus().getLoadBalancer() == null) {
            return List.of();
        }
        return ingress.getStatus().getLoadBalancer().getIngress().stream()
                .map(entry -> new IngressAddress(
                        Objects.requireNonNullElse(entry.getHostname(), Objects.requireNonNullElse(entry.getIp(), "")),
                        entry.getPorts().stream()
                                .map(IngressPortStatus::getPort)
                                .toList()))
                .toList();
    }
}
