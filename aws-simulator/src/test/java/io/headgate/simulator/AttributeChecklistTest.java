package io.headgate.simulator;

import static io.headgate.simulator.Checklist.entry;
import static io.headgate.simulator.Checklist.refused;
import static io.headgate.simulator.SimulatedAws.PUBLIC_A;
import static io.headgate.simulator.SimulatedAws.PUBLIC_B;
import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.simulator.Refusals.Scene;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ListenerAttribute;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerAttribute;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupAttribute;

/** The checklist for attributes and tags. */
@SuppressWarnings("unchecked") // the builders of the SDK take consumers as varargs
final class AttributeChecklistTest {

    /** The defaults of an Application Load Balancer, as the API reference of {@code LoadBalancerAttribute} tells them. */
    private static final List<String> LOAD_BALANCER = List.of(
            "access_logs.s3.bucket=",
            "access_logs.s3.enabled=false",
            "access_logs.s3.prefix=",
            "client_keep_alive.seconds=3600",
            "connection_logs.s3.bucket=",
            "connection_logs.s3.enabled=false",
            "connection_logs.s3.prefix=",
            "deletion_protection.enabled=false",
            "health_check_logs.s3.bucket=",
            "health_check_logs.s3.enabled=false",
            "health_check_logs.s3.prefix=",
            "idle_timeout.timeout_seconds=60",
            "ipv6.deny_all_igw_traffic=false",
            "load_balancing.cross_zone.enabled=true",
            "routing.http.desync_mitigation_mode=defensive",
            "routing.http.drop_invalid_header_fields.enabled=false",
            "routing.http.preserve_host_header.enabled=false",
            "routing.http.x_amzn_tls_version_and_cipher_suite.enabled=false",
            "routing.http.xff_client_port.enabled=false",
            "routing.http.xff_header_processing.mode=append",
            "routing.http2.enabled=true",
            "waf.fail_open.enabled=false",
            "zonal_shift.config.enabled=false");

    private static final List<String> TARGET_GROUP = List.of(
            "deregistration_delay.timeout_seconds=300",
            "load_balancing.algorithm.anomaly_mitigation=off",
            "load_balancing.algorithm.type=round_robin",
            "load_balancing.cross_zone.enabled=use_load_balancer_configuration",
            "slow_start.duration_seconds=0",
            "stickiness.app_cookie.cookie_name=",
            "stickiness.app_cookie.duration_seconds=86400",
            "stickiness.enabled=false",
            "stickiness.lb_cookie.duration_seconds=86400",
            "stickiness.type=lb_cookie",
            "target_group_health.dns_failover.minimum_healthy_targets.count=1",
            "target_group_health.dns_failover.minimum_healthy_targets.percentage=off",
            "target_group_health.unhealthy_state_routing.minimum_healthy_targets.count=1",
            "target_group_health.unhealthy_state_routing.minimum_healthy_targets.percentage=off");

    private static final List<String> LISTENER = List.of(
            "routing.http.response.access_control_allow_credentials.header_value=",
            "routing.http.response.access_control_allow_headers.header_value=",
            "routing.http.response.access_control_allow_methods.header_value=",
            "routing.http.response.access_control_allow_origin.header_value=",
            "routing.http.response.access_control_expose_headers.header_value=",
            "routing.http.response.access_control_max_age.header_value=",
            "routing.http.response.content_security_policy.header_value=",
            "routing.http.response.server.enabled=true",
            "routing.http.response.strict_transport_security.header_value=",
            "routing.http.response.x_content_type_options.header_value=",
            "routing.http.response.x_frame_options.header_value=");

