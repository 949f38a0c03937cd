package io.headgate.aws.contract;

import static io.headgate.aws.contract.Passes.backend;
import static io.headgate.aws.contract.Passes.bindingsOf;
import static io.headgate.aws.contract.Passes.converge;
import static io.headgate.aws.contract.Passes.execute;
import static io.headgate.aws.contract.Passes.plan;
import static io.headgate.aws.contract.Passes.planFrom;
import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.aws.AwsProvider;
import io.headgate.aws.endpoint.AwsEndpoint;
import io.headgate.aws.endpoint.Capability;
import io.headgate.core.access.BindingAccess;
import io.headgate.core.cloud.ClientSecrets;
import io.headgate.core.cloud.Failure;
import io.headgate.core.cloud.NodeAccess.Established;
import io.headgate.core.cloud.NodeAccess.Extent;
import io.headgate.core.cloud.Outcome;
import io.headgate.core.cloud.TargetRegistry.Result;
import io.headgate.core.cluster.ObjectKey;
import io.headgate.core.facts.CloudFacts;
import io.headgate.core.group.GroupInputs;
import io.headgate.core.stack.Listener;
import io.headgate.core.stack.Stack;
import io.headgate.core.target.Target;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the provider promises. A subclass says where. */
abstract class AwsProviderContract {

    private static final List<String> HOSTS = List.of("a.example.com", "b.example.com");

    private final Calls calls = new Calls();
    private final AwsEndpoint endpoint;
    private TestAccount account;
    private DesiredStacks desired;
    private AwsProvider provider;

    AwsProviderContract(AwsEndpoint endpoint) {
        this.endpoint = endpoint;
        this.account = TestAccount.make(endpoint);
        this.desired = new DesiredStacks(account);
        this.provider = started();
    }

    @AfterEach
    void close() {
        provider.close();
    }

    @Test
    void firstCreateCostsOneCallAThing_andNothingAfterwards() {
        Outcome outcome = converge(provider, desired.http(HOSTS));

        assertThat(outcome.failures()).isEmpty();
        assertThat(calls.writes())
                .containsExactlyInAnyOrder(
                        "CreateSecurityGroup",
                        "CreateSecurityGroup",
                        "AuthorizeSecurityGroupIngress",
                        "CreateTargetGroup",
                        "CreateTargetGroup",
                        "CreateLoadBalancer",
                        "CreateListener",
                        "CreateRule",
                        "CreateRule");
        assertThat(outcome.observed().loadBalancers().getFirst().status()).isNotNull();
        calls.reset();
        assertThat(plan(provider, desired.http(HOSTS)).steps()).isEmpty();
        assertThat(calls.all()).isEmpty();
    }

    @Test
    void whatAnotherProcessMadeIsReadBackAsItIs() {
        converge(provider, desired.http(HOSTS));

        try (AwsProvider restarted = started()) {
            calls.reset();
            assertThat(plan(restarted, desired.http(HOSTS)).steps()).isEmpty();
            assertThat(restarted.groups()).containsExactly(DesiredStacks.GROUP);
        }
    }

    @Test
    void oneHostEditedIsOneCall() {
        converge(provider, desired.http(HOSTS));
        calls.reset();

        Outcome outcome = converge(provider, desired.http(List.of("a.example.com", "new.example.com")));

        assertThat(outcome.failures()).isEmpty();
        assertThat(calls.all()).containsExactly("ModifyRule");
        assertReadBack(desired.http(List.of("a.example.com", "new.example.com")));
    }

    @Test
    void insertedReorderedAndRemovedRulesArriveInOrder() {
        converge(provider, desired.http(List.of("1.test", "2.test", "3.test")));
        List<List<String>> histories = List.of(
                List.of("0.test", "1.test", "2.test", "3.test"),
                List.of("3.test", "1.test", "2.test", "0.test"),
                List.of("2.test"),
                List.of());
        for (List<String> hosts : histories) {
            assertThat(converge(provider, desired.http(hosts)).failures()).isEmpty();
            assertReadBack(desired.http(hosts));
        }
    }

    @Test
    void deletionLeavesNothing() {
        Stack made = converge(provider, desired.http(HOSTS)).observed();
        calls.reset();

        Outcome outcome = execute(provider, Stack.empty(DesiredStacks.GROUP), made.bindings());

        assertThat(outcome.failures()).isEmpty();
        assertThat(provider.releaseShared()).isEmpty();
        assertThat(calls.writes())
                .containsExactlyInAnyOrder(
                        "DeleteLoadBalancer",
                        "DeleteTargetGroup",
                        "DeleteTargetGroup",
                        "DeleteSecurityGroup",
                        "DeleteSecurityGroup");
        try (AwsProvider restarted = started()) {
            assertThat(restarted.groups()).isEmpty();
        }
    }

