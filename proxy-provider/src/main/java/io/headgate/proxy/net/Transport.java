package io.headgate.proxy.net;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The event loops of a data plane and its kind of sockets: epoll where there is one, else what the JDK has. */
public final class Transport implements AutoCloseable {

    /** Application Load Balancers wait so long for a target to accept; fixed. */
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

    private final EventLoopGroup loops;
    private final Class<? extends ServerChannel> serverChannel;
    private final Class<? extends Channel> channel;

    private Transport(
            EventLoopGroup loops, Class<? extends ServerChannel> serverChannel, Class<? extends Channel> channel) {
        this.loops = loops;
        this.serverChannel = serverChannel;
        this.channel = channel;
    }

    public static Transport start(int eventLoops) {
        DefaultThreadFactory threads = new DefaultThreadFactory("headgate-proxy", true);
        return Epoll.isAvailable()
                ? new Transport(
                        new MultiThreadIoEventLoopGroup(eventLoops, threads, EpollIoHandler.newFactory()),
                        EpollServerSocketChannel.class,
                        EpollSocketChannel.class)
                : new Transport(
                        new MultiThreadIoEventLoopGroup(eventLoops, threads, NioIoHandler.newFactory()),
                        NioServerSocketChannel.class,
                        NioSocketChannel.class);
    }

    /** A listening socket; connections stay on the loop that takes them, and read only when told to. */
    public ServerBootstrap server() {
        return new ServerBootstrap()
                .group(loops)
                .channel(serverChannel)
                .option(ChannelOption.SO_REUSEADDR, true)
                .option(ChannelOption.SO_BACKLOG, 1024)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.AUTO_READ, false);
    }

    /** A connection to a target, on the loop of who asks. It reads only when told to. */
    public Bootstrap client(EventLoop loop) {
        return new Bootstrap()
                .group(loop)
                .channel(channel)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.AUTO_READ, false)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) CONNECT_TIMEOUT.toMillis());
    }

    public List<EventLoop> loops() {
        List<EventLoop> all = new ArrayList<>();
        loops.forEach(executor -> all.add((EventLoop) executor));
        return List.copyOf(all);
    }

    /** One of the loops, in turn. */
    public EventLoop next() {
        return loops.next();
    }

    @Override
    public void close() {
        loops.shutdownGracefully(0, 2, java.util.concurrent.TimeUnit.SECONDS).syncUninterruptibly();
    }
}
