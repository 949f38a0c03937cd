package io.headgate.simulator;

import static io.headgate.simulator.SimulatedAws.fixed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RuleCondition;

/** A call that must be refused, and the account that it meets: a load balancer, a listener and a target group. */
@SuppressWarnings("unchecked") // the builders of the SDK take consumers as varargs
final class Refusals {

    private Refusals() {}

    /** A call that must be refused. */
    record Row(String code, String what, Consumer<Scene> call) {}

    /** What is there before a row. */
    static final class Scene {
        final SimulatedAws aws;
        final String loadBalancer;
        final String targetGroup;
        final String listener;

        Scene(SimulatedAws aws) {
            this.aws = aws;
            this.loadBalancer = aws.loadBalancer("web").loadBalancerArn();
            this.targetGroup = aws.targetGroup("shop");
            this.listener = aws.listener(loadBalancer, 80, fixed("404"));
        }

        void rule(RuleCondition condition) {
            aws.rule(listener, 7, request -> request.conditions(condition));
        }

        void attribute(String key, String value) {
            aws.elb.modifyLoadBalancerAttributes(request -> request.loadBalancerArn(loadBalancer)
                    .attributes(each -> each.key(key).value(value)));
        }
    }

    static Row row(String code, String what, Consumer<Scene> call) {
        return new Row(code, what, call);
    }

    static void register(Scene scene, String id) {
        scene.aws.elb.registerTargets(request -> request.targetGroupArn(scene.targetGroup)
                .targets(target -> target.id(id).port(80)));
    }

    static IpPermission.Builder tcp(int port) {
        return IpPermission.builder().ipProtocol("tcp").fromPort(port).toPort(port);
    }

    static Stream<DynamicTest> run(List<Row> rows) {
        return run(rows, SimulatedAws.config());
    }

    static Stream<DynamicTest> run(List<Row> rows, SimulatorConfig config) {
        return rows.stream()
                .map(row -> DynamicTest.dynamicTest(row.what() + ": " + row.code(), () -> {
                    try (SimulatedAws aws = SimulatedAws.start(config)) {
                        Scene scene = new Scene(aws);

                        AwsServiceException refusal = catchThrowableOfType(
                                AwsServiceException.class, () -> row.call().accept(scene));

                        assertThat(refusal).isNotNull();
                        assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo(row.code());
                        assertThat(refusal.statusCode()).isEqualTo(400);
                        assertThat(refusal.awsErrorDetails().errorMessage()).isNotBlank();
                    }
                }));
    }
}
