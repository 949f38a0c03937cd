package io.headgate.proxy.http;

import io.headgate.proxy.target.LiveTarget;
import io.headgate.proxy.target.LiveTargetGroup;
import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One request on its way to a target and its answer on the way back. Each side is read only as fast as the other takes it. Used on one
 * event loop only.
 */
final class Exchange implements UpstreamConnection.Listener, UpstreamPool.Waiter {

    private static final Set<HttpMethod> IDEMPOTENT =
            Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS, HttpMethod.PUT, HttpMethod.DELETE);

    private final ClientConnection client;
    private final UpstreamPool pool;
    private final HttpRequest request;
    private @Nullable LiveTarget target;
    private @Nullable UpstreamConnection upstream;
    private boolean bodySent;
    private boolean requestEnded;
    private boolean answerBegun;
    private boolean answerEnded;
    private boolean informational;
    private boolean persistent;
    private boolean retried;
    private boolean over;

    Exchange(ClientConnection client, UpstreamPool pool, HttpRequest request) {
        this.client = client;
        this.pool = pool;
        this.request = request;
    }

    void begin(LiveTargetGroup group) {
        LiveTarget chosen = group.next();
        if (chosen == null) {
            fail(503);
            return;
        }
        target = chosen;
        chosen.begin();
        UpstreamConnection idle = pool.idle(chosen);
        if (idle != null) {
            connected(idle);
        } else {
            connect(chosen);
        }
    }

    private void connect(LiveTarget chosen) {
        Optional<InetSocketAddress> address = chosen.address();
        if (address.isPresent()) {
            pool.connect(chosen, address.get(), this);
        } else {
            fail(502);
        }
    }

    @Override
    public void connected(UpstreamConnection connection) {
        if (over) {
            pool.release(connection);
            return;
        }
        upstream = connection;
        connection.use(this);
        connection.write(request);
        if (requestEnded) {
            connection.write(LastHttpContent.EMPTY_LAST_CONTENT);
        } else {
            client.readMore();
        }
        connection.flush();
        connection.read();
    }

    @Override
    public void failed(Throwable cause) {
        if (!over) {
            boolean late = cause instanceof ConnectTimeoutException || cause instanceof SslHandshakeTimeoutException;
            fail(late ? 504 : 502);
        }
    }

    /** Takes over a part of the request's body. */
    void requestContent(HttpContent content) {
        requestEnded = content instanceof LastHttpContent;
        UpstreamConnection to = upstream;
        if (over || to == null) {
            content.release();
            return;
        }
        bodySent |= content.content().isReadable();
        to.write(content);
        to.flush();
        if (requestEnded) {
            client.readMore();
        } else if (to.writable()) {
            client.readMore();
        }
    }

    @Override
    public void upstreamWritable() {
        if (!requestEnded) {
            client.readMore();
        }
    }

    @Override
    public void responseHead(HttpResponse head) {
        informational = head.status().codeClass() == HttpStatusClass.INFORMATIONAL;
        if (!informational) {
            answerBegun = true;
            persistent = HttpUtil.isKeepAlive(head);
            client.answerHead(head);
        }
        readUpstream();
    }

    @Override
    public void responseContent(HttpContent content) {
        if (informational) {
            content.release();
            return;
        }
        answerEnded = content instanceof LastHttpContent;
        client.answerContent(content);
        if (answerEnded) {
            endIfAnswered();
        } else if (client.writable()) {
            readUpstream();
        }
    }

    /** The client takes more of the answer. */
    void clientWritable() {
        if (answerBegun && !answerEnded) {
            readUpstream();
        }
    }

    private void readUpstream() {
        if (upstream != null) {
            upstream.read();
        }
    }

    /** If the target answered before it has read the whole request, its connection is of no further use. */
    private void endIfAnswered() {
        if (over || !answerEnded) {
            return;
        }
        UpstreamConnection from = upstream;
        end();
        if (from != null && requestEnded && persistent) {
            pool.release(from);
        } else if (from != null) {
            from.use(Discarding.INSTANCE);
            from.close();
        }
        client.exchangeEnded();
    }

    @Override
    public void upstreamLost() {
        if (over) {
            return;
        }
        UpstreamConnection lost = upstream;
        LiveTarget chosen = target;
        upstream = null;
        boolean safe = !answerBegun && requestEnded && !bodySent && IDEMPOTENT.contains(request.method());
        if (safe && !retried && chosen != null && lost != null && lost.reused()) {
            retried = true;
            connect(chosen);
        } else {
            fail(502);
        }
    }

    /** Nothing moved for too long. */
    void idle() {
        fail(requestEnded || upstream == null ? 504 : 408);
    }

    /** The rest of the request's body cannot be read. */
    void malformed() {
        fail(400);
    }

    /** The client is gone. */
    void clientLost() {
        if (!over) {
            end();
            closeUpstream();
        }
    }

    private void fail(int status) {
        if (over) {
            return;
        }
        end();
        closeUpstream();
        client.exchangeFailed(status, answerBegun);
    }

    private void closeUpstream() {
        if (upstream != null) {
            upstream.use(Discarding.INSTANCE);
            upstream.close();
        }
    }

    private void end() {
        over = true;
        if (target != null && target.end()) {
            pool.retire(target);
        }
    }
}
