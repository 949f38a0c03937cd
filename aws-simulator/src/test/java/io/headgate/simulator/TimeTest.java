package io.headgate.simulator;

import static io.headgate.simulator.SimulatedAws.forward;
import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.simulator.account.Timing;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What passes with the account's time, which tests move. */
@SuppressWarnings("unchecked") // the builders of the SDK take consumers as varargs
final class TimeTest {
    private static final SimulatorConfig SLOW = SimulatedAws.config()
            .withTiming(new Timing(Duration.ofSeconds(90), Duration.ofSeconds(20), Duration.ofMinutes(5)));

    @Test
    void loadBalancersAreProvisionedFirst() {
        try (SimulatedAws aws = SimulatedAws.start(SLOW)) {
            aws.loadBalancer("web");
            assertThat(state(aws)).isEqualTo("provisioning");

            aws.simulator.clock().advance(Duration.ofSeconds(90));

            assertThat(state(aws)).isEqualTo("active");
        }
    }

    private static String state(SimulatedAws aws) {
        return aws.elb
                .describeLoadBalancers()
                .loadBalancers()
                .getFirst()
                .state()
                .codeAsString();
    }

    @Test
    void targetsBecomeHealthyAndDrainUntilTheyAreGone() {
        try (SimulatedAws aws = SimulatedAws.start(SLOW)) {
            String group = aws.targetGroup("shop");
            aws.listener(aws.loadBalancer("web").loadBalancerArn(), 80, forward(group));
            aws.elb.registerTargets(request -> request.targetGroupArn(group)
                    .targets(target -> target.id("10.1.0.1").port(80)));
            assertThat(health(aws, group)).isEqualTo("initial");

            aws.simulator.clock().advance(Duration.ofSeconds(20));
            assertThat(health(aws, group)).isEqualTo("healthy");

            aws.elb.deregisterTargets(request -> request.targetGroupArn(group)
                    .targets(target -> target.id("10.1.0.1").port(80)));
            assertThat(health(aws, group)).isEqualTo("draining");

            aws.simulator.clock().advance(Duration.ofMinutes(5));
            assertThat(health(aws, group)).isEqualTo("gone");
        }
    }

    private static String health(SimulatedAws aws, String group) {
        return aws
                .elb
                .describeTargetHealth(request -> request.targetGroupArn(group))
                .targetHealthDescriptions()
                .stream()
                .findFirst()
                .map(each -> each.targetHealth().stateAsString())
                .orElse("gone");
    }
}
