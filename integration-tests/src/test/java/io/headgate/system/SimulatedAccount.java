package io.headgate.system;

import static org.awaitility.Awaitility.await;

import io.headgate.aws.iam.Feature;
import io.headgate.core.routing.Condition;
import io.headgate.simulator.AccountSnapshot;
import io.headgate.simulator.Simulator;
import io.headgate.simulator.SimulatorConfig;
import io.headgate.simulator.account.Timing;
import io.headgate.simulator.api.Answer;
import io.headgate.simulator.api.ApiCall;
import io.headgate.simulator.api.CallLog;
import io.headgate.simulator.api.RecordedCall;
import io.headgate.simulator.api.Tree;
import io.headgate.simulator.elbv2.Listener;
import io.headgate.simulator.elbv2.LoadBalancer;
import io.headgate.simulator.fault.Faults;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.acm.AcmClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;

/** A simulated account with a VPC of two zones and two nodes, which can be cut off, or struck, after some writes. */
public final class SimulatedAccount implements AutoCloseable {

    public static final String CLUSTER = "dev";
    public static final String REGION = "us-west-2";
    public static final String VPC = "vpc-0d0000000000000d0";

    /** A certificate of {@code *.example.com}. */
    public static final String CERTIFICATE =
            "arn:aws:acm:us-west-2:123456789012:certificate/0d0d0d0d-0000-0000-0000-000000000001";

    private static final String CERTIFICATE_SEED = "{\"arn\": \"" + CERTIFICATE
            + "\", \"name\": \"example\", \"names\": [\"*.example.com\"], \"keyAlgorithm\": \"RSA_2048\", \"status\": \"ISSUED\"}";

    /** The web ACL {@code edge}. */
    public static final String WEB_ACL =
            "arn:aws:wafv2:us-west-2:123456789012:regional/webacl/edge/11111111-2222-4333-8444-555555555555";

    private static final String OTHER_SERVICES = "\"webAcls\": [{\"arn\": \"" + WEB_ACL + "\", \"name\": \"edge\"}],"
            + "\"shieldSubscription\": true,"
            + "\"hostedZones\": [{\"id\": \"Z0D0D0D0D0D0D1\", \"name\": \"example.com\", \"vpcOnly\": false}]";

    /** What is there before the operator comes. */
    private static final int SEEDED_SECURITY_GROUPS = 2;

    private static final int NO_LIMIT = Integer.MAX_VALUE;

    private final AtomicInteger writesLeft = new AtomicInteger(NO_LIMIT);
    private final AtomicInteger writesUntilAction = new AtomicInteger();
    private volatile Runnable action = () -> {};
    private volatile Consumer<String> look = operation -> {};
    private final List<String> clientSecrets = new CopyOnWriteArrayList<>();
    private final Simulator simulator;
    private final EnforcedPolicy policy;
    private volatile String forbidden = "";
    private final Set<String> held = ConcurrentHashMap.newKeySet();
    private volatile boolean listingNothing;

    public SimulatedAccount() {
        this(Timing.DEFAULT);
    }

    /** An account in which things take their time, by a clock that goes on by {@link #passes} too. */
    SimulatedAccount(Timing timing) {
        this(config -> config.withTiming(timing));
    }

    /** An account that is set up in another way. */
    SimulatedAccount(UnaryOperator<SimulatorConfig> setting) {
        try {
            simulator = Simulator.start(setting.apply(SimulatorConfig.DEFAULT
                    .withSeed(seed())
                    .withTiming(Timing.DEFAULT)
                    .withInterceptor(this::intercept)));
        } catch (IOException e) {
            throw new IllegalStateException("cannot start the simulator", e);
        }
        policy = EnforcedPolicy.of(simulator, CLUSTER, EnforcedPolicy.usual());
    }

    private Answer intercept(ApiCall call, Supplier<Answer> next) {
        call.input().structs("Actions").stream()
                .flatMap(action -> action.struct("AuthenticateOidcConfig").stream())
                .flatMap(config -> config.text("ClientSecret").stream())
                .forEach(clientSecrets::add);
        if (call.service().equals(forbidden)) {
            return new Answer.Refusal(400, "AccessDeniedException", "the account does not allow " + forbidden);
        }
        if (held.contains(call.operation())) {
            await().until(() -> !held.contains(call.operation()));
        }
        if (listingNothing && isList(call)) {
            return new Answer.Success(Tree.node());
        }
        if (RecordedCall.reads(call.operation())) {
            return next.get();
        }
        if (writesLeft.getAndUpdate(left -> left == NO_LIMIT || left == 0 ? left : left - 1) == 0) {
            return new Answer.Refusal(403, "AccessDenied", "the account is cut off");
        }
        Answer answer = next.get();
        look.accept(call.operation());
        if (writesUntilAction.getAndDecrement() == 1) {
            action.run();
        }
        return answer;
    }

    /** Lets calls of an operation wait until {@link #release}, and be logged only then. */
    void hold(String operation) {
        held.add(operation);
    }

    void release(String operation) {
        held.remove(operation);
    }

    void release() {
        held.clear();
    }

    private static boolean isList(ApiCall call) {
        return Set.of(
                                "DescribeLoadBalancers",
                                "DescribeTargetGroups",
                                "DescribeSecurityGroups",
                                "DescribeListeners",
                                "DescribeRules")
                        .contains(call.operation())
                && Stream.of(
                                "LoadBalancerArns",
                                "TargetGroupArns",
                                "GroupIds",
                                "ListenerArns",
                                "RuleArns",
                                "Names",
                                "GroupId")
                        .allMatch(name -> call.input().texts(name).isEmpty());
    }

