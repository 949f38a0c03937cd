package io.headgate.proxy.http;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;

/**
 * Delivers one message for each read that is asked for, and reads from the socket only when it has none left. The end of the connection
 * is a message too: it is told after all that came before it, so that an answer with {@code Connection: close} reaches a slow client
 * whole. A read asked for during a delivery is served after it, so that small messages do not pile up on the call stack.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a write or close that fails ends the channel, which is told
final class OneByOne extends ChannelDuplexHandler {

    private final ArrayDeque<Object> queue = new ArrayDeque<>();
    private boolean wanted;
    private boolean delivering;
    private boolean ended;

    @Override
    public void read(ChannelHandlerContext context) {
        wanted = true;
        deliver(context);
        if (wanted && !ended && !delivering) {
            context.read();
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        queue.add(message);
        deliver(context);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        if (wanted && !ended) {
            context.read();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        ended = true;
        wanted |= queue.isEmpty();
        deliver(context);
    }

    private void deliver(ChannelHandlerContext context) {
        if (delivering) {
            return;
        }
        delivering = true;
        try {
            while (wanted && !queue.isEmpty()) {
                wanted = false;
                context.fireChannelRead(queue.remove());
            }
        } finally {
            delivering = false;
        }
        if (ended && queue.isEmpty()) {
            ended = false;
            wanted = false;
            context.fireChannelInactive();
        }
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        queue.forEach(ReferenceCountUtil::release);
        queue.clear();
    }
}
