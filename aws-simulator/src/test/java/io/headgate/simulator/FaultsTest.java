package io.headgate.simulator;

import static io.headgate.simulator.fault.Fault.Moment.AFTER_THE_EFFECT;
import static io.headgate.simulator.fault.Fault.Moment.BEFORE_THE_EFFECT;
import static io.headgate.simulator.fault.Selector.operation;
import static io.headgate.simulator.fault.Selector.reads;
import static io.headgate.simulator.fault.Selector.writes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headgate.simulator.api.Answer;
import io.headgate.simulator.fault.Fault;
import io.headgate.simulator.fault.FaultFile;
import io.headgate.simulator.fault.FaultPlan;
import io.headgate.simulator.fault.Faults;
import io.headgate.simulator.fault.Lag;
import io.headgate.simulator.fault.Selector;
import io.headgate.simulator.fault.Throttling;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.InvalidSubnetException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerNotFoundException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TooManyTargetGroupsException;

/** Each way in which the simulator misbehaves, seen through the SDK without its retries. */
@SuppressWarnings("unchecked") // the builders of the SDK take consumers as varargs
final class FaultsTest {

    private final SimulatedAws aws = SimulatedAws.startWithoutRetries(SimulatedAws.config());
    private final Faults faults = aws.simulator.faults();

    @AfterEach
    void stop() {
        aws.close();
    }

    @ParameterizedTest(name = "{0} {1}: {2} groups are there")
    @CsvSource({
        "error, BEFORE_THE_EFFECT, 0",
        "error, AFTER_THE_EFFECT, 1",
        "lost, BEFORE_THE_EFFECT, 0",
        "lost, AFTER_THE_EFFECT, 1"
    })
    void aCallGoesWrongBeforeOrAfterItsEffect(String kind, Fault.Moment moment, int there) {
        faults.inject(writes(), kind.equals("error") ? Fault.broken(moment) : new Fault.Losing(moment));

        assertThatThrownBy(() -> aws.targetGroup("web")).isInstanceOf(SdkException.class);

        assertThat(names()).hasSize(there);
    }

    @Test
    void aRefusalKeepsItsCode() {
        faults.inject(operation("CreateTargetGroup"), Fault.refused("TooManyTargetGroups", "no more"));

        assertThatThrownBy(() -> aws.targetGroup("web"))
                .isInstanceOfSatisfying(
                        AwsServiceException.class,
                        refused -> assertThat(refused.awsErrorDetails().errorCode())
                                .isEqualTo("TooManyTargetGroups"));
    }

    @Test
    void whatTheServiceRefusesAnywayIsToldAsItIs() {
        faults.inject(operation("Describe*"), Fault.broken(AFTER_THE_EFFECT));

        assertThatThrownBy(() -> aws.elb.describeLoadBalancers(request -> request.names("none")))
                .isInstanceOf(LoadBalancerNotFoundException.class);
    }

    @Test
    void onlyTheNthCallIsMeant() {
        faults.inject(operation("CreateTargetGroup").nth(2), Fault.broken(BEFORE_THE_EFFECT));

        aws.targetGroup("one");
        assertThatThrownBy(() -> aws.targetGroup("two")).isInstanceOf(SdkException.class);
        aws.targetGroup("three");

        assertThat(names()).containsExactly("one", "three");
        assertThat(faults.fired()).hasSize(1);
    }

    @Test
    void theSameSeedGoesWrongInTheSameWay() {
        assertThat(failures(1)).isEqualTo(failures(1)).isNotEqualTo(failures(2));
    }

    private List<Boolean> failures(long seed) {
        faults.set(FaultPlan.of(reads().withProbability(0.5), Fault.broken(BEFORE_THE_EFFECT))
                .withSeed(seed));
        return IntStream.range(0, 20).mapToObj(_ -> fails()).toList();
    }

    private boolean fails() {
        try {
            aws.elb.describeTargetGroups();
            return false;
        } catch (SdkException failed) {
            return true;
        }
    }

    @Test
    void aStaleReadSeesWhatWasSomeCallsAgo() {
        aws.targetGroup("old");
        names();
        names();
        names();
        aws.targetGroup("new");
        faults.inject(operation("DescribeTargetGroups"), new Fault.Stale(Lag.of(3)));

        assertThat(IntStream.range(0, 4).mapToObj(_ -> names()).toList())
                .containsExactly(List.of("old"), List.of("old"), List.of("old"), List.of("old", "new"));
    }

