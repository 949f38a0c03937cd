package io.headgate.benchmark;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.headgate.aws.iam.LeastPrivilege;
import io.headgate.crds.report.IngressReport;
import io.headgate.operator.drift.DriftSettings;
import io.headgate.operator.runtime.RuntimeSettings;
import io.headgate.operator.runtime.Tuning;
import io.headgate.simulator.AccountSnapshot;
import io.headgate.simulator.Simulator;
import io.headgate.simulator.SimulatorConfig;
import io.headgate.simulator.account.Quotas;
import io.headgate.simulator.account.Timing;
import io.headgate.simulator.api.RecordedCall;
import io.headgate.simulator.fault.FaultPlan;
import io.headgate.simulator.fault.Throttling;
import io.headgate.simulator.policy.PolicyDocument;
import io.headgate.simulator.policy.PolicyUse;
import java.io.IOException;
import java.time.Clock;
import java.util.List;

/**
 * A real API server with two nodes and two Services, and an empty simulated account in which everything happens at once. All on
 * loopback; closing it leaves nothing.
 */
final class Testbed implements AutoCloseable {

    private static final int CONCURRENT = 3;

    /** More than any measurement makes. */
    private static final int LOAD_BALANCERS = 1000;

    private final ApiServer server;
    private final Simulator simulator;

    private Testbed(ApiServer server, Simulator simulator) {
        this.server = server;
        this.simulator = simulator;
    }

    static Testbed start() throws IOException {
        Simulator simulator = Simulator.start(SimulatorConfig.DEFAULT
                .withSeed(ApiServer.seed())
                .withDataPlane(false)
                .withTiming(Timing.INSTANT)
                .withQuotas(Quotas.DEFAULT.with("loadBalancers", LOAD_BALANCERS)));
        simulator.authorizer().enforce("local", policy(), new PolicyUse());
        boolean ready = false;
        try {
            Testbed testbed = new Testbed(ApiServer.start(), simulator);
            ready = true;
            return testbed;
        } finally {
            if (!ready) {
                simulator.close();
            }
        }
    }

    private KubernetesClient client() {
        return server.client();
    }

    /** What the operator may do. */
    private static PolicyDocument policy() {
        return PolicyDocument.parse(LeastPrivilege.policy("dev", List.of(), "aws"));
    }

    RunningOperator startOperator() {
        return RunningOperator.start(client(), simulator.endpoint());
    }

    /** The operator, which also looks for changes by others. */
    RunningOperator startLookingOperator(Clock clock) {
        RuntimeSettings settings = RuntimeSettings.alone().withTuning(tuning().withDrift(DriftSettings.DEFAULT));
        return RunningOperator.start(client(), simulator.endpoint(), settings, clock);
    }

    /** As many at once as the program does by itself: thousands of writes at once are more than an API server takes. */
    private static Tuning tuning() {
        Tuning any = Tuning.DEFAULT;
        return new Tuning(
                CONCURRENT,
                CONCURRENT,
                any.longestBindingRetry(),
                any.maxTargetsPerTargetGroup(),
                any.maxShareRemoved(),
                any.longestReplacement(),
                any.endpointResync(),
                any.drift());
    }

    /** The operator, which keeps to what an account grants. */
    RunningOperator startHeldBackOperator() {
        return RunningOperator.startHeldBack(
                client(), simulator.endpoint(), RuntimeSettings.alone().withTuning(tuning()));
    }

    /** From now on the account grants what a normal one does, and somebody else eats a share of it. */
    void setNeighbour(double share) {
        simulator
                .faults()
                .set(FaultPlan.NONE.withThrottling(Throttling.account().withNeighbour(share)));
    }

    /** Applies objects as {@code kubectl apply --server-side} does. */
    void apply(List<? extends HasMetadata> objects) {
        for (HasMetadata object : objects) {
            client().resource(object).fieldManager("kubectl").forceConflicts().serverSideApply();
        }
    }

    void delete(Ingress ingress) {
        client().resource(ingress).delete();
    }

    /** Whether so many Ingresses have all that they ask for, healthy targets included. */
    boolean served(int ingresses) {
        return client().resources(IngressReport.class).inNamespace(Shop.NAMESPACE).list().getItems().stream()
                        .filter(Testbed::served)
                        .count()
                == ingresses;
    }

    private static boolean served(IngressReport report) {
        return report.getStatus() != null
                && report.getStatus().conditions().stream()
                                .filter(condition ->
                                        List.of("Programmed", "TargetsHealthy").contains(condition.type()))
                                .filter(condition -> condition.status().equals("True"))
                                .count()
                        == 2;
    }

    boolean hasNoIngress() {
        return client().network()
                .v1()
                .ingresses()
                .inAnyNamespace()
                .list()
                .getItems()
                .isEmpty();
    }

    AccountSnapshot account() {
        return simulator.account();
    }

    List<RecordedCall> calls() {
        return simulator.callLog().calls();
    }

    void forgetCalls() {
        simulator.callLog().reset();
    }

    @Override
    public void close() {
        server.close();
        simulator.close();
    }
}
