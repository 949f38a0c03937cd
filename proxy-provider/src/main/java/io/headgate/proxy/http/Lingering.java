package io.headgate.proxy.http;

import io.netty.channel.Channel;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;
import java.util.concurrent.TimeUnit;

/**
 * Closes a connection on which more may still come, so that the last answer arrives: a connection that is closed with unread bytes is
 * reset, and a reset makes the client lose what it has not read yet.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a write or close that fails ends the channel, which is told
final class Lingering {

    private static final int LIMIT_SECONDS = 2;

    private final Channel channel;
    private boolean begun;

    Lingering(Channel channel) {
        this.channel = channel;
    }

    boolean begun() {
        return begun;
    }

    /** Ends our direction and reads on for a short while; what comes is to be thrown away. */
    void begin() {
        if (begun) {
            return;
        }
        begun = true;
        if (channel instanceof DuplexChannel duplex && channel.pipeline().get(SslHandler.class) == null) {
            duplex.shutdownOutput();
            channel.config().setAutoRead(true);
            var _ = channel.eventLoop().schedule(() -> channel.close(), LIMIT_SECONDS, TimeUnit.SECONDS);
        } else {
            channel.close();
        }
    }
}
