package io.headgate.operator.dev.backend;

import io.headgate.core.cluster.ObjectKey;
import java.util.List;

/**
 * The stand-in for what runs behind a Service.
 *
 * @param ports those of the Service, TCP only
 */
public record Workload(ObjectKey service, List<Replica> replicas, List<Port> ports) {

    public Workload {
        replicas = List.copyOf(replicas);
        ports = List.copyOf(ports);
    }

    /** A pod with its address as the cluster knows it, {@code 10.1.x.y}. */
    public record Replica(String pod, String ip, String node) {}

    /**
     * A port.
     *
     * @param name of the Service's port, empty when it has none
     * @param number where the pods listen
     * @param nodePort where all nodes listen, 0 for nowhere
     */
    public record Port(String name, int number, int nodePort) {}
}
