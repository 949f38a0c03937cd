package io.headgate.operator.cli;

import io.headgate.simulator.Simulator;
import io.headgate.simulator.SimulatorConfig;
import io.headgate.simulator.account.Quotas;
import io.headgate.simulator.fault.FaultFile;
import io.headgate.simulator.policy.PolicyDocument;
import io.headgate.simulator.policy.PolicyUse;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code headgate simulator}. */
@Command(name = "simulator", description = "Run the local AWS alone", mixinStandardHelpOptions = true)
final class SimulatorCommand implements Callable<Integer> {

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "4566",
            description = "port on loopback, 0 for any free one (default ${DEFAULT-VALUE})")
    private int port;

    @Option(names = "--seed", paramLabel = "FILE", description = "what the account holds at the start")
    private @Nullable Path seed;

    @Option(
            names = "--import",
            paramLabel = "FILE",
            description = "begin with an account as its Describe calls answered, instead of a seed")
    private @Nullable Path recording;

    @Option(names = "--lenient", description = "take ids that no seed lists for existing")
    private boolean lenient;

    @Option(names = "--no-data-plane", description = "do not listen behind the load balancers")
    private boolean withoutDataPlane;

    @Option(
            names = "--quota",
            paramLabel = "NAME=LIMIT",
            description = "change a limit of the account, for example rulesPerLoadBalancer=10")
    private Map<String, Integer> quotas = Map.of();

    @Option(
            names = "--faults",
            paramLabel = "FILE",
            description = "what shall go wrong from the start, as JSON; PUT to /_simulator/faults changes it")
    private @Nullable Path faults;

    @Option(
            names = "--policy",
            paramLabel = "FILE",
            description = "IAM policy that everybody's calls are held to, for example one that headgate iam prints")
    private @Nullable Path policy;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (seed != null && recording != null) {
            throw new ParameterException(spec.commandLine(), "--seed and --import exclude each other");
        }
        PrintWriter out = spec.commandLine().getOut();
        CountDownLatch stopped = new CountDownLatch(1);
        try (Simulator simulator = Simulator.start(config())) {
            if (faults != null) {
                simulator.faults().set(FaultFile.parse(Files.readString(faults)));
            }
            if (policy != null) {
                simulator
                        .authorizer()
                        .enforceForOthers(PolicyDocument.parse(Files.readString(policy)), new PolicyUse());
            }
            Runtime.getRuntime().addShutdownHook(new Thread(stopped::countDown));
            out.println("AWS endpoint: " + simulator.endpoint());
            out.println("Calls: " + simulator.endpoint() + "/_simulator/calls");
            out.println("Faults: " + simulator.endpoint() + "/_simulator/faults");
            out.println("Load balancers: " + simulator.endpoint() + "/_simulator/load-balancers");
            out.println("Certificate authority: " + simulator.endpoint() + "/_simulator/ca.pem");
            out.flush();
            stopped.await();
        }
        return ExitCode.DONE;
    }

    private SimulatorConfig config() throws IOException {
        SimulatorConfig config = SimulatorConfig.DEFAULT
                .withPort(port)
                .withLenient(lenient)
                .withDataPlane(!withoutDataPlane)
                .withQuotas(limits());
        if (recording != null) {
            return config.withRecording(Files.readString(recording));
        }
        return seed == null ? config : config.withSeed(Files.readString(seed));
    }

    private Quotas limits() {
        Quotas limits = Quotas.DEFAULT;
        for (Map.Entry<String, Integer> quota : quotas.entrySet()) {
            limits = limits.with(quota.getKey(), quota.getValue());
        }
        return limits;
    }
}
