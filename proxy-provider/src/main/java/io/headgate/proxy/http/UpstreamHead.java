package io.headgate.proxy.http;

import io.headgate.core.routing.Rewriting;
import io.headgate.proxy.config.TrafficAttributes;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Makes the head of a request as a target gets it from what the client sent. */
final class UpstreamHead {

    private static final List<String> FORGEABLE = List.of("x-amzn-mtls-", "x-amzn-tls-", "x-amzn-oidc-");

    private final ListenerState listener;
    private final TraceIds traceIds;

    UpstreamHead(ListenerState listener, TraceIds traceIds) {
        this.listener = listener;
        this.traceIds = traceIds;
    }

    HttpRequest of(
            HttpRequest request, Rewriting.Result.Rewritten rewritten, boolean hostRewritten, InetSocketAddress peer) {
        HttpRequest upstream = new DefaultHttpRequest(
                HttpVersion.HTTP_1_1,
                request.method(),
                rewritten.target(),
                request.headers().copy());
        HttpHeaders headers = upstream.headers();
        boolean chunked = HttpUtil.isTransferEncodingChunked(request);
        HopByHop.remove(headers);
        removeForged(headers);
        headers.remove(HttpHeaderNames.EXPECT);
        if (chunked) {
            HttpUtil.setTransferEncodingChunked(upstream, true);
        }
        host(headers, rewritten.host(), hostRewritten);
        forwarded(headers, peer);
        headers.set("X-Forwarded-Proto", listener.protocol().name().toLowerCase(Locale.ROOT));
        headers.set("X-Forwarded-Port", Integer.toString(listener.port()));
        headers.set(TraceIds.FIELD, traceIds.next(headers.get(TraceIds.FIELD, "")));
        return upstream;
    }

    private void removeForged(HttpHeaders headers) {
        List<String> unwanted = new ArrayList<>();
        for (Map.Entry<String, String> field : headers) {
            String name = field.getKey().toLowerCase(Locale.ROOT);
            boolean invalid = listener.attributes().dropInvalidHeaders() && !name.matches("[-a-z0-9]+");
            if (invalid || FORGEABLE.stream().anyMatch(name::startsWith)) {
                unwanted.add(field.getKey());
            }
        }
        unwanted.forEach(headers::remove);
    }

    /** In the default mode lower case, and with the port exactly if it is none of the well-known ones. */
    private void host(HttpHeaders headers, String host, boolean rewritten) {
        if (listener.attributes().preserveHost() && !rewritten) {
            return;
        }
        String name = RequestHead.withoutPort(host).toLowerCase(Locale.ROOT);
        boolean wellKnown = listener.port() == 80 || listener.port() == 443;
        boolean hasPort = name.length() < host.length();
        String port = wellKnown ? "" : hasPort ? host.substring(name.length()) : ":" + listener.port();
        headers.set(HttpHeaderNames.HOST, rewritten ? host : name + port);
    }

    private void forwarded(HttpHeaders headers, InetSocketAddress peer) {
        switch (listener.attributes().forwardedFor()) {
            case PRESERVE -> {}
            case REMOVE -> headers.remove("X-Forwarded-For");
            case APPEND -> {
                List<String> values = new ArrayList<>(headers.getAll("X-Forwarded-For"));
                values.add(address(peer, listener.attributes()));
                headers.set("X-Forwarded-For", String.join(", ", values));
            }
        }
    }

    private static String address(InetSocketAddress peer, TrafficAttributes attributes) {
        String address = peer.getAddress().getHostAddress();
        if (!attributes.forwardedForClientPort()) {
            return address;
        }
        boolean v6 = peer.getAddress() instanceof Inet6Address;
        return (v6 ? "[" + address + "]" : address) + ":" + peer.getPort();
    }
}
