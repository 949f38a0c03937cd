package io.headgate.proxy.config;

import io.headgate.core.target.Target;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;

/** Where a target is really reached. Called once when a target is registered; never looks up a name. */
@FunctionalInterface
public interface AddressMapping {

    /** The socket address of a target; empty when its id is no address: such a target counts as unhealthy. */
    Optional<InetSocketAddress> locate(Target target);

    /** Targets are IP addresses and reached as such. */
    static AddressMapping identity() {
        return target -> literal(target.id(), target.port());
    }

    /** For local data planes: pods 10.1.x.y are reached at 127.1.x.y, nodes 10.0.x.y at 127.0.x.y, all others as they are. */
    static AddressMapping loopback() {
        return target -> {
            String id = target.id();
            boolean mapped = id.startsWith("10.0.") || id.startsWith("10.1.");
            return literal(mapped ? "127" + id.substring(2) : id, target.port());
        };
    }

    private static Optional<InetSocketAddress> literal(String address, int port) {
        try {
            return Optional.of(new InetSocketAddress(InetAddress.ofLiteral(address), port));
        } catch (IllegalArgumentException noAddress) {
            return Optional.empty();
        }
    }
}
