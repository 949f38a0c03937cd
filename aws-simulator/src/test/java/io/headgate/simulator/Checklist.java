package io.headgate.simulator;

import static io.headgate.simulator.SimulatedAws.fixed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.headgate.simulator.Refusals.Scene;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DynamicTest;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Listener;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Rule;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;

/**
 * What other emulators answer otherwise than AWS, entry by entry: {@code checklist.txt} lists the entries, the {@code *ChecklistTest}s
 * hold a check for each, which goes through the SDK and HTTP against an account of its own.
 */
@SuppressWarnings("unchecked") // the builders of the SDK take consumers as varargs
final class Checklist {

    private Checklist() {}

    /**
     * One line of the list.
     *
     * @param text operation and what must hold, as in {@code checklist.txt}
     */
    record Entry(String text, Consumer<Scene> check) {}

    static Entry entry(String text, Consumer<Scene> check) {
        return new Entry(text, check);
    }

    static Stream<DynamicTest> run(List<Entry> entries) {
        return run(entries, SimulatedAws.config());
    }

    static Stream<DynamicTest> run(List<Entry> entries, SimulatorConfig config) {
        return entries.stream()
                .map(entry -> DynamicTest.dynamicTest(entry.text(), () -> {
                    try (SimulatedAws aws = SimulatedAws.start(config)) {
                        entry.check().accept(new Scene(aws));
                    }
                }));
    }

    static void refused(String code, ThrowingCallable call) {
        AwsServiceException refusal = catchThrowableOfType(AwsServiceException.class, call);
        assertThat(refusal).as("refusal " + code).isNotNull();
        assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo(code);
        assertThat(refusal.awsErrorDetails().errorMessage()).isNotBlank();
    }

    static List<Rule> rules(Scene scene) {
        return scene.aws
                .elb
                .describeRules(request -> request.listenerArn(scene.listener))
                .rules();
    }

    static Listener listener(Scene scene, String arn) {
        return scene.aws
                .elb
                .describeListeners(request -> request.listenerArns(arn))
                .listeners()
                .getFirst();
    }

    static TargetGroup targetGroup(Scene scene, String arn) {
        return scene.aws
                .elb
                .describeTargetGroups(request -> request.targetGroupArns(arn))
                .targetGroups()
                .getFirst();
    }

    /** A listener for HTTPS beside the one of the scene. */
    static String secure(Scene scene) {
        return scene.aws.secureListener(scene.loadBalancer, 443, SimulatedAws.CERTIFICATE + "1");
    }

    /** A second load balancer with a listener. */
    static String elsewhere(Scene scene) {
        return scene.aws.listener(scene.aws.loadBalancer("other").loadBalancerArn(), 80, fixed("404"));
    }
}
