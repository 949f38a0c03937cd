package io.headgate.simulator;

import io.headgate.simulator.account.Limits;
import io.headgate.simulator.account.SimulatorClock;
import io.headgate.simulator.api.Answer;
import io.headgate.simulator.api.ApiCall;
import io.headgate.simulator.api.CallInterceptor;
import io.headgate.simulator.api.CallLog;
import io.headgate.simulator.api.Dispatcher;
import io.headgate.simulator.api.RecordedCall;
import io.headgate.simulator.dataplane.LoadBalancerDataPlane;
import io.headgate.simulator.fault.Faults;
import io.headgate.simulator.fault.History;
import io.headgate.simulator.http.InspectionPages;
import io.headgate.simulator.http.SimulatorServer;
import io.headgate.simulator.policy.Authorizer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A strict local AWS account over HTTP: ELBv2, EC2, ACM, STS, WAF, Shield and Route 53 behind one endpoint on loopback. Safe for use by many threads; close it
 * to end its listeners.
 */
public final class Simulator implements AutoCloseable {
    private final Account account;
    private final SimulatorClock clock;
    private final CallLog log;
    private final Faults faults;
    private final Authorizer authorizer;
    private final Dispatcher dispatcher;
    private final SimulatorServer server;

    private Simulator(
            Account account,
            SimulatorClock clock,
            CallLog log,
            Faults faults,
            Authorizer authorizer,
            Dispatcher dispatcher,
            SimulatorServer server) {
        this.account = account;
        this.clock = clock;
        this.log = log;
        this.faults = faults;
        this.authorizer = authorizer;
        this.dispatcher = dispatcher;
        this.server = server;
    }

    /**
     * Starts a simulator.
     *
     * @throws IOException when the port cannot be had
     * @throws IllegalArgumentException when the seed, or the recorded account, is not readable
     */
    public static Simulator start(SimulatorConfig config) throws IOException {
        SimulatorClock clock = new SimulatorClock(config.clock());
        CallLog log = new CallLog();
        Limits limits = new Limits(config.quotas());
        Account account = new Account(config, limits, clock);
        Faults faults = new Faults(limits, clock, history(config, limits, clock));
        AtomicReference<Runnable> afterWrite = new AtomicReference<>(() -> {});
        CallInterceptor last = (call, next) -> {
            Answer answer = account.refusal(call).orElseGet(next);
            if (changes(call, answer)) {
                afterWrite.get().run();
            }
            return answer;
        };
        AtomicReference<Function<String, Map<String, String>>> tags = new AtomicReference<>(_ -> Map.of());
        Authorizer authorizer =
                new Authorizer(account.identity(), id -> tags.get().apply(id));
        CallInterceptor interceptor =
                faults.then(authorizer).then(config.interceptor()).then(last);
        Consumer<ApiCall> journal = config.history() ? faults::takesEffect : _ -> {};
        Dispatcher dispatcher = new Dispatcher(account.services(), interceptor, log, clock, journal);
        tags.set(id -> dispatcher.exclusively(() -> account.tags(id)));
        account.dataPlane().ifPresent(plane -> {
            afterWrite.set(() -> follow(plane, account, dispatcher));
            // What is there from the start serves from the start.
            follow(plane, account, dispatcher);
        });
        InspectionPages pages = new InspectionPages(
                log, faults, () -> dispatcher.exclusively(account::addresses), account::authorityPem);
        SimulatorServer server = SimulatorServer.start(config.port(), dispatcher, pages);
        return new Simulator(account, clock, log, faults, authorizer, dispatcher, server);
    }

    /** The account again, behind in time, for reads that see what was. */
    private static History history(SimulatorConfig config, Limits limits, InstantSource clock) {
        return new History(history -> {
            SimulatorClock behind = new SimulatorClock(
                    () -> Optional.ofNullable(history.instant()).orElseGet(clock::instant));
            Account again = new Account(config.withDataPlane(false), limits, behind);
            Dispatcher dispatcher =
                    new Dispatcher(again.services(), CallInterceptor.NONE, new CallLog(), behind, _ -> {});
            return dispatcher::dispatch;
        });
    }

    private static boolean changes(ApiCall call, Answer answer) {
        return answer instanceof Answer.Success && !RecordedCall.reads(call.operation());
    }

    private static void follow(LoadBalancerDataPlane plane, Account account, Dispatcher dispatcher) {
        plane.follow(() -> dispatcher.exclusively(() -> LoadBalancerDataPlane.Served.of(account.translation())));
    }

    /** The one endpoint of all services. */
    public URI endpoint() {
        return server.endpoint();
    }

    public CallLog callLog() {
        return log;
    }

    /** What goes wrong, changeable at any time. */
    public Faults faults() {
        return faults;
    }

    /** Who may do what; at the start everybody everything. */
    public Authorizer authorizer() {
        return authorizer;
    }

    public SimulatorClock clock() {
        return clock;
    }

    /** What the account holds now. */
    public AccountSnapshot account() {
        return dispatcher.exclusively(account::snapshot);
    }

    /** Where a listener of the account really listens on loopback; empty without data plane, or while it does not listen. */
    public Optional<InetSocketAddress> listenerAddress(String listenerArn) {
        return account.dataPlane().flatMap(plane -> plane.address(listenerArn));
    }

    /** The certificate authority that signs what ACM hands out, as PEM. */
    public String caCertificatePem() {
        return account.authorityPem();
    }

    @Override
    public void close() {
        server.close();
        account.dataPlane().ifPresent(LoadBalancerDataPlane::close);
    }
}
