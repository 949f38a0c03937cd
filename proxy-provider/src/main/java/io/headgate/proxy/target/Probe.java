package io.headgate.proxy.target;

import io.headgate.proxy.config.HealthCheckConfig;
import io.headgate.proxy.config.Protocol;
import io.headgate.proxy.net.Transport;
import io.headgate.proxy.net.UpstreamTls;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.concurrent.ScheduledFuture;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** One health check: a GET on a new connection, which is closed after the status line and fields have come. */
@SuppressWarnings("FutureReturnValueIgnored") // a write or close that fails ends the channel, which is told
final class Probe {

    private final Transport transport;

    Probe(Transport transport) {
        this.transport = transport;
    }

    /** Probes a target that has an address. The result is given on the loop, once. */
    void run(EventLoop loop, LiveTarget target, HealthCheckConfig check, Consumer<ProbeResult> result) {
        InetSocketAddress traffic = target.address().orElseThrow();
        int port = check.fixedPort().orElse(traffic.getPort());
        InetSocketAddress address = new InetSocketAddress(traffic.getAddress(), port);
        Attempt attempt = new Attempt(check, target.target().id() + ":" + port, result);
        transport
                .client(loop)
                .option(ChannelOption.AUTO_READ, true)
                .handler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        if (check.protocol() == Protocol.HTTPS) {
                            channel.pipeline().addLast(UpstreamTls.handler(channel.alloc()));
                        }
                        channel.pipeline().addLast(new HttpClientCodec(), attempt);
                    }
                })
                .connect(address)
                .addListener(connected -> {
                    if (!connected.isSuccess()) {
                        attempt.finish(new ProbeResult.Failed());
                    }
                });
        attempt.limit(loop);
    }

    private static final class Attempt extends SimpleChannelInboundHandler<HttpObject> {
        private final HealthCheckConfig check;
        private final String host;
        private final Consumer<ProbeResult> result;
        private @org.jspecify.annotations.Nullable ScheduledFuture<?> deadline;
        private @org.jspecify.annotations.Nullable ChannelHandlerContext context;
        private boolean finished;

        Attempt(HealthCheckConfig check, String host, Consumer<ProbeResult> result) {
            this.check = check;
            this.host = host;
            this.result = result;
        }

        void limit(EventLoop loop) {
            deadline = loop.schedule(
                    () -> finish(new ProbeResult.TimedOut()), check.timeout().toMillis(), TimeUnit.MILLISECONDS);
        }

        void finish(ProbeResult outcome) {
            if (finished) {
                return;
            }
            finished = true;
            if (deadline != null) {
                deadline.cancel(false);
            }
            if (context != null) {
                context.close();
            }
            result.accept(outcome);
        }

        @Override
        public void handlerAdded(ChannelHandlerContext added) {
            context = added;
        }

        @Override
        public void channelActive(ChannelHandlerContext active) {
            DefaultFullHttpRequest request =
                    new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, check.path());
            request.headers()
                    .set(HttpHeaderNames.HOST, host)
                    .set(HttpHeaderNames.CONNECTION, "close")
                    .set(HttpHeaderNames.USER_AGENT, "ELB-HealthChecker/2.0")
                    .set("Accept-Encoding", "gzip, compressed");
            active.writeAndFlush(request);
        }

        @Override
        protected void channelRead0(ChannelHandlerContext reading, HttpObject message) {
            if (message.decoderResult().isFailure()) {
                finish(new ProbeResult.Failed());
            } else if (message instanceof HttpResponse response) {
                int code = response.status().code();
                finish(
                        StatusMatcher.matches(check.matcher(), code)
                                ? new ProbeResult.Passed()
                                : new ProbeResult.WrongStatus(code));
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext inactive) {
            finish(new ProbeResult.Failed());
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext failed, Throwable cause) {
            finish(new ProbeResult.Failed());
        }
    }
}