    @Test
    void trafficIsLetOutAndInAsAsked_byOneGroupOrSeveral_andOutAgainToEverywhere() {
        converge(provider, desired.http(HOSTS));

        Outcome outcome = converge(provider, desired.restricted(HOSTS));
        assertThat(outcome.failures()).isEmpty();
        Stack restricted = assertReadBack(desired.restricted(HOSTS));
        assertThat(restricted.securityGroups()).hasSize(2);

        assertThat(converge(provider, desired.http(HOSTS)).failures()).isEmpty();
        Stack open = assertReadBack(desired.http(HOSTS));
        assertThat(open.securityGroups()).hasSize(1);
        assertThat(open.securityGroups().getFirst().egress())
                .anyMatch(permission -> permission.protocol().equals("-1"));
    }

    @Test
    void stoppedBeforeOrAfterAnyWrite_theNextProcessConverges() {
        int writes = 9;
        for (int write = 1; write <= writes; write++) {
            for (boolean after : List.of(false, true)) {
                account = TestAccount.make(endpoint);
                desired = new DesiredStacks(account);
                try (AwsProvider stopped = started()) {
                    calls.failAt(write, after);
                    assertThat(converge(stopped, desired.http(HOSTS)).failures())
                            .isNotEmpty();
                }
                calls.reset();
                try (AwsProvider next = started()) {
                    assertThat(converge(next, desired.http(HOSTS)).failures())
                            .as("write %d, after its effect: %s", write, after)
                            .isEmpty();
                }
                Stack stack = assertReadBack(desired.http(HOSTS));
                assertThat(stack.loadBalancers()).hasSize(1);
                assertThat(stack.targetGroups()).hasSize(2);
                assertThat(stack.securityGroups()).hasSize(1);
            }
        }
    }

    @Test
    void targetsAreRegisteredAndDeregisteredAgainAndAgain() {
        Stack made = converge(provider, desired.http(HOSTS)).observed();
        String arn = String.valueOf(made.targetGroups().getFirst().arn());
        List<Target> targets =
                account.nodes().stream().map(id -> new Target(id, 30080, null)).toList();
        calls.reset();

        assertThat(provider.targets().targets(arn)).isEqualTo(new Result.Targets(List.of()));
        assertThat(provider.targets().register(arn, targets)).isEmpty();
        assertThat(ids(provider.targets().targets(arn))).containsExactlyInAnyOrderElementsOf(account.nodes());
        assertThat(calls.all()).containsExactly("RegisterTargets");
        assertThat(ids(provider.targets().freshTargets(arn))).containsExactlyInAnyOrderElementsOf(account.nodes());
        assertThat(provider.targets().deregister(arn, targets)).isEmpty();
        assertThat(provider.targets().deregister(arn, targets)).isEmpty();
        assertThat(provider.targets().deregister(arn + "gone", targets)).isEmpty();
    }

    @Test
    void aTargetIsNotHealthyBeforeItWasChecked() {
        endpoint.capabilities().require(Capability.TARGET_HEALTH);
        Stack made = converge(provider, desired.http(HOSTS)).observed();
        String arn = String.valueOf(made.targetGroups().getFirst().arn());

        assertThat(provider.targets()
                        .register(arn, List.of(new Target(account.nodes().getFirst(), 30080, null))))
                .isEmpty();

        assertThat(provider.targets().freshTargets(arn))
                .isInstanceOfSatisfying(
                        Result.Targets.class,
                        registered -> assertThat(registered.targets())
                                .singleElement()
                                .satisfies(target -> assertThat(target.state()).isNotEqualTo("healthy")));
    }

    @Test
    void nodesLetInExactlyWhatBindingsAskFor() {
        converge(provider, desired.http(HOSTS));
        String backend = backend(provider);
        BindingAccess first = access("first", backend, 30080);
        BindingAccess second = access("second", backend, 30100);
        calls.reset();

        assertThat(open(Extent.ALL, first)).isEqualTo(Established.ALL);
        assertThat(calls.writes()).containsExactly("AuthorizeSecurityGroupIngress");
        calls.reset();
        assertThat(open(Extent.ALL, first)).isEqualTo(Established.ALL);
        assertThat(calls.all()).isEmpty();
        assertThat(open(Extent.ALL, first, second)).isEqualTo(Established.ALL);
        assertThat(calls.all())
                .containsExactly(
                        "AuthorizeSecurityGroupIngress", "DescribeSecurityGroups", "RevokeSecurityGroupIngress");
        calls.reset();
        assertThat(open(Extent.PART, first)).isEqualTo(Established.ALL);
        assertThat(calls.all()).isEmpty();
        assertThat(open(Extent.ALL_AT_ONCE)).isEqualTo(Established.ALL);
        assertThat(calls.all()).containsExactly("DescribeSecurityGroups", "RevokeSecurityGroupIngress");
    }

