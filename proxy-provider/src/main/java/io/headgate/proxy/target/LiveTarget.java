package io.headgate.proxy.target;

import io.headgate.core.target.Target;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A registered or draining target. Its identity is that of the registration: registered again it is another one. */
public final class LiveTarget {

    private final Target target;
    private final @Nullable InetSocketAddress address;
    private final boolean tls;
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicBoolean probed = new AtomicBoolean();
    private volatile HealthStatus status;
    private volatile boolean draining;

    LiveTarget(Target target, Optional<InetSocketAddress> address, boolean tls) {
        this.target = target;
        this.address = address.orElse(null);
        this.tls = tls;
        this.status = address.isPresent() ? HealthStatus.INITIAL : HealthStatus.UNREACHABLE;
    }

    public Target target() {
        return target;
    }

    /** Where it is reached; empty when its id is no address. */
    public Optional<InetSocketAddress> address() {
        return Optional.ofNullable(address);
    }

    /** Whether TLS is spoken to it. */
    public boolean tls() {
        return tls;
    }

    /** Counts a request that begins. */
    public void begin() {
        running.incrementAndGet();
    }

    /** Counts a request that ended. True when it was the last one of a target that drains. */
    public boolean end() {
        return running.decrementAndGet() == 0 && draining;
    }

    public boolean draining() {
        return draining;
    }

    void drain() {
        draining = true;
    }

    /** Claims the target for a series of probes; false if there is one already. */
    boolean beginProbes() {
        return probed.compareAndSet(false, true);
    }

    void endProbes() {
        probed.set(false);
    }

    /** Whether no request runs. */
    public boolean idle() {
        return running.get() == 0;
    }

    HealthStatus status() {
        return status;
    }

    void status(HealthStatus newStatus) {
        status = newStatus;
    }
}
