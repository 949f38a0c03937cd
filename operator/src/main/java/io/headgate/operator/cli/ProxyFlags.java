package io.headgate.operator.cli;

import io.headgate.operator.serve.PortMapping;
import io.headgate.proxy.config.AddressMapping;
import java.net.InetAddress;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a proxy listens and how it reaches targets; the same for the proxy alone and for the one in the operator. */
final class ProxyFlags {

    /** Whether targets are reached at their own addresses. */
    enum Mapping {
        /** As they are. */
        NONE,
        /** Pods 10.1.x.y at 127.1.x.y, nodes 10.0.x.y at 127.0.x.y. */
        LOOPBACK
    }

    @Option(
            names = "--bind",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1",
            description = "Address that the proxy listens on (default: ${DEFAULT-VALUE})")
    InetAddress bind = InetAddress.getLoopbackAddress();

    @Option(
            names = "--listen",
            split = ",",
            paramLabel = "PORT=PORT",
            description = "Where a load balancer's port is on this machine, such as 80=8080; 0 for a free one")
    Map<Integer, Integer> listen = Map.of();

    @Option(
            names = "--port-offset",
            paramLabel = "N",
            defaultValue = "8000",
            description = "Added to ports below 1024 (default: ${DEFAULT-VALUE})")
    int portOffset = 8000;

    @Option(
            names = "--address-mapping",
            paramLabel = "KIND",
            description =
                    "none, or loopback: pods 10.1.x.y are reached at 127.1.x.y (default: loopback if bound to loopback)")
    @Nullable
    Mapping addressMapping;

    PortMapping ports() {
        return new PortMapping(bind, listen, portOffset);
    }

    AddressMapping addresses() {
        Mapping mapping =
                addressMapping != null ? addressMapping : bind.isLoopbackAddress() ? Mapping.LOOPBACK : Mapping.NONE;
        return switch (mapping) {
            case NONE -> AddressMapping.identity();
            case LOOPBACK -> AddressMapping.loopback();
        };
    }
}
