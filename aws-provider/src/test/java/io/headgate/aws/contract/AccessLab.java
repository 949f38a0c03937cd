package io.headgate.aws.contract;

import io.headgate.aws.AwsProvider;
import io.headgate.aws.client.AwsClients;
import io.headgate.aws.endpoint.AwsEndpoint;
import io.headgate.aws.endpoint.Emulator;
import io.headgate.aws.endpoint.LeastRights;
import io.headgate.core.access.BindingAccess;
import io.headgate.core.access.BindingAccess.Peer;
import io.headgate.core.cloud.ClientSecrets;
import io.headgate.core.cloud.NodeAccess.Established;
import io.headgate.core.cloud.NodeAccess.Extent;
import io.headgate.core.cluster.ObjectKey;
import io.headgate.simulator.Simulator;
import io.headgate.simulator.SimulatorConfig;
import io.headgate.simulator.api.Answer;
import io.headgate.simulator.api.ApiCall;
import io.headgate.simulator.api.RecordedCall;
import io.headgate.simulator.ec2.SecurityGroupRule;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.IpRange;

/** A simulated account with a load balancer's security group and nodes, in which something is looked at after each call. */
final class AccessLab implements AutoCloseable {

    static final Duration GRACE = Duration.ofSeconds(10);

    /** Time goes on only as tests ask. */
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final Simulator simulator;
    private final AwsEndpoint endpoint;
    private final TestAccount account;
    private final AwsClients clients;
    private final String balancers;
    private AwsProvider provider;
    private final List<String> holes = new CopyOnWriteArrayList<>();
    private volatile Supplier<Set<Integer>> ports = Set::of;

    AccessLab() {
        try {
            simulator = LeastRights.of(Simulator.start(
                    SimulatorConfig.DEFAULT.withClock(() -> START).withInterceptor(this::intercept)));
        } catch (IOException noSocket) {
            throw new UncheckedIOException(noSocket);
        }
        endpoint = AwsEndpoint.at(simulator.endpoint(), Emulator.SIMULATOR.capabilities());
        account = TestAccount.make(endpoint);
        balancers = account.makeSecurityGroup(endpoint);
        clients = TestAccount.administrator(endpoint, account.settings().vpcId());
        simulator.clock().advance(GRACE);
        provider = started();
    }

    private Answer intercept(ApiCall call, Supplier<Answer> next) {
        Answer answer = next.get();
        if (!RecordedCall.reads(call.operation())) {
            ports.get().stream()
                    .filter(port -> !reaches(port))
                    .forEach(port -> holes.add("port " + port + " after " + call.operation()));
        }
        return answer;
    }

    Simulator simulator() {
        return simulator;
    }

    Ec2Client ec2() {
        return clients.ec2();
    }

    String nodes() {
        return account.nodeSecurityGroup();
    }

    /** Looks after each write from now on whether load balancers reach these ports. */
    void mustReach(Supplier<Set<Integer>> live) {
        ports = live;
    }

    /** Which ports were not reached, and after which call. */
    List<String> holes() {
        return List.copyOf(holes);
    }

    /** Another process takes over. */
    void changeLeader() {
        provider.close();
        provider = started();
    }

    private AwsProvider started() {
        AwsProvider started = AwsProvider.create(
                account.settings(), ClientSecrets.NONE, new SimpleMeterRegistry(), simulator.clock());
        started.load();
        return started;
    }

    Established open(Extent extent, BindingAccess... bindings) {
        return provider.nodeAccess().reconcile(List.of(bindings), extent);
    }

    void distrust() {
        provider.nodeAccess().distrust();
    }

    void waitOutTheGrace() {
        simulator.clock().advance(GRACE);
    }

    /** A binding whose targets are on the first node, reached from the load balancers. */
    BindingAccess balanced(String name, int port) {
        return from(name, balancers, port);
    }

    BindingAccess from(String name, String source, int port) {
        return new BindingAccess(
                new ObjectKey("shop", name),
                List.of(new Peer(source, "tcp", port)),
                Set.of(new BindingAccess.Endpoint(account.nodes().getFirst(), null)));
    }

    /** Lets blocks in by hand, with a description of their own. */
    void fill(int count) {
        ec2().authorizeSecurityGroupIngress(request -> request.groupId(nodes())
                .ipPermissions(Stream.iterate(0, number -> number + 1)
                        .limit(count)
                        .map(number -> block("192.168." + number + ".0/24", 22, "by hand"))
                        .toList()));
    }

    static IpPermission block(String cidr, int port, String description) {
        return IpPermission.builder()
                .ipProtocol("tcp")
                .fromPort(port)
                .toPort(port)
                .ipRanges(
                        IpRange.builder().cidrIp(cidr).description(description).build())
                .build();
    }

    /** The inbound rules of the nodes' group. */
    List<SecurityGroupRule> rules() {
        return rules(nodes());
    }

    List<SecurityGroupRule> rules(String group) {
        return simulator.account().securityGroupRules().stream()
                .filter(rule -> rule.groupId().equals(group) && !rule.egress())
                .toList();
    }

    boolean reaches(int port) {
        return rules().stream()
                .anyMatch(rule -> rule.peer().equals(new SecurityGroupRule.Group(balancers))
                        && rule.fromPort() <= port
                        && port <= rule.toPort());
    }

    /** The writes since the start or the last reset that were not refused. */
    List<String> writes() {
        return simulator.callLog().writes().stream()
                .filter(call -> call.outcome().equals("ok"))
                .map(RecordedCall::operation)
                .toList();
    }

    @Override
    public void close() {
        provider.close();
        clients.close();
        simulator.close();
    }
}
