package io.headgate.simulator;

import static io.headgate.simulator.SimulatedAws.VPC;
import static io.headgate.simulator.SimulatedAws.fixed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.InvalidTargetException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ProtocolEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ResourceInUseException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TooManyTargetsException;

/** An Application Load Balancer as target of a Network Load Balancer. */
@SuppressWarnings("unchecked") // the builders of the SDK take consumers as varargs
final class FrontendTargetTest {

    @Test
    void isHealthyOnceInUse_andCannotGoWhileItIsATarget() {
        try (SimulatedAws aws = SimulatedAws.start(SimulatedAws.config())) {
            String behind = aws.loadBalancer("behind").loadBalancerArn();
            String listener = aws.listener(behind, 80, fixed("404"));
            String group = group(aws, "front");
            front(aws, group);

            register(aws, group, behind, 80);

            assertThat(aws.elb
                            .describeTargetHealth(request -> request.targetGroupArn(group))
                            .targetHealthDescriptions())
                    .singleElement()
                    .satisfies(each -> {
                        assertThat(each.target().id()).isEqualTo(behind);
                        assertThat(each.targetHealth().stateAsString()).isEqualTo("healthy");
                    });
            assertThatThrownBy(() -> aws.elb.deleteListener(request -> request.listenerArn(listener)))
                    .isInstanceOf(ResourceInUseException.class);
            assertThatThrownBy(() -> aws.elb.deleteLoadBalancer(request -> request.loadBalancerArn(behind)))
                    .isInstanceOf(ResourceInUseException.class);
            aws.elb.deregisterTargets(request -> request.targetGroupArn(group)
                    .targets(target -> target.id(behind).port(80)));
            aws.elb.deleteListener(request -> request.listenerArn(listener));
            aws.elb.deleteLoadBalancer(request -> request.loadBalancerArn(behind));
        }
    }

    @Test
    void answersRequestsThatComeThroughTheFront() throws IOException, InterruptedException {
        SimulatorConfig serving =
                SimulatedAws.config().withClock(InstantSource.system()).withDataPlane(true);
        try (SimulatedAws aws = SimulatedAws.start(serving);
                HttpClient http = HttpClient.newHttpClient()) {
            String behind = aws.loadBalancer("behind").loadBalancerArn();
            aws.listener(behind, 80, fixed("418"));
            String group = group(aws, "front");
            String front = front(aws, group);
            register(aws, group, behind, 80);
            String listener = aws.elb
                    .describeListeners(request -> request.loadBalancerArn(front))
                    .listeners()
                    .getFirst()
                    .listenerArn();
            int port = aws.simulator.listenerAddress(listener).orElseThrow().getPort();

            int status = http.send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/"))
                                    .build(),
                            HttpResponse.BodyHandlers.discarding())
                    .statusCode();

            assertThat(status).isEqualTo(418);
        }
    }

    @Test
    void mustListenOnThePort_andBeAlone() {
        try (SimulatedAws aws = SimulatedAws.start(SimulatedAws.config())) {
            String behind = aws.loadBalancer("behind").loadBalancerArn();
            aws.listener(behind, 80, fixed("404"));
            aws.listener(behind, 81, fixed("404"));
            String group = group(aws, "front");

            assertThatThrownBy(() -> register(aws, group, behind, 443)).isInstanceOf(InvalidTargetException.class);
            assertThatThrownBy(() -> register(aws, group, front(aws, group), 80))
                    .isInstanceOf(InvalidTargetException.class);
            assertThatThrownBy(() -> register(aws, group, behind + "0", 80)).isInstanceOf(InvalidTargetException.class);
            register(aws, group, behind, 80);
            assertThatThrownBy(() -> register(aws, group, behind, 81)).isInstanceOf(TooManyTargetsException.class);
        }
    }

    private static String group(SimulatedAws aws, String name) {
        return aws.elb
                .createTargetGroup(request -> request.name(name)
                        .protocol(ProtocolEnum.TCP)
                        .port(80)
                        .vpcId(VPC)
                        .targetType(TargetTypeEnum.ALB))
                .targetGroups()
                .getFirst()
                .targetGroupArn();
    }

    private static String front(SimulatedAws aws, String group) {
        String arn = aws.elb
                .createLoadBalancer(request ->
                        request.name("front").type(LoadBalancerTypeEnum.NETWORK).subnets(SimulatedAws.PUBLIC_A))
                .loadBalancers()
                .getFirst()
                .loadBalancerArn();
        aws.elb.createListener(request -> request.loadBalancerArn(arn)
                .protocol(ProtocolEnum.TCP)
                .port(80)
                .defaultActions(SimulatedAws.forward(group)));
        return arn;
    }

    private static void register(SimulatedAws aws, String group, String arn, int port) {
        aws.elb.registerTargets(request ->
                request.targetGroupArn(group).targets(target -> target.id(arn).port(port)));
    }
}
