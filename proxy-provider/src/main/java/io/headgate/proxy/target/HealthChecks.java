package io.headgate.proxy.target;

import io.headgate.proxy.net.Transport;
import io.netty.channel.EventLoop;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Probes targets again and again, each on an event loop, as long as they are registered in a group that is in use. */
public final class HealthChecks {

    private final Transport transport;
    private final Probe probe;

    public HealthChecks(Transport transport) {
        this.transport = transport;
        this.probe = new Probe(transport);
    }

    /** Begins to probe those targets that are not probed yet. The first probe is at once; each goes on until its target or group is no longer used. */
    public void start(LiveTargetGroup group, List<LiveTarget> targets) {
        for (LiveTarget target : targets) {
            if (target.address().isPresent() && target.beginProbes()) {
                new Round(group, target).probe();
            }
        }
    }

    private final class Round {
        private final LiveTargetGroup group;
        private final LiveTarget target;
        private final EventLoop loop = transport.next();

        Round(LiveTargetGroup group, LiveTarget target) {
            this.group = group;
            this.target = target;
        }

        void probe() {
            if (target.draining() || !group.inUse() || loop.isShuttingDown()) {
                target.endProbes();
                return;
            }
            probe.run(loop, target, group.config().healthCheck(), this::finished);
        }

        private void finished(ProbeResult result) {
            if (target.draining()) {
                return;
            }
            group.probed(target, result);
            if (!loop.isShuttingDown()) {
                long pause = group.config().healthCheck().interval().toMillis();
                var _ = loop.schedule(this::probe, pause, TimeUnit.MILLISECONDS);
            }
        }
    }
}