    @Test
    void aStaleReadSeesWhatWasSomeTimeAgoAndWhatIsGone() {
        String old = aws.targetGroup("old");
        aws.simulator.clock().advance(Duration.ofMinutes(1));
        aws.elb.deleteTargetGroup(request -> request.targetGroupArn(old));
        faults.inject(reads(), new Fault.Stale(Lag.of(Duration.ofSeconds(10))));

        assertThat(names()).containsExactly("old");
        aws.simulator.clock().advance(Duration.ofSeconds(10));
        assertThat(names()).isEmpty();
    }

    @Test
    void theAccountAsItWasHasTheSameIds() {
        String arn = aws.loadBalancer("web").loadBalancerArn();
        String listener = aws.listener(arn, 80, SimulatedAws.fixed("404"));
        aws.rule(listener, 1, _ -> {});
        String group = aws.ec2
                .createSecurityGroup(
                        request -> request.groupName("g").description("d").vpcId(SimulatedAws.VPC))
                .groupId();
        faults.inject(reads(), new Fault.Stale(Lag.of(0)));

        assertThat(aws.elb
                        .describeListeners(request -> request.loadBalancerArn(arn))
                        .listeners())
                .extracting(each -> each.listenerArn())
                .containsExactly(listener);
        assertThat(aws.elb
                        .describeRules(request -> request.listenerArn(listener))
                        .rules())
                .hasSize(2);
        assertThat(aws.ec2
                        .describeSecurityGroups(request -> request.groupIds(group))
                        .securityGroups())
                .hasSize(1);
    }

    @Test
    void whatIsNewHasNoTagsForAWhile() {
        String arn = aws.targetGroup(
                "web", request -> request.tags(tag -> tag.key("owner").value("us")));
        String group = aws.ec2
                .createSecurityGroup(request -> request.groupName("g")
                        .description("d")
                        .vpcId(SimulatedAws.VPC)
                        .tagSpecifications(tags -> tags.resourceType("security-group")
                                .tags(tag -> tag.key("owner").value("us"))))
                .groupId();
        faults.inject(reads(), new Fault.Untagged(Lag.of(3)));

        assertThat(tagsOf(arn)).isZero();
        assertThat(aws.ec2
                        .describeSecurityGroups(request -> request.groupIds(group))
                        .securityGroups())
                .flatExtracting(SecurityGroup::tags)
                .isEmpty();
        names();
        assertThat(tagsOf(arn)).isEqualTo(1);
    }

    private int tagsOf(String arn) {
        return aws.elb
                .describeTags(request -> request.resourceArns(arn))
                .tagDescriptions()
                .getFirst()
                .tags()
                .size();
    }

    @Test
    void readsAreEmptyOrPartial() {
        aws.targetGroup("one");
        aws.targetGroup("two");

        faults.inject(operation("DescribeTargetGroups"), new Fault.Empty());
        assertThat(names()).isEmpty();
        faults.inject(operation("DescribeTargetGroups"), new Fault.Partial(1));
        assertThat(names()).containsExactly("one");
        faults.clear();
        assertThat(names()).containsExactly("one", "two");
    }

    @Test
    void limitsAndPagesChangeWhileItRuns() {
        aws.targetGroup("one");
        faults.set(FaultPlan.NONE.withQuotas(Map.of("targetGroups", 1, "pageSize", 1)));

        assertThatThrownBy(() -> aws.targetGroup("two")).isInstanceOf(TooManyTargetGroupsException.class);
        faults.clear();
        aws.targetGroup("two");
        faults.set(FaultPlan.NONE.withQuotas(Map.of("pageSize", 1)));
        assertThat(aws.elb.describeTargetGroups().nextMarker()).isNotNull();
        assertThatThrownBy(() -> faults.set(FaultPlan.NONE.withQuotas(Map.of("wishes", 3))))
                .hasMessageContaining("wishes");
    }

    @ParameterizedTest(name = "a neighbour eats {0}: {1} reads, then {2} a second")
    @CsvSource({"0, 40, 10", "0.8, 8, 2"})
    void readsBeyondTheBucketAreThrottled(double neighbour, int size, int refill) {
        faults.set(FaultPlan.NONE.withThrottling(Throttling.account().withNeighbour(neighbour)));

        assertThat(readsThatPass()).isEqualTo(size);
        aws.simulator.clock().advance(Duration.ofSeconds(1));
        assertThat(readsThatPass()).isEqualTo(refill);
        assertThat(aws.ec2.describeVpcs().vpcs()).as("another service").isNotEmpty();
    }

