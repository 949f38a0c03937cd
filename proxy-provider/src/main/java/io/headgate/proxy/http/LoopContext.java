package io.headgate.proxy.http;

import io.headgate.proxy.net.Transport;
import io.netty.channel.EventLoop;
import java.time.InstantSource;
import java.util.SplittableRandom;

/** What one event loop owns alone: its connections to targets and its random choices. Used on that loop only. */
public final class LoopContext {

    private final EventLoop loop;
    private final InstantSource clock;
    private final UpstreamPool pool;
    private final SplittableRandom random;
    private final TraceIds traceIds;

    public LoopContext(EventLoop loop, Transport transport, InstantSource clock, long seed) {
        this.loop = loop;
        this.clock = clock;
        this.random = new SplittableRandom(seed);
        this.pool = new UpstreamPool(loop, transport);
        this.traceIds = new TraceIds(clock, random.split());
    }

    public EventLoop loop() {
        return loop;
    }

    public UpstreamPool pool() {
        return pool;
    }

    InstantSource clock() {
        return clock;
    }

    SplittableRandom random() {
        return random;
    }

    TraceIds traceIds() {
        return traceIds;
    }
}