    static List<Checklist.Entry> attributes() {
        return List.of(
                entry(
                        "DescribeLoadBalancerAttributes: all are there with their defaults",
                        scene -> assertThat(loadBalancer(scene, scene.loadBalancer))
                                .containsExactlyInAnyOrderElementsOf(LOAD_BALANCER)),
                entry("DescribeLoadBalancerAttributes: a Network Load Balancer has others", scene -> {
                    String front = scene.aws
                            .elb
                            .createLoadBalancer(request ->
                                    request.name("front").type("network").subnets(PUBLIC_A, PUBLIC_B))
                            .loadBalancers()
                            .getFirst()
                            .loadBalancerArn();
                    assertThat(loadBalancer(scene, front))
                            .contains(
                                    "dns_record.client_routing_policy=any_availability_zone",
                                    "load_balancing.cross_zone.enabled=false")
                            .noneMatch(each -> each.startsWith("idle_timeout.") || each.startsWith("routing."));
                }),
                entry("ModifyLoadBalancerAttributes: health_check_logs are known, with all others that stay", scene -> {
                    var answer = scene.aws.elb.modifyLoadBalancerAttributes(request -> request.loadBalancerArn(
                                    scene.loadBalancer)
                            .attributes(
                                    on -> on.key("health_check_logs.s3.enabled").value("true"),
                                    bucket -> bucket.key("health_check_logs.s3.bucket")
                                            .value("logs"),
                                    prefix -> prefix.key("health_check_logs.s3.prefix")
                                            .value("web")));
                    assertThat(answer.attributes()).hasSize(LOAD_BALANCER.size());
                    assertThat(loadBalancer(scene, scene.loadBalancer)).contains("health_check_logs.s3.prefix=web");
                }),
                entry("ModifyLoadBalancerAttributes: keys and values are checked", scene -> {
                    refused("ValidationError", () -> scene.attribute("color", "red"));
                    refused(
                            "InvalidConfigurationRequest",
                            () -> scene.attribute("idle_timeout.timeout_seconds", "4001"));
                    refused("InvalidConfigurationRequest", () -> scene.attribute("routing.http2.enabled", "maybe"));
                    refused(
                            "InvalidConfigurationRequest",
                            () -> scene.attribute("routing.http.desync_mitigation_mode", "lax"));
                }),
                entry(
                        "DescribeTargetGroupAttributes: all are there with their defaults, none of load balancers",
                        scene -> assertThat(targetGroup(scene)).containsExactlyInAnyOrderElementsOf(TARGET_GROUP)),
                entry("ModifyTargetGroupAttributes: a delay of 3600 s is the most", scene -> {
                    targetGroup(scene, "deregistration_delay.timeout_seconds", "3600");
                    assertThat(targetGroup(scene)).contains("deregistration_delay.timeout_seconds=3600");
                    refused(
                            "InvalidConfigurationRequest",
                            () -> targetGroup(scene, "deregistration_delay.timeout_seconds", "3601"));
                }),
                entry("ModifyTargetGroupAttributes: keys and values are checked", scene -> {
                    refused("ValidationError", () -> targetGroup(scene, "waf.fail_open.enabled", "true"));
                    refused("InvalidConfigurationRequest", () -> targetGroup(scene, "stickiness.type", "source_ip"));
                    refused(
                            "InvalidConfigurationRequest",
                            () -> targetGroup(scene, "slow_start.duration_seconds", "29"));
                }),
                entry(
                        "ModifyTargetGroupAttributes: the answer holds all of them",
                        scene -> assertThat(scene.aws
                                        .elb
                                        .modifyTargetGroupAttributes(
                                                request -> request.targetGroupArn(scene.targetGroup)
                                                        .attributes(each -> each.key("slow_start.duration_seconds")
                                                                .value("30")))
                                        .attributes())
                                .hasSize(TARGET_GROUP.size())),
                entry(
                        "DescribeListenerAttributes: HTTP has the response headers, and no key of TCP",
                        scene -> assertThat(listener(scene, scene.listener))
                                .containsExactlyInAnyOrderElementsOf(LISTENER)),
                entry(
                        "DescribeListenerAttributes: HTTPS has the request headers too",
                        scene -> assertThat(listener(scene, Checklist.secure(scene)))
                                .containsAll(LISTENER)
                                .contains(
                                        "routing.http.request.x_amzn_tls_version.header_name=X-Amzn-Tls-Version",
                                        "routing.http.request.x_amzn_mtls_clientcert_leaf.header_name=X-Amzn-Mtls-Clientcert-Leaf")
                                .hasSize(LISTENER.size() + 8)),
                entry("ModifyListenerAttributes: unknown keys are refused", scene -> {
                    refused("ValidationError", () -> listener(scene, "tcp.idle_timeout.seconds", "60"));
                    listener(scene, "routing.http.response.server.enabled", "false");
                    assertThat(listener(scene, scene.listener)).contains("routing.http.response.server.enabled=false");
                }));
    }

    private static List<String> loadBalancer(Scene scene, String arn) {
        return scene
                .aws
                .elb
                .describeLoadBalancerAttributes(request -> request.loadBalancerArn(arn))
                .attributes()
                .stream()
                .map((LoadBalancerAttribute each) -> each.key() + "=" + each.value())
                .toList();
    }

    private static List<String> targetGroup(Scene scene) {
        return scene
                .aws
                .elb
                .describeTargetGroupAttributes(request -> request.targetGroupArn(scene.targetGroup))
                .attributes()
                .stream()
                .map((TargetGroupAttribute each) -> each.key() + "=" + each.value())
                .toList();
    }

    private static void targetGroup(Scene scene, String key, String value) {
        scene.aws.elb.modifyTargetGroupAttributes(request -> request.targetGroupArn(scene.targetGroup)
                .attributes(each -> each.key(key).value(value)));
    }

    private static List<String> listener(Scene scene, String arn) {
        return scene.aws.elb.describeListenerAttributes(request -> request.listenerArn(arn)).attributes().stream()
                .map((ListenerAttribute each) -> each.key() + "=" + each.value())
                .toList();
    }

    private static void listener(Scene scene, String key, String value) {
        scene.aws.elb.modifyListenerAttributes(request -> request.listenerArn(scene.listener)
                .attributes(each -> each.key(key).value(value)));
    }

    @TestFactory
    Stream<DynamicTest> tellsAndChecksAttributes() {
        return Checklist.run(attributes());
    }
}
