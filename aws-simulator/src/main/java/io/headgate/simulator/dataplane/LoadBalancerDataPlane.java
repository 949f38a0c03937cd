package io.headgate.simulator.dataplane;

import io.headgate.core.routing.TargetGroupRef;
import io.headgate.proxy.DataPlane;
import io.headgate.proxy.DataPlaneSettings;
import io.headgate.proxy.config.AddressMapping;
import io.headgate.proxy.config.DataPlaneConfig;
import io.headgate.simulator.elbv2.HealthSource;
import io.headgate.simulator.elbv2.Target;
import io.headgate.simulator.elbv2.TargetGroup;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves what the account's load balancers shall serve, each listener on a free loopback port. Safe for many threads. */
public final class LoadBalancerDataPlane implements HealthSource, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LoadBalancerDataPlane.class);

    private final DataPlane proxy;
    private final TargetNaming naming;
    private final TcpForwarders forwarders;
    private final ReentrantLock order = new ReentrantLock();

    private LoadBalancerDataPlane(DataPlane proxy, TargetNaming naming) {
        this.proxy = proxy;
        this.naming = naming;
        this.forwarders = new TcpForwarders(proxy::address);
    }

    /**
     * What is to be served.
     *
     * @param forwards the listener behind by the listener of a Network Load Balancer, by ARN
     */
    public record Served(DataPlaneConfig config, Map<String, String> forwards) {
        public Served {
            forwards = Map.copyOf(forwards);
        }

        /** All that an account serves. */
        public static Served of(DataPlaneTranslation account) {
            return new Served(account.config(), account.forwards());
        }
    }

    /** Starts a data plane that serves nothing yet. */
    public static LoadBalancerDataPlane start(TargetNaming naming, InstantSource clock) {
        DataPlaneSettings settings = DataPlaneSettings.of(AddressMapping.loopback(), clock);
        return new LoadBalancerDataPlane(DataPlane.start(settings), naming);
    }

    /** Reads what shall be served and serves it; of several calls at once the one that reads last wins. */
    public void follow(Supplier<Served> account) {
        order.lock();
        try {
            Served served = account.get();
            proxy.apply(served.config()).forEach(finding -> LOG.warn("The data plane cannot serve all: {}", finding));
            forwarders.follow(served.forwards());
        } finally {
            order.unlock();
        }
    }

    /** Where a listener is bound. */
    public Optional<InetSocketAddress> address(String listenerArn) {
        return proxy.address(listenerArn).or(() -> forwarders.address(listenerArn));
    }

    @Override
    public Optional<Target.Health> health(TargetGroup group, Target target) {
        String id = naming.addressOf(target);
        return proxy.targetHealth(new TargetGroupRef.ByArn(group.arn())).stream()
                .filter(each -> each.target().id().equals(id) && each.target().port() == target.port())
                .findFirst()
                .map(each -> each.reason().isEmpty()
                        ? new Target.Health(each.state(), null, null)
                        : new Target.Health(each.state(), each.reason(), each.description()));
    }

    @Override
    public void close() {
        forwarders.close();
        proxy.close();
    }
}
