package io.headgate.aws.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.simulator.Simulator;
import io.headgate.simulator.SimulatorConfig;
import io.headgate.simulator.api.Answer;
import io.headgate.simulator.api.RecordedCall;
import io.headgate.simulator.fault.FaultPlan;
import io.headgate.simulator.fault.Throttling;
import io.headgate.simulator.fault.Throttling.Bucket;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.ec2.model.Vpc;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ProtocolEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetDescription;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetTypeEnum;

/** What the budget makes of an account that refuses calls as too many, because others call too. */
final class ThrottledAccountTest {

    private static final List<String> TARGETS = List.of("RegisterTargets", "DeregisterTargets");

    private Simulator simulator;
    private AwsClients clients;
    private String targetGroup;
    private String network;
    private final CountDownLatch registered = new CountDownLatch(4);

    @BeforeEach
    void start() throws IOException {
        simulator = Simulator.start(SimulatorConfig.DEFAULT.withInterceptor((call, next) -> {
            Answer answer = next.get();
            if (call.operation().equals("RegisterTargets") && answer instanceof Answer.Success) {
                registered.countDown();
            }
            return answer;
        }));
        AwsSettings settings = AwsSettings.of("dev", "us-west-2", "vpc-1")
                .withLocalEndpoint(simulator.endpoint())
                .withBudget(AwsSettings.Budget.ACCOUNT);
        clients = AwsClients.create(settings, new SimpleMeterRegistry(), InstantSource.system());
        Vpc vpc = clients.ec2().describeVpcs().vpcs().getFirst();
        network = vpc.cidrBlock().replaceFirst("[0-9]+\\.[0-9]+/.*", "");
        targetGroup = clients.elb()
                .createTargetGroup(request -> request.name("web")
                        .targetType(TargetTypeEnum.IP)
                        .protocol(ProtocolEnum.HTTP)
                        .port(80)
                        .vpcId(vpc.vpcId()))
                .targetGroups()
                .getFirst()
                .targetGroupArn();
        simulator.callLog().reset();
    }

    @AfterEach
    void stop() {
        clients.close();
        simulator.close();
    }

    @Test
    void noRefusalSurfaces_thoughTheAccountGrantsLessThanExpected() throws Exception {
        throttle(new Bucket("reads", "elasticloadbalancing", List.of("Describe*"), 5, 20), 0);

        all(60, number -> clients.elb().describeTargetGroups());

        assertThat(calls("DescribeTargetGroups", "ok")).hasSize(60);
    }

    @Test
    @Timeout(120)
    void whoeverDeregistersGoesFirst_thoughANeighbourEatsMostOfIt() throws Exception {
        throttle(new Bucket("targets", "elasticloadbalancing", TARGETS, 20, 20), 0.8);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = new ArrayList<>();
            IntStream.range(0, 32).forEach(number -> running.add(threads.submit(() -> register(number))));
            assertThat(registered.await(1, TimeUnit.MINUTES))
                    .as("what is there at once is used up")
                    .isTrue();
            clients.elb()
                    .deregisterTargets(
                            request -> request.targetGroupArn(targetGroup).targets(target(0)));
            running.forEach(ThrottledAccountTest::ended);
        }

        List<String> order = simulator.callLog().calls().stream()
                .filter(call -> call.outcome().equals("ok"))
                .map(RecordedCall::operation)
                .toList();
        assertThat(order.subList(order.indexOf("DeregisterTargets"), order.size()))
                .as("registrations that wait let it pass: %s", order)
                .hasSizeGreaterThan(5);
        assertThat(order).hasSize(33);
    }

    private void register(int number) {
        ElasticLoadBalancingV2Client elb = clients.elb();
        elb.registerTargets(request -> request.targetGroupArn(targetGroup).targets(target(number)));
    }

    private TargetDescription target(int number) {
        return TargetDescription.builder()
                .id(network + "0." + (number + 10))
                .port(8080)
                .build();
    }

    private void throttle(Bucket bucket, double neighbour) {
        simulator.faults().set(FaultPlan.NONE.withThrottling(new Throttling(List.of(bucket), neighbour)));
    }

    private static void all(int count, IntConsumer call) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = new ArrayList<>();
            IntStream.range(0, count).forEach(number -> running.add(threads.submit(() -> call.accept(number))));
            running.forEach(ThrottledAccountTest::ended);
        }
    }

    private static void ended(Future<?> call) {
        try {
            call.get();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException failed) {
            throw new AssertionError("a call failed", failed.getCause());
        }
    }

    private List<RecordedCall> calls(String operation, String outcome) {
        return simulator.callLog().calls().stream()
                .filter(call ->
                        call.operation().equals(operation) && call.outcome().equals(outcome))
                .toList();
    }
}
