package io.headgate.proxy.http;

import io.headgate.proxy.net.Transport;
import io.headgate.proxy.net.UpstreamTls;
import io.headgate.proxy.target.LiveTarget;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.timeout.IdleStateHandler;
import io.netty.util.concurrent.Future;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The connections of one event loop to targets. Idle ones are used again, the youngest first. Used on that loop only. */
public final class UpstreamPool {

    private static final int IDLE_PER_TARGET = 128;
    private static final int IDLE_SECONDS = 60;
    private static final int HEAD_LIMIT = 32 * 1024;

    private final EventLoop loop;
    private final Transport transport;
    private final Map<LiveTarget, Connections> byTarget = new HashMap<>();

    UpstreamPool(EventLoop loop, Transport transport) {
        this.loop = loop;
        this.transport = transport;
    }

    /** Who waits for a new connection. */
    interface Waiter {
        void connected(UpstreamConnection connection);

        void failed(Throwable cause);
    }

    /** An idle connection that is still open; null if there is none. */
    @Nullable
    UpstreamConnection idle(LiveTarget target) {
        Connections connections = byTarget.get(target);
        UpstreamConnection found = null;
        while (connections != null && found == null && !connections.idle.isEmpty()) {
            UpstreamConnection candidate = connections.idle.pop();
            found = candidate.usable() ? candidate : null;
        }
        return found;
    }

    /** Opens a connection. The waiter hears of it on the loop. */
    void connect(LiveTarget target, InetSocketAddress address, Waiter waiter) {
        transport
                .client(loop)
                .handler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        fill(channel, target);
                    }
                })
                .connect(address)
                .addListener((ChannelFuture future) -> {
                    if (future.isSuccess()) {
                        secured(future.channel(), waiter);
                    } else {
                        waiter.failed(Objects.requireNonNull(future.cause()));
                    }
                });
    }

    private void fill(Channel channel, LiveTarget target) {
        if (target.tls()) {
            channel.pipeline().addLast(UpstreamTls.handler(channel.alloc()));
        }
        channel.pipeline()
                .addLast(new IdleStateHandler(0, 0, IDLE_SECONDS, TimeUnit.SECONDS))
                .addLast(new HttpClientCodec(
                        new HttpDecoderConfig().setMaxHeaderSize(HEAD_LIMIT).setMaxInitialLineLength(HEAD_LIMIT),
                        HttpClientCodec.DEFAULT_PARSE_HTTP_AFTER_CONNECT_REQUEST,
                        false))
                .addLast(new OneByOne())
                .addLast(new UpstreamConnection(target, this, channel));
    }

    private void secured(Channel channel, Waiter waiter) {
        UpstreamConnection connection = channel.pipeline().get(UpstreamConnection.class);
        byTarget.computeIfAbsent(connection.target(), key -> new Connections())
                .all
                .add(connection);
        SslHandler tls = channel.pipeline().get(SslHandler.class);
        if (tls == null) {
            waiter.connected(connection);
            return;
        }
        Future<Channel> handshake = tls.handshakeFuture();
        handshake.addListener(future -> {
            if (future.isSuccess()) {
                waiter.connected(connection);
            } else {
                waiter.failed(Objects.requireNonNull(future.cause()));
            }
        });
    }

    /** Keeps a connection whose answer has ended for the next request. */
    void release(UpstreamConnection connection) {
        Connections connections = byTarget.get(connection.target());
        if (connections != null && connections.idle.size() < IDLE_PER_TARGET && connection.reusable()) {
            connections.idle.push(connection);
            connection.watch();
        } else {
            connection.close();
        }
    }

    void closed(UpstreamConnection connection) {
        Connections connections = byTarget.get(connection.target());
        if (connections != null) {
            connections.idle.remove(connection);
            connections.all.remove(connection);
            if (connections.all.isEmpty()) {
                byTarget.remove(connection.target());
            }
        }
    }

    /** Closes what is idle of a target that takes no new requests. */
    public void retire(LiveTarget target) {
        Connections connections = byTarget.get(target);
        if (connections != null) {
            new ArrayList<>(connections.idle).forEach(UpstreamConnection::close);
        }
    }

    /** Closes all connections of a target; requests that still run get 502 or are cut off. */
    public void cut(LiveTarget target) {
        Connections connections = byTarget.get(target);
        if (connections != null) {
            new ArrayList<>(connections.all).forEach(UpstreamConnection::close);
        }
    }

    private static final class Connections {
        final ArrayDeque<UpstreamConnection> idle = new ArrayDeque<>();
        final Set<UpstreamConnection> all = new HashSet<>();
    }
}
