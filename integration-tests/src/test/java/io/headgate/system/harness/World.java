package io.headgate.system.harness;

import io.headgate.aws.iam.Feature;
import io.headgate.core.cloud.CloudException;
import io.headgate.simulator.AccountSnapshot;
import io.headgate.simulator.Simulator;
import io.headgate.simulator.SimulatorConfig;
import io.headgate.simulator.account.Timing;
import io.headgate.simulator.api.CallLog;
import io.headgate.simulator.fault.Faults;
import io.headgate.system.EnforcedPolicy;
import io.headgate.system.SimulatedAccount;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** A simulated account and a cluster's API server, which outlive the processes of the operator. For one thread. */
public final class World implements AutoCloseable {

    /** As many passes are enough to come from any state to any other: each one does all that it can. */
    private static final int MOST_PASSES = 24;

    private static final int PATIENCE = 300;

    /** A certificate of {@code *.example.org}, which no discovery finds for other hosts. */
    public static final String CERTIFICATE =
            "arn:aws:acm:us-west-2:123456789012:certificate/0d0d0d0d-0000-0000-0000-000000000002";

    /** Another one of the same names. */
    public static final String OTHER_CERTIFICATE =
            "arn:aws:acm:us-west-2:123456789012:certificate/0d0d0d0d-0000-0000-0000-000000000003";

    private final Lifeline lifeline = new Lifeline();
    private final ApiServer api = new ApiServer(lifeline);
    private final Simulator simulator;
    private final EnforcedPolicy policy;
    private final List<String> flags;
    private final int attempts;
    private final Care care;
    private VirtualOperator operator;

    private World(String seed, Collection<Feature> features, List<String> flags, int attempts, Care care) {
        this.care = care;
        this.flags = List.copyOf(flags);
        this.attempts = attempts;
        try {
            this.simulator = Simulator.start(SimulatorConfig.DEFAULT
                    .withSeed(seed)
                    .withTiming(Timing.INSTANT)
                    .withInterceptor(lifeline));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.policy = EnforcedPolicy.of(simulator, SimulatedAccount.CLUSTER, features);
        this.operator = VirtualOperator.start(simulator.endpoint(), api, flags, attempts, care);
    }

    /** @param attempts how often the operator makes a call at most */
    public static World start(List<String> flags, int attempts) {
        return start(flags, attempts, Care.NONE);
    }

    /** One whose operator takes its time. */
    public static World start(List<String> flags, int attempts, Care care) {
        return new World(seed(), EnforcedPolicy.usual(), flags, attempts, care);
    }

    /**
     * One in which the operator may do only what some features need.
     *
     * @param seed what is in the account at the start
     */
    public static World allowing(Collection<Feature> features, String seed, List<String> flags) {
        return new World(seed, features, flags, 1, Care.NONE);
    }

    /** What is in an account at the start if nothing else is said. */
    public static String seed() {
        String more = certificate(CERTIFICATE) + ", " + certificate(OTHER_CERTIFICATE) + ", ";
        return SimulatedAccount.seed().replace("\"certificates\": [", "\"certificates\": [" + more);
    }

    private static String certificate(String arn) {
        return "{\"arn\": \"" + arn + "\", \"name\": \"" + arn.substring(arn.length() - 1)
                + "\", \"names\": [\"*.example.org\"], \"keyAlgorithm\": \"RSA_2048\", \"status\": \"ISSUED\"}";
    }

    /** What the operator may do. */
    public EnforcedPolicy policy() {
        return policy;
    }

    /** The process that is at work. */
    public VirtualOperator operator() {
        return operator;
    }

    public URI endpoint() {
        return simulator.endpoint();
    }

    public Lifeline lifeline() {
        return lifeline;
    }

    public Faults faults() {
        return simulator.faults();
    }

    public AccountSnapshot account() {
        return simulator.account();
    }

    /** One pass of the process that is at work. */
    public VirtualOperator.Pass pass(VirtualCluster cluster) {
        return operator.pass(cluster);
    }

    /** Looks whether others changed something, if AWS can be asked. */
    public void look() {
        try {
            operator.look();
        } catch (CloudException unreachable) {
            return;
        }
    }

    /** The process ends, and another one takes over. */
    public void restart() {
        operator.close();
        lifeline.mend();
        operator = VirtualOperator.start(simulator.endpoint(), api, flags, attempts, care);
    }

    /**
     * Passes until one finds nothing to do.
     *
     * @return how many it took
     * @throws AssertionError when it does not come to an end
     */
    public int converge(VirtualCluster cluster) {
        List<VirtualOperator.Pass> passes = new ArrayList<>();
        while (passes.size() < MOST_PASSES) {
            VirtualOperator.Pass pass = operator.pass(cluster);
            if (pass.idle()) {
                return passes.size();
            }
            passes.add(pass);
        }
        throw new AssertionError("no end after " + MOST_PASSES + " passes: " + passes);
    }

    /** Passes with a second of the account's time between them, until one finds nothing to do; gives how many there were. */
    public int secondsUntilDone(VirtualCluster cluster) {
        int seconds = 0;
        while (!operator.pass(cluster).idle() && seconds < PATIENCE) {
            simulator.clock().advance(Duration.ofSeconds(1));
            seconds++;
        }
        return seconds;
    }

    /** What a process that has just started would write; nothing when all is as it should be. */
    public List<String> writesOfARestart(VirtualCluster cluster) {
        restart();
        long before = writes().size();
        VirtualOperator.Pass pass = operator.pass(cluster);
        List<String> writes = new ArrayList<>(writes().stream().skip(before).toList());
        if (!pass.idle()) {
            writes.add(pass.toString());
        }
        return writes;
    }

    /** All calls so far. */
    public CallLog calls() {
        return simulator.callLog();
    }

    /** The operations that changed the account, or tried to, so far. */
    public List<String> writes() {
        return simulator.callLog().writes().stream()
                .map(call -> call.operation())
                .toList();
    }

    /** The account, its web ACLs and protections, and the bindings, in lines that can be compared. */
    public List<String> picture(VirtualCluster cluster) {
        List<String> lines = new ArrayList<>(picture());
        operator.addons(cluster).stream().map(World::withoutArns).forEach(lines::add);
        return lines;
    }

    /** The same without web ACLs and protections, which costs no call. */
    public List<String> picture() {
        List<String> lines =
                new ArrayList<>(AccountPicture.of(account(), simulator.clock().instant()));
        api.bindings().values().stream()
                .map(bound -> bound.group() + " binding " + bound.binding().key() + " of "
                        + bound.binding().serviceName() + (bound.deleting() ? " deleting" : ""))
                .sorted()
                .forEach(lines::add);
        return lines;
    }

    /** What one picture lacks of another, and what it has beyond it; empty when they are equal. */
    public static List<String> differences(List<String> wanted, List<String> actual) {
        List<String> lacking = new ArrayList<>(wanted);
        actual.forEach(lacking::remove);
        List<String> beyond = new ArrayList<>(actual);
        wanted.forEach(beyond::remove);
        return Stream.concat(
                        lacking.stream().map(line -> "lacks " + line),
                        beyond.stream().map(line -> "has " + line))
                .toList();
    }

    private static String withoutArns(String line) {
        return line.replaceAll("loadbalancer/app/([^/]+)/[0-9a-f]+", "loadbalancer/app/$1");
    }

    @Override
    public void close() {
        operator.close();
        simulator.close();
    }
}
