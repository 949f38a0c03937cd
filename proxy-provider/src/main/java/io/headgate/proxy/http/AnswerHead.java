package io.headgate.proxy.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;

/** Fits the head of an answer to the connection of its client. */
final class AnswerHead {

    private AnswerHead() {}

    /**
     * Makes the head of a target's answer one of ours: framed for the client's version of HTTP.
     *
     * @return whether the client can tell where the answer ends without the connection being closed
     */
    static boolean reframe(HttpResponse head, HttpRequest request) {
        HttpHeaders headers = head.headers();
        boolean oldClient = request.protocolVersion().minorVersion() == 0;
        boolean hasLength =
                headers.contains(HttpHeaderNames.CONTENT_LENGTH) && !HttpUtil.isTransferEncodingChunked(head);
        boolean bodiless = bodiless(head.status(), request.method());
        HopByHop.remove(headers);
        head.setProtocolVersion(HttpVersion.HTTP_1_1);
        boolean chunked = !hasLength && !bodiless && !oldClient;
        if (chunked) {
            HttpUtil.setTransferEncodingChunked(head, true);
        }
        return hasLength || bodiless || chunked;
    }

    private static boolean bodiless(HttpResponseStatus status, HttpMethod method) {
        return method.equals(HttpMethod.HEAD)
                || status.equals(HttpResponseStatus.NO_CONTENT)
                || status.equals(HttpResponseStatus.NOT_MODIFIED);
    }

    /** Says whether the connection stays open, in the words of the client's version. */
    static void persistence(HttpResponse head, HttpRequest request, boolean keepAlive) {
        boolean oldClient = request.protocolVersion().minorVersion() == 0;
        if (!keepAlive) {
            head.headers().set(HttpHeaderNames.CONNECTION, "close");
        } else if (oldClient) {
            head.headers().set(HttpHeaderNames.CONNECTION, "keep-alive");
        }
    }
}
