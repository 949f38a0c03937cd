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
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves what the account's Application Load Balancers shall serve, each listener on a free loopback port. Safe for many threads. */
public final class LoadBalancerDataPlane implements HealthSource, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LoadBalancerDataPlane.class);

    private final DataPlane proxy;
    private final TargetNaming naming;
    private final ReentrantLock order = new ReentrantLock();

    private LoadBalancerDataPlane(DataPlane proxy, TargetNaming naming) {
        this.proxy = proxy;
        this.naming = naming;
    }

    /** Starts a data plane that serves nothing yet. */
    public static LoadBalancerDataPlane start(TargetNaming naming, InstantSource clock) {
        DataPlaneSettings settings = DataPlaneSettings.of(AddressMapping.loopback(), clock);
        return new LoadBalancerDataPlane(DataPlane.start(settings), naming);
    }

    /** Reads what shall be served and serves it; of several calls at once the one that reads last wins. */
    public void follow(Supplier<DataPlaneConfig> account) {
        order.lock();
        try {
            proxy.apply(account.get()).forEach(finding -> LOG.warn("The data plane cannot serve all: {}", finding));
        } finally {
            order.unlock();
        }
    }

    /** Where a listener is bound. */
    public Optional<InetSocketAddress> address(String listenerArn) {
        return proxy.address(listenerArn);
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
        proxy.close();
    }
}
