package io.headgate.proxy.http;

import io.headgate.proxy.config.Protocol;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoop;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.ssl.SniHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.timeout.IdleStateHandler;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.GlobalEventExecutor;
import io.netty.util.concurrent.Promise;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Furnishes the connections that a listener accepts. */
public final class Acceptor extends ChannelInitializer<SocketChannel> {

    /** Application Load Balancers take a request line of 16 K and fields of 64 K. */
    private static final int LINE_LIMIT = 16 * 1024;

    private static final int FIELDS_LIMIT = 64 * 1024;

    private final Map<EventLoop, LoopContext> loops;
    private final Supplier<ListenerState> listener;
    private final ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE, true);

    /** {@code listener} gives the state that holds now; it is asked once for each connection and each request. */
    public Acceptor(Map<EventLoop, LoopContext> loops, Supplier<ListenerState> listener) {
        this.loops = loops;
        this.listener = listener;
    }

    /** The listener is closed: idle connections close at once, the others after the answer they wait for. */
    public void retire() {
        connections.forEach(channel -> channel.pipeline().fireUserEventTriggered(Retirement.INSTANCE));
    }

    /** Says to a connection that its listener is gone. */
    enum Retirement {
        INSTANCE
    }

    @Override
    protected void initChannel(SocketChannel channel) {
        connections.add(channel);
        LoopContext loop = loops.get(channel.eventLoop());
        if (loop == null) {
            throw new IllegalStateException("A connection on a foreign event loop");
        }
        ListenerState state = listener.get();
        long idle = state.attributes().idleTimeout().toMillis();
        ByteWatch bytes = new ByteWatch();
        channel.pipeline().addLast(new IdleStateHandler(0, 0, idle, TimeUnit.MILLISECONDS));
        if (state.protocol() == Protocol.HTTPS) {
            channel.pipeline().addLast(new SniHandler(this::certificate));
        }
        channel.pipeline()
                .addLast(bytes)
                .addLast(new HttpServerCodec(new HttpDecoderConfig()
                        .setMaxInitialLineLength(LINE_LIMIT)
                        .setMaxHeaderSize(FIELDS_LIMIT)))
                .addLast(new OneByOne())
                .addLast(new ClientConnection(loop, listener, bytes, channel));
    }

    private Future<SslContext> certificate(@Nullable String serverName, Promise<SslContext> promise) {
        Optional<SslContext> chosen = listener.get().certificates().choose(serverName);
        return chosen.isPresent()
                ? promise.setSuccess(chosen.get())
                : promise.setFailure(new SSLException("The listener has no certificate"));
    }
}