    @Test
    void aSecurityGroupMadeSinceTheStartIsFoundWhenSomeIngressNamesIt_andSearchedOnlyOnce() {
        String made = account.makeSecurityGroup(endpoint);
        GroupInputs naming = DesiredStacks.inputs("alb.ingress.kubernetes.io/security-groups", made + ",nobody");

        assertThat(provider.facts(naming).securityGroups())
                .extracting(CloudFacts.SecurityGroup::id)
                .contains(made);
        calls.reset();
        provider.facts(naming);
        assertThat(calls.all()).isEmpty();
    }

    @Test
    void aPodWithAnInterfaceOfItsOwnIsLetIntoThereAlone() {
        TestAccount.Pod pod = account.makePod(endpoint);
        BindingAccess access = new BindingAccess(
                new ObjectKey("shop", "pods"),
                List.of(new BindingAccess.Peer("10.0.0.0/24", "tcp", 8080)),
                Set.of(new BindingAccess.Endpoint(null, pod.address())));
        calls.reset();

        assertThat(open(Extent.ALL, access)).isEqualTo(Established.ALL);
        assertThat(calls.all()).contains("DescribeNetworkInterfaces", "AuthorizeSecurityGroupIngress");
        assertThat(account.sources(endpoint, pod.securityGroup())).containsExactly("10.0.0.0/24");
        assertThat(account.sources(endpoint, account.nodeSecurityGroup())).isEmpty();
        calls.reset();
        assertThat(open(Extent.ALL, access)).isEqualTo(Established.ALL);
        assertThat(calls.all()).isEmpty();

        assertThat(open(Extent.ALL_AT_ONCE)).isEqualTo(Established.ALL);
        assertThat(account.sources(endpoint, pod.securityGroup())).isEmpty();
    }

    @Test
    void aPodWhoseInterfaceIsNotFoundIsSaid_andNothingIsTakenBackMeanwhile() {
        BindingAccess known = access("known", "10.0.0.0/24", 30080);
        BindingAccess adrift = new BindingAccess(
                new ObjectKey("shop", "adrift"), known.peers(), Set.of(new BindingAccess.Endpoint(null, "10.0.0.77")));
        assertThat(open(Extent.ALL, known)).isEqualTo(Established.ALL);
        calls.reset();

        assertThat(open(Extent.ALL, adrift).failure())
                .isInstanceOfSatisfying(
                        Failure.NotReady.class,
                        failure -> assertThat(failure.message()).contains("10.0.0.77"));
        assertThat(calls.writes()).isEmpty();
        assertThat(open(Extent.ALL_AT_ONCE)).isEqualTo(Established.ALL);
    }

    private Established open(Extent extent, BindingAccess... bindings) {
        return provider.nodeAccess().reconcile(List.of(bindings), extent);
    }

    private BindingAccess access(String name, String source, int port) {
        return new BindingAccess(
                new ObjectKey("shop", name),
                List.of(new BindingAccess.Peer(source, "tcp", port)),
                Set.of(new BindingAccess.Endpoint(account.nodes().getFirst(), null)));
    }

    private static List<String> ids(Result result) {
        return switch (result) {
            case Result.Targets(var targets) ->
                targets.stream().map(health -> health.target().id()).toList();
            case Result.Failed(Failure failure) -> throw new AssertionError(failure);
        };
    }

    private AwsProvider started() {
        AwsProvider started = AwsProvider.create(
                account.settings(),
                ClientSecrets.NONE,
                new SimpleMeterRegistry(),
                InstantSource.system(),
                calls,
                endpoint.accountInterceptor());
        started.load();
        calls.reset();
        return started;
    }

    private Stack assertReadBack(Stack wanted) {
        try (AwsProvider restarted = started()) {
            Stack observed = restarted.observe(wanted);
            assertThat(planFrom(restarted, wanted, observed, bindingsOf(wanted, observed))
                            .steps())
                    .isEmpty();
            List<Listener> listeners = observed.loadBalancers().getFirst().listeners();
            assertThat(listeners.stream()
                            .flatMap(listener -> listener.rules().stream())
                            .map(rule -> rule.routing().conditions()))
                    .isEqualTo(wanted.loadBalancers().getFirst().listeners().stream()
                            .flatMap(listener -> listener.rules().stream())
                            .map(rule -> rule.routing().conditions())
                            .toList());
            return observed;
        }
    }
}
