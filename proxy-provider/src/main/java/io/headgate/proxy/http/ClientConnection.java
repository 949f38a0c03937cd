package io.headgate.proxy.http;

import io.headgate.proxy.http.Dispatcher.Handling;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.util.ReferenceCountUtil;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A client's connection: takes one request after the other, and gives the answers in that order. Reads a message only when something
 * can be done with it. Used on its event loop only.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a write or close that fails ends the channel, which is told
final class ClientConnection extends ChannelInboundHandlerAdapter {

    private final LoopContext loop;
    private final Supplier<ListenerState> listener;
    private final ByteWatch bytes;
    private final Channel channel;
    private final Lingering lingering;
    private final Instant accepted;
    private ListenerState state;
    private HttpRequest request = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/");
    private @Nullable Exchange exchange;
    private @Nullable HttpRequest held;
    private boolean requestEnded = true;
    private boolean keepAlive = true;
    private boolean retired;

    ClientConnection(LoopContext loop, Supplier<ListenerState> listener, ByteWatch bytes, Channel channel) {
        this.loop = loop;
        this.listener = listener;
        this.bytes = bytes;
        this.channel = channel;
        this.lingering = new Lingering(channel);
        this.accepted = loop.clock().instant();
        this.state = listener.get();
    }

    void readMore() {
        channel.read();
    }

    boolean writable() {
        return channel.isWritable();
    }

    @Override
    public void channelActive(ChannelHandlerContext active) {
        readMore();
    }

    @Override
    public void channelRead(ChannelHandlerContext reading, Object message) {
        if (lingering.begun()) {
            ReferenceCountUtil.release(message);
        } else if (message instanceof HttpRequest next && exchange != null) {
            held = next;
        } else if (message instanceof HttpRequest next) {
            begin(next);
        } else if (message instanceof HttpContent content) {
            content(content);
        }
    }

    private void begin(HttpRequest next) {
        bytes.forget();
        request = next;
        state = listener.get();
        requestEnded = false;
        keepAlive = HttpUtil.isKeepAlive(next) && !outlived() && !retired;
        if (next.decoderResult().isFailure()) {
            refuse(RequestHead.malformed(next));
            return;
        }
        Dispatcher dispatcher = new Dispatcher(loop, state);
        switch (dispatcher.dispatch(next, (InetSocketAddress) channel.remoteAddress())) {
            case Handling.Answer(FullHttpResponse response, boolean close) -> {
                keepAlive &= !close;
                answer(response);
            }
            case Handling.Forward forward -> forward(forward);
        }
    }

    private boolean outlived() {
        return loop.clock().instant().isAfter(accepted.plus(state.attributes().clientKeepAlive()));
    }

    private void forward(Handling.Forward forward) {
        if (HttpUtil.is100ContinueExpected(request)) {
            channel.writeAndFlush(new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE));
        }
        Exchange begun = new Exchange(this, loop.pool(), forward.head());
        exchange = begun;
        begun.begin(forward.group());
    }

    private void content(HttpContent content) {
        bytes.forget();
        requestEnded = content instanceof LastHttpContent;
        Exchange current = exchange;
        if (failed(content)) {
            content.release();
            malformedBody(current);
        } else if (current != null) {
            current.requestContent(content);
        } else {
            content.release();
            readMore();
        }
    }

    private static boolean failed(HttpObject message) {
        return message.decoderResult().isFailure();
    }

    private void malformedBody(@Nullable Exchange current) {
        if (current == null) {
            lingering.begin();
        } else {
            current.malformed();
        }
    }

    /** Begins the answer of a target. */
    void answerHead(HttpResponse head) {
        boolean delimited = AnswerHead.reframe(head, request);
        keepAlive &= delimited;
        AnswerHead.persistence(head, request, keepAlive);
        if (!state.attributes().serverHeader()) {
            head.headers().remove(HttpHeaderNames.SERVER);
        }
        channel.write(head);
        channel.eventLoop().execute(channel::flush);
    }

    /** Passes on a part of the answer of a target; takes it over. */
    void answerContent(HttpContent content) {
        channel.writeAndFlush(content);
    }

    /** The answer has been passed on to its end. */
    void exchangeEnded() {
        exchange = null;
        afterAnswer(null);
    }

    /** The request failed: if nothing of an answer has been sent yet the client is told so, else it sees a broken connection. */
    void exchangeFailed(int status, boolean answerBegun) {
        exchange = null;
        if (answerBegun) {
            channel.close();
        } else if (status < 500) {
            refuse(status);
        } else {
            answer(new OwnAnswer(state).page(status));
        }
    }

    /** Answers and trusts nothing that comes after. */
    private void refuse(int status) {
        keepAlive = false;
        answer(new OwnAnswer(state).page(status));
    }

    private void answer(FullHttpResponse response) {
        AnswerHead.persistence(response, request, keepAlive);
        afterAnswer(channel.writeAndFlush(response));
    }

    /** Goes on with the next request; before that the rest of this one is read and thrown away. */
    private void afterAnswer(@Nullable ChannelFuture written) {
        HttpRequest next = held;
        held = null;
        if (!keepAlive) {
            ChannelFuture last =
                    written == null ? channel.writeAndFlush(io.netty.buffer.Unpooled.EMPTY_BUFFER) : written;
            last.addListener(done -> lingering.begin());
        } else if (next != null) {
            begin(next);
        } else {
            readMore();
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext changed) {
        if (exchange != null && channel.isWritable()) {
            exchange.clientWritable();
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext triggered, Object event) {
        if (event == Acceptor.Retirement.INSTANCE) {
            retire();
        } else if (event instanceof IdleStateEvent) {
            idle();
        }
    }

    private void retire() {
        retired = true;
        keepAlive = false;
        if (exchange == null && requestEnded) {
            channel.close();
        }
    }

    private void idle() {
        if (exchange != null) {
            exchange.idle();
        } else if (bytes.seen() && requestEnded && !lingering.begun()) {
            refuse(408);
        } else {
            channel.close();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext inactive) {
        Exchange current = exchange;
        exchange = null;
        if (current != null) {
            current.clientLost();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext failing, Throwable cause) {
        channel.close();
    }
}
