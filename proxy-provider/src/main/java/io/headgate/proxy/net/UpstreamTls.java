package io.headgate.proxy.net;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.time.Duration;
import javax.net.ssl.SSLException;

/** TLS towards targets. Application Load Balancers do not verify the certificates of targets, so neither do we. */
public final class UpstreamTls {

    private static final Duration HANDSHAKE_TIMEOUT = Duration.ofSeconds(10);
    private static final SslContext CONTEXT = context();

    private UpstreamTls() {}

    /** A handler for one connection. */
    public static SslHandler handler(ByteBufAllocator allocator) {
        SslHandler handler = CONTEXT.newHandler(allocator);
        handler.setHandshakeTimeoutMillis(HANDSHAKE_TIMEOUT.toMillis());
        return handler;
    }

    private static SslContext context() {
        try {
            return SslContextBuilder.forClient()
                    .sslProvider(SslProvider.JDK)
                    .trustManager(InsecureTrustManagerFactory.INSTANCE)
                    .endpointIdentificationAlgorithm("")
                    .build();
        } catch (SSLException impossible) {
            throw new IllegalStateException("The JDK has no TLS client", impossible);
        }
    }
}
