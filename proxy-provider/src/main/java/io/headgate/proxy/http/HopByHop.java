package io.headgate.proxy.http;

import io.netty.handler.codec.http.HttpHeaders;
import java.util.List;

/** Fields that concern one connection and are never passed on: the known ones and those that Connection names. */
final class HopByHop {

    private static final List<String> FIELDS = List.of(
            "Connection", "Keep-Alive", "Proxy-Connection", "TE", "Transfer-Encoding", "Upgrade", "HTTP2-Settings");

    /** Fields that Connection may name but that decide about framing and routing. */
    private static final List<String> KEPT = List.of("content-length", "host");

    private HopByHop() {}

    static void remove(HttpHeaders headers) {
        for (String value : headers.getAll("Connection")) {
            for (String name : value.split(",")) {
                String nominated = name.strip();
                if (!nominated.isEmpty() && KEPT.stream().noneMatch(nominated::equalsIgnoreCase)) {
                    headers.remove(nominated);
                }
            }
        }
        FIELDS.forEach(headers::remove);
    }
}