    private int readsThatPass() {
        int passed = 0;
        while (!fails()) {
            passed++;
        }
        return passed;
    }

    @Test
    void capacityLacks() {
        String subnetless = "Not enough IP space available in the subnet. ELB requires at least 8 free IPs.";
        faults.set(FaultPlan.of(operation("ModifyCapacityReservation"), Fault.withoutCapacity())
                .with(operation("CreateLoadBalancer").times(1), Fault.withoutAddresses()));

        assertThatThrownBy(() -> aws.loadBalancer("web"))
                .isInstanceOf(InvalidSubnetException.class)
                .hasMessageContaining(subnetless);
        String arn = aws.loadBalancer("web").loadBalancerArn();
        assertThatThrownBy(() -> aws.elb.modifyCapacityReservation(request -> request.loadBalancerArn(arn)
                        .minimumLoadBalancerCapacity(capacity -> capacity.capacityUnits(100))))
                .isInstanceOfSatisfying(
                        AwsServiceException.class,
                        refused -> assertThat(refused.awsErrorDetails().errorCode())
                                .isEqualTo("InsufficientCapacity"));
    }

    @Test
    void anAnswerIsSlow() {
        faults.inject(operation("DescribeTargetGroups"), new Fault.Slow(Duration.ofMillis(50)));

        long before = System.nanoTime();
        names();

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThanOrEqualTo(Duration.ofMillis(50));
    }

    @Test
    void severalFaultsBefallOneCall() {
        aws.targetGroup("one");
        faults.set(FaultPlan.of(operation("DescribeTargetGroups"), new Fault.Slow(Duration.ofMillis(1)))
                .with(operation("Describe*"), new Fault.Empty()));

        assertThat(names()).isEmpty();
        assertThat(faults.fired()).hasSize(2);
    }

    @Test
    void aPlanIsSetAndReadOverHttp() throws Exception {
        String plan = FaultFile.write(everything());
        URI page = aws.simulator.endpoint().resolve("/_simulator/faults");
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> set =
                    send(http, HttpRequest.newBuilder(page).PUT(HttpRequest.BodyPublishers.ofString(plan)));
            assertThat(set.statusCode()).isEqualTo(200);
            assertThat(faults.plan()).isEqualTo(everything());
            assertThat(send(http, HttpRequest.newBuilder(page).GET()).body()).isEqualTo(set.body());

            HttpResponse<String> mistake = send(
                    http,
                    HttpRequest.newBuilder(page)
                            .PUT(HttpRequest.BodyPublishers.ofString("{\"faults\": [{\"fault\": \"bad\"}]}")));
            assertThat(mistake.statusCode()).isEqualTo(400);
            assertThat(mistake.body()).contains("error, lost, slow");
            assertThat(faults.plan()).isEqualTo(everything());

            send(http, HttpRequest.newBuilder(page).DELETE());
            assertThat(faults.plan()).isEqualTo(FaultPlan.NONE);
        }
    }

    private static HttpResponse<String> send(HttpClient http, HttpRequest.Builder request) throws Exception {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static FaultPlan everything() {
        Answer.Refusal refusal = new Answer.Refusal(400, "Broken", "broken");
        List<Fault> all = List.of(
                new Fault.Failing(AFTER_THE_EFFECT, refusal),
                new Fault.Losing(BEFORE_THE_EFFECT),
                new Fault.Slow(Duration.ofMillis(1500)),
                new Fault.Stale(Lag.of(3)),
                new Fault.Untagged(Lag.of(Duration.ofSeconds(3))),
                new Fault.Empty(),
                new Fault.Partial(2));
        FaultPlan plan = FaultPlan.NONE
                .withSeed(7)
                .withThrottling(Throttling.account().withNeighbour(0.8))
                .withQuotas(Map.of("targetGroups", 1));
        for (Fault fault : all) {
            plan = plan.with(new Selector("ec2", "Create*", Selector.Kind.WRITE, 2, 3, 0.25), fault);
        }
        return plan;
    }

    private List<String> names() {
        List<String> names = new ArrayList<>();
        aws.elb.describeTargetGroups().targetGroups().stream()
                .map(TargetGroup::targetGroupName)
                .forEach(names::add);
        return names;
    }
}
