package io.headgate.operator.proxyclass;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.headgate.core.cluster.ObjectKey;
import io.headgate.core.finding.Finding;
import io.headgate.core.group.ClassOwnership;
import io.headgate.operator.events.EventRecorder;
import io.headgate.operator.ingress.IngressAddress;
import io.headgate.operator.serve.LocalCertificates;
import io.headgate.operator.serve.ServedState;
import io.headgate.operator.status.Conditions;
import io.headgate.operator.status.ReportConditions;
import io.headgate.operator.status.ReportWriter;
import io.headgate.operator.status.ServerSideApply;
import io.headgate.operator.watch.ClusterView;
import io.headgate.operator.watch.NamedSecrets;
import io.headgate.proxy.DataPlane;
import io.headgate.proxy.DataPlaneSettings;
import io.headgate.proxy.config.ListenerConfig;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves the Ingresses of the classes of controller {@code headgate.io/proxy} from this replica. Each replica compiles and serves by
 * itself; once {@link #lead} was called this one also writes the reports. It follows the view from its own thread. Safe for use by many
 * threads.
 */
public final class ProxyClass implements AutoCloseable {

    /** The controller of its classes; as value of the old class annotation it means the same. */
    public static final String CONTROLLER = "headgate.io/proxy";

    /** Which Ingresses are served. */
    public static final ClassOwnership OWNERSHIP = new ClassOwnership(CONTROLLER, Set.of(CONTROLLER));

    private static final Logger LOG = LoggerFactory.getLogger(ProxyClass.class);

    /** The health of targets changes without any object changing. */
    private static final Duration LOOK_AT_HEALTH = Duration.ofSeconds(5);

    private final ProxyClassSettings settings;
    private final DataPlane plane;
    private final LocalCertificates certificates;
    private final NamedSecrets secrets;
    private final ClusterInputs inputs;
    private final ReportPublisher publisher;
    private final ChangeSignal changes;
    private final List<Consumer<ObjectKey>> listeners = new CopyOnWriteArrayList<>();
    private final Thread follower = Thread.ofVirtual().name("proxy-class").unstarted(this::follow);
    private volatile Served served = Served.nothing();
    private volatile boolean leading;

    private ProxyClass(KubernetesClient client, ClusterView view, ProxyClassSettings settings, Clock clock) {
        this.settings = settings;
        this.plane = DataPlane.start(DataPlaneSettings.of(settings.addresses(), clock));
        this.certificates = new LocalCertificates(clock);
        this.changes = new ChangeSignal();
        this.secrets = new NamedSecrets(client, null, _ -> changes.raise(), _ -> changes.raise());
        this.inputs = new ClusterInputs(view, secrets);
        this.publisher = new ReportPublisher(
                new ReportWriter(client, new ServerSideApply(client), view),
                new ProxyReports(new ReportConditions(new Conditions(clock)), plane),
                new EventRecorder(client, clock));
    }

    /** Serves what the view, which must be warm, has of these classes; returns when every socket is bound. */
    public static ProxyClass start(
            KubernetesClient client, ClusterView view, ProxyClassSettings settings, Clock clock) {
        ProxyClass proxy = new ProxyClass(client, view, settings, clock);
        proxy.listenTo(view);
        proxy.serve(new Served(Served.nothing().state().withAccepted(proxy.inputs.reported()), List.of()));
        proxy.follower.start();
        return proxy;
    }

    private void listenTo(ClusterView view) {
        view.ingresses.listen((before, now) -> changes.raise());
        view.classes.listen((before, now) -> changes.raise());
        view.classParams.listen((before, now) -> changes.raise());
        view.namespaces.listen((before, now) -> changes.raise());
        view.services.listen((before, now) -> changes.raise());
        view.slices.listen((before, now) -> changes.raise());
        view.nodes.listen((before, now) -> changes.raise());
    }

    private void follow() {
        try {
            while (!changes.isClosed()) {
                if (changes.await(LOOK_AT_HEALTH) && !changes.isClosed()) {
                    serve(served);
                }
                if (leading && !changes.isClosed()) {
                    publisher.publish(served);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void serve(Served before) {
        ServedState state = ServedState.of(
                inputs.gather(before.ingresses()),
                OWNERSHIP,
                certificates,
                settings.ports(),
                before.state().accepted());
        Served now = new Served(state, plane.apply(state.config()));
        served = now;
        log(before, now);
        Set<ObjectKey> concerned = new HashSet<>(before.ingresses());
        concerned.addAll(now.ingresses());
        concerned.stream()
                .filter(ingress -> !before.ports(ingress).equals(now.ports(ingress)))
                .forEach(ingress -> listeners.forEach(listener -> listener.accept(ingress)));
    }

    private void log(Served before, Served now) {
        if (!before.state().config().equals(now.state().config())) {
            LOG.atInfo()
                    .addKeyValue("ingresses", now.ingresses().size())
                    .addKeyValue(
                            "listeners",
                            now.state().config().listeners().stream()
                                    .map(ListenerConfig::key)
                                    .toList())
                    .log("Proxy serves");
        }
        now.unserved().stream()
                .filter(finding -> !before.unserved().contains(finding))
                .map(Finding::oneLine)
                .forEach(LOG::warn);
    }

    /** From now on this replica writes the reports of the Ingresses that it serves. */
    public void lead() {
        leading = true;
        changes.raise();
    }

    /** Hears of Ingresses whose address changed, on this object's thread. */
    public void listen(Consumer<ObjectKey> listener) {
        listeners.add(listener);
    }

    /** Where an Ingress can be reached; empty if it is not served, or if there is no address to tell. */
    public List<IngressAddress> address(ObjectKey ingress) {
        List<Integer> ports = served.ports(ingress);
        return ports.isEmpty() || settings.published().isEmpty()
                ? List.of()
                : List.of(new IngressAddress(settings.published(), ports));
    }

    /** Whether it still follows the cluster. */
    public boolean alive() {
        return follower.isAlive();
    }

    /** Stops serving; requests that run are cut off. */
    @Override
    public void close() {
        changes.close();
        try {
            follower.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        secrets.close();
        plane.close();
    }
}
