package io.headgate.operator.proxyclass;

import io.headgate.operator.serve.PortMapping;
import io.headgate.proxy.config.AddressMapping;
import org.jspecify.annotations.Nullable;

/**
 * Where the proxy of this replica listens, and where clients find it.
 *
 * @param addresses how targets are reached
 * @param publishedAddress host name or IP address for the status of Ingresses; null for the address that the proxy listens on, or for
 *     none if it listens on all
 */
public record ProxyClassSettings(
        PortMapping ports,
        AddressMapping addresses,
        @Nullable String publishedAddress) {

    /** The address that clients are told; empty if there is none to tell. */
    String published() {
        if (publishedAddress != null) {
            return publishedAddress;
        }
        return ports.address().isAnyLocalAddress() ? "" : ports.address().getHostAddress();
    }
}
