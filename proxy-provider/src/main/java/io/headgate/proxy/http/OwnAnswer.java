package io.headgate.proxy.http;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;

/** Answers that the load balancer makes itself. */
final class OwnAnswer {

    private final boolean serverField;

    OwnAnswer(ListenerState listener) {
        this.serverField = listener.attributes().serverHeader();
    }

    /** A short page that says the status. Codes from 460 on have none. */
    FullHttpResponse page(int status) {
        return status >= 460 && status < 500 ? text(status, "text/html", "") : text(status, "text/html", html(status));
    }

    FullHttpResponse redirect(int status, String location) {
        FullHttpResponse answer = page(status);
        answer.headers().set(HttpHeaderNames.LOCATION, location);
        return answer;
    }

    FullHttpResponse text(int status, String contentType, String body) {
        FullHttpResponse answer = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1,
                HttpResponseStatus.valueOf(status),
                Unpooled.wrappedBuffer(body.getBytes(StandardCharsets.UTF_8)));
        if (serverField) {
            answer.headers().set(HttpHeaderNames.SERVER, "awselb/2.0");
        }
        if (!body.isEmpty()) {
            answer.headers().set(HttpHeaderNames.CONTENT_TYPE, contentType);
        }
        answer.headers().set(HttpHeaderNames.CONTENT_LENGTH, answer.content().readableBytes());
        return answer;
    }

    private static String html(int status) {
        String title = HttpResponseStatus.valueOf(status).toString();
        return "<html>\r\n<head><title>" + title + "</title></head>\r\n<body>\r\n<center><h1>" + title
                + "</h1></center>\r\n</body>\r\n</html>\r\n";
    }
}
