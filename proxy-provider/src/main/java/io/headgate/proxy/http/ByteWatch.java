package io.headgate.proxy.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/** Notices that bytes came in, before they make up a message. */
final class ByteWatch extends ChannelInboundHandlerAdapter {

    private boolean seen;

    /** Whether bytes came since this was asked to forget. */
    boolean seen() {
        return seen;
    }

    void forget() {
        seen = false;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        seen = true;
        context.fireChannelRead(message);
    }
}
