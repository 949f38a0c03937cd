package io.headgate.proxy.http;

import io.headgate.proxy.target.LiveTarget;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;

/** A connection to a target. It serves one exchange at a time, or is idle. Used on its loop only. */
@SuppressWarnings("FutureReturnValueIgnored") // a write or close that fails ends the channel, which is told
final class UpstreamConnection extends ChannelInboundHandlerAdapter {

    private final LiveTarget target;
    private final UpstreamPool pool;
    private final Channel channel;
    private @Nullable Listener listener;
    private boolean reused;

    /** Who uses the connection now. */
    interface Listener {
        void responseHead(HttpResponse head);

        /** Takes over the content. */
        void responseContent(HttpContent content);

        void upstreamWritable();

        /** The connection is gone or what came is no HTTP. */
        void upstreamLost();
    }

    UpstreamConnection(LiveTarget target, UpstreamPool pool, Channel channel) {
        this.target = target;
        this.pool = pool;
        this.channel = channel;
    }

    LiveTarget target() {
        return target;
    }

    /** Whether an exchange was served before: then the target may just be closing it. */
    boolean reused() {
        return reused;
    }

    boolean usable() {
        return channel.isActive();
    }

    /** Whether it may wait for a next request. */
    boolean reusable() {
        return usable() && !target.draining();
    }

    void use(Listener exchange) {
        listener = exchange;
    }

    void read() {
        channel.read();
    }

    void write(Object message) {
        channel.write(message);
    }

    void flush() {
        channel.flush();
    }

    boolean writable() {
        return channel.isWritable();
    }

    /** Waits idle; a read is asked for so that the end of the connection is noticed. */
    void watch() {
        listener = null;
        reused = true;
        channel.read();
    }

    void close() {
        channel.close();
    }

    @Override
    public void channelRead(ChannelHandlerContext reading, Object message) {
        Listener current = listener;
        if (current == null || failed(message)) {
            ReferenceCountUtil.release(message);
            reading.close();
            return;
        }
        if (message instanceof HttpResponse head) {
            current.responseHead(head);
        }
        if (message instanceof HttpContent content) {
            current.responseContent(content);
        }
    }

    private static boolean failed(Object message) {
        return message instanceof HttpObject object && object.decoderResult().isFailure();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext changed) {
        if (listener != null && changed.channel().isWritable()) {
            listener.upstreamWritable();
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext triggered, Object event) {
        if (event instanceof IdleStateEvent && listener == null) {
            triggered.close();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext inactive) {
        pool.closed(this);
        Listener current = listener;
        listener = null;
        if (current != null) {
            current.upstreamLost();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext failing, Throwable cause) {
        failing.close();
    }
}
