package io.headgate.core.routing;

import java.net.InetAddress;
import java.util.List;

/**
 * What the rules of a listener may look at of a request.
 *
 * @param method as sent; methods have case
 * @param host of the absolute request target, else of the first Host field, without a port; empty when there is none
 * @param path of the request target, as sent: not decoded, not normalised
 * @param query what follows the first {@code ?} up to {@code #}, as sent; empty when there is none
 * @param headers all fields in the order of the request
 * @param source address of the TCP peer, never a forwarded one
 */
public record RoutingRequest(
        String method, String host, String path, String query, List<Header> headers, InetAddress source) {
    public RoutingRequest {
        headers = List.copyOf(headers);
    }

    /** A header field; names have no case. */
    public record Header(String name, String value) {}
}