    /** Answers every list with nothing, as long as nothing is asked for by name. */
    void listNothing(boolean changed) {
        listingNothing = changed;
    }

    /** Refuses all calls of a service; the empty name allows all again. */
    void forbid(String service) {
        forbidden = service;
    }

    /** What is there at the start: a VPC with two nodes, a certificate, a web ACL, a hosted zone, a subscription to Shield Advanced. */
    public static String seed() {
        try (InputStream seed = SimulatedAccount.class.getResourceAsStream("/io/headgate/operator/dev/seed.json")) {
            return new String(Objects.requireNonNull(seed).readAllBytes(), StandardCharsets.UTF_8)
                    .replace("\"certificates\": []", "\"certificates\": [" + CERTIFICATE_SEED + "], " + OTHER_SERVICES);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    public URI endpoint() {
        return simulator.endpoint();
    }

    /** Somebody else with the AWS SDK. */
    public ElasticLoadBalancingV2Client elb() {
        return ElasticLoadBalancingV2Client.builder()
                .endpointOverride(endpoint())
                .region(Region.of(REGION))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("other", "other")))
                .build();
    }

    /** Somebody else with the AWS SDK. */
    Ec2Client ec2() {
        return Ec2Client.builder()
                .endpointOverride(endpoint())
                .region(Region.of(REGION))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("other", "other")))
                .build();
    }

    /** From now on the operator's key may do what some features need, and nothing else. */
    public void allow(Feature... features) {
        policy.change(List.of(features));
    }

    /** Somebody puts a certificate into ACM. */
    void issue(String name) {
        SelfSigned made = SelfSigned.of(name);
        try (AcmClient acm = AcmClient.builder()
                .endpointOverride(endpoint())
                .region(Region.of(REGION))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("other", "other")))
                .build()) {
            acm.importCertificate(request -> request.certificate(SdkBytes.fromUtf8String(made.certificatePem()))
                    .privateKey(SdkBytes.fromUtf8String(made.keyPem())));
        }
    }

    /** Has somebody look after each write, who is told the operation and must not fail. */
    void afterEachWrite(Consumer<String> looking) {
        look = looking;
    }

    /** Where the first listener of the account listens; only with a data plane. */
    InetSocketAddress listener() {
        return simulator.listenerAddress(now().listeners().getFirst().arn()).orElseThrow();
    }

    /** Where the first listener of a load balancer listens; only with a data plane. */
    InetSocketAddress listener(String loadBalancer) {
        return listener(loadBalancer, listener -> true).orElseThrow();
    }

    /** Where the listener of a port listens, once it does; only with a data plane. */
    Optional<InetSocketAddress> listener(String loadBalancer, int port) {
        return listener(loadBalancer, listener -> listener.port() == port);
    }

    private Optional<InetSocketAddress> listener(String loadBalancer, Predicate<Listener> chosen) {
        AccountSnapshot account = now();
        String balancer = account.loadBalancers().stream()
                .filter(each -> each.name().equals(loadBalancer))
                .findFirst()
                .orElseThrow()
                .arn();
        return account.listeners().stream()
                .filter(each -> each.loadBalancerArn().equals(balancer) && chosen.test(each))
                .findFirst()
                .flatMap(listener -> simulator.listenerAddress(listener.arn()));
    }

    /** Lets time pass in the account. */
    void passes(Duration time) {
        simulator.clock().advance(time);
    }

    CallLog calls() {
        return simulator.callLog();
    }

    /** What goes wrong with calls. */
    Faults faults() {
        return simulator.faults();
    }

    AccountSnapshot now() {
        return simulator.account();
    }

    /** Refuses all writes after the next ones. */
    void cutOffAfter(int writes) {
        writesLeft.set(writes);
    }

    /** Does something once the next writes have had their effect, before the last of them is answered. */
    void afterWrites(int writes, Runnable what) {
        action = what;
        writesUntilAction.set(writes);
    }

    /** The client secrets of OpenID Connect that rules were ever written with. */
    List<String> clientSecrets() {
        return List.copyOf(clientSecrets);
    }

    void reconnect() {
        writesLeft.set(NO_LIMIT);
    }

    boolean isCutOff() {
        return writesLeft.get() == 0;
    }

    public List<String> loadBalancers() {
        return now().loadBalancers().stream().map(LoadBalancer::name).toList();
    }

    /** The paths of all rules, in order of priority. */
    List<String> paths() {
        return now().rules().values().stream()
                .flatMap(List::stream)
                .flatMap(rule -> rule.routing().conditions().stream())
                .flatMap(condition -> condition instanceof Condition.PathPattern(var patterns)
                        ? patterns.values().stream()
                        : Stream.<String>empty())
                .toList();
    }

    /** Targets that are not draining, over all target groups. */
    public long targets() {
        return now().targetHealth().values().stream()
                .flatMap(targets -> targets.values().stream())
                .filter(health -> !health.state().equals("draining"))
                .count();
    }

    /** Whether the operator left nothing behind. */
    public boolean isEmpty() {
        AccountSnapshot account = now();
        return account.loadBalancers().isEmpty()
                && account.targetGroups().isEmpty()
                && account.securityGroups().size() == SEEDED_SECURITY_GROUPS
                && account.securityGroupRules().stream()
                        .noneMatch(rule -> rule.description().startsWith("elbv2.k8s.aws"));
    }

    /** @throws AssertionError when the operator did something that its policy does not allow */
    @Override
    public void close() {
        simulator.close();
        policy.expectNothingDenied();
    }
}
