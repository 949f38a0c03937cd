package io.headgate.operator.dev.backend;

import io.headgate.core.cluster.ObjectKey;
import io.headgate.core.cluster.PortRef;
import io.headgate.core.cluster.Service;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * The servers behind all Services: {@code 10.1.x.y} of a pod is {@code 127.1.x.y} here, {@code 10.0.x.y} of a node {@code
 * 127.0.x.y}. Each Service has an {@code x} of its own that no other program uses. Not safe for use by many threads.
 */
public final class Backends implements AutoCloseable {

    private static final int FIRST_NAMED_PORT = 8080;

    private final int replicas;
    private final Map<String, String> nodeAddresses;
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<ObjectKey, Running> running = new HashMap<>();
    private int nextBlock;

    /**
     * @param replicas pods of each Service
     * @param nodeAddresses addresses by name of the node
     */
    public Backends(int replicas, Map<String, String> nodeAddresses) {
        this.replicas = replicas;
        this.nodeAddresses = Map.copyOf(nodeAddresses);
    }

    /**
     * Starts, or starts anew, the servers of a Service.
     *
     * @throws IOException when no address can be had; the message says which and what to do
     */
    public Workload start(Service service) throws IOException {
        stop(service.key());
        List<Workload.Port> ports = ports(service);
        BindException refusal = new BindException("no address is left");
        for (int block = nextBlock; block < 256; block++) {
            Workload workload = new Workload(service.key(), replicas(service.key(), block), ports);
            try {
                running.put(service.key(), listen(workload));
                nextBlock = block + 1;
                return workload;
            } catch (BindException taken) {
                refusal = taken;
            }
        }
        throw new IOException(
                "cannot serve " + service.key() + " at any address 127.1.x.y, ports " + ports + ": "
                        + refusal.getMessage() + "; a port below 1024 needs a privilege, a node port is perhaps in"
                        + " use by another program, and macOS needs 'sudo ifconfig lo0 alias' for each address",
                refusal);
    }

    public void stop(ObjectKey service) {
        Running old = running.remove(service);
        if (old != null) {
            old.servers().forEach(EchoServer::close);
        }
    }

    private static List<Workload.Port> ports(Service service) {
        List<Workload.Port> ports = new ArrayList<>();
        for (Service.Port port : service.ports()) {
            if (port.protocol().equals("TCP")) {
                int number = switch (port.targetPort()) {
                    case PortRef.ByNumber(int written) -> written;
                    case PortRef.ByName _ -> FIRST_NAMED_PORT + ports.size();
                };
                ports.add(new Workload.Port(port.name(), number, port.nodePort()));
            }
        }
        return ports;
    }

    private List<Workload.Replica> replicas(ObjectKey service, int block) {
        List<String> nodes = nodeAddresses.keySet().stream().sorted().toList();
        return IntStream.range(0, replicas)
                .mapToObj(i -> new Workload.Replica(
                        service.name() + "-" + (i + 1), "10.1." + block + "." + (10 + i), nodes.get(i % nodes.size())))
                .toList();
    }

    private Running listen(Workload workload) throws IOException {
        List<EchoServer> servers = new ArrayList<>();
        boolean complete = false;
        try {
            for (Workload.Port port : workload.ports()) {
                for (Workload.Replica replica : workload.replicas()) {
                    servers.add(listen(replica.ip(), port.number(), workload, List.of(replica)));
                }
                if (port.nodePort() != 0) {
                    for (String node : nodeAddresses.values()) {
                        servers.add(listen(node, port.nodePort(), workload, workload.replicas()));
                    }
                }
            }
            complete = true;
            return new Running(servers);
        } finally {
            if (!complete) {
                servers.forEach(EchoServer::close);
            }
        }
    }

    private EchoServer listen(String clusterAddress, int port, Workload workload, List<Workload.Replica> turns)
            throws IOException {
        AtomicInteger turn = new AtomicInteger();
        InetAddress local = InetAddress.ofLiteral("127" + clusterAddress.substring(2));
        return EchoServer.listen(
                new InetSocketAddress(local, port),
                workload.service(),
                () -> turns.get(Math.floorMod(turn.getAndIncrement(), turns.size()))
                        .pod(),
                executor);
    }

    @Override
    public void close() {
        List.copyOf(running.keySet()).forEach(this::stop);
        executor.close();
    }

    private record Running(List<EchoServer> servers) {}
}
