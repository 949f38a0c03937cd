package io.headgate.proxy.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Request line and host of a request.
 *
 * @param host of an absolute target, else of the first Host field, as sent; empty when there is none
 * @param path as sent, {@code *} for a request about the server
 * @param query without the question mark and without a fragment
 */
record RequestHead(String host, String path, String query) {

    private static final int HEADER_LIMIT = 16 * 1024;
    private static final int FORWARDED_FOR_LIMIT = 30;
    private static final int TOO_MANY_FORWARDED = 463;

    /** A request that can be routed, or the status that refuses it. */
    sealed interface Reading {
        record Accepted(RequestHead head) implements Reading {}

        record Refused(int status) implements Reading {}
    }

    static Reading read(HttpRequest request) {
        int refusal = refusal(request);
        if (refusal != 0) {
            return new Reading.Refused(refusal);
        }
        String target = request.uri();
        String host = request.headers().get(HttpHeaderNames.HOST, "").strip();
        int scheme = target.startsWith("/") ? -1 : target.indexOf("://");
        if (scheme >= 0) {
            int end = indexOfAny(target, "/?#", scheme + 3);
            host = target.substring(scheme + 3, end);
            target = target.substring(end).startsWith("/") ? target.substring(end) : "/" + target.substring(end);
        }
        boolean known = target.startsWith("/") || target.equals("*");
        boolean hostMissing = host.isEmpty() && request.protocolVersion().minorVersion() > 0;
        return known && !hostMissing && validHost(host)
                ? new Reading.Accepted(split(host, target))
                : new Reading.Refused(400);
    }

    /** The status that refuses a request which could not be parsed. */
    static int malformed(HttpRequest request) {
        boolean line = request.decoderResult().cause() instanceof TooLongHttpLineException;
        return line ? 414 : unknownTransferEncoding(request) ? 501 : 400;
    }

    private static RequestHead split(String host, String target) {
        int fragment = indexOfAny(target, "#", 0);
        int question = indexOfAny(target.substring(0, fragment), "?", 0);
        String query = question < fragment ? target.substring(question + 1, fragment) : "";
        return new RequestHead(host, target.substring(0, question), query);
    }

    private static int indexOfAny(String text, String characters, int from) {
        for (int at = from; at < text.length(); at++) {
            if (characters.indexOf(text.charAt(at)) >= 0) {
                return at;
            }
        }
        return text.length();
    }

    private static boolean validHost(String host) {
        return host.chars()
                .allMatch(character -> character > 0x20 && character < 0x7f && "/?#@\\".indexOf(character) < 0);
    }

    private static int refusal(HttpRequest request) {
        if (request.protocolVersion().majorVersion() != 1) {
            return 505;
        }
        if (request.method().equals(HttpMethod.TRACE)) {
            return 405;
        }
        if (request.method().equals(HttpMethod.CONNECT)) {
            return 400;
        }
        for (Map.Entry<String, String> field : request.headers()) {
            if (field.getKey().length() + field.getValue().length() > HEADER_LIMIT) {
                return 400;
            }
        }
        if (unknownTransferEncoding(request)) {
            return 501;
        }
        return forwardedAddresses(request) > FORWARDED_FOR_LIMIT ? TOO_MANY_FORWARDED : 0;
    }

    private static boolean unknownTransferEncoding(HttpRequest request) {
        List<String> codings = request.headers().getAll(HttpHeaderNames.TRANSFER_ENCODING);
        return !codings.isEmpty()
                && !(HttpUtil.isTransferEncodingChunked(request)
                        && codings.size() == 1
                        && codings.getFirst().strip().toLowerCase(Locale.ROOT).equals("chunked"))
                && !codings.getFirst().strip().equalsIgnoreCase("identity");
    }

    private static int forwardedAddresses(HttpRequest request) {
        return request.headers().getAll("X-Forwarded-For").stream()
                .mapToInt(value -> (int) value.chars()
                                .filter(character -> character == ',')
                                .count()
                        + 1)
                .sum();
    }

    /** The host without its port. */
    String hostName() {
        return withoutPort(host);
    }

    static String withoutPort(String host) {
        int colon = host.lastIndexOf(':');
        boolean port = colon >= 0 && host.substring(colon + 1).chars().allMatch(Character::isDigit);
        return port && host.indexOf(']', colon) < 0 ? host.substring(0, colon) : host;
    }

    /** Path and query, as they go to the target. */
    String target() {
        return query.isEmpty() ? path : path + "?" + query;
    }
}
