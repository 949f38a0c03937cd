package io.headgate.simulator.elbv2;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** All attributes with their defaults and ranges, after the API reference of the three {@code ...Attribute} structures. */
final class AttributeCatalogue {
    static final String DELETION_PROTECTION = "deletion_protection.enabled";
    static final String DEREGISTRATION_DELAY = "deregistration_delay.timeout_seconds";
    private static final String ANOMALY_MITIGATION = "load_balancing.algorithm.anomaly_mitigation";
    private static final Pattern HEADER_NAME = Pattern.compile("[A-Za-z0-9_-]{1,40}");
    /** Names that begin so are kept for the load balancer itself. */
    private static final Pattern COOKIE_NAME = Pattern.compile("|(?!AWSALB)[^\\s;,=]{1,4096}");

    private static final int DAY = 86_400;
    private static final int WEEK = 604_800;
    private static final int MANY = 1_000_000;

    private AttributeCatalogue() {}

    static List<Attribute> loadBalancer(String type, String scheme) {
        List<Attribute> all = new ArrayList<>(List.of(
                Attribute.flag(DELETION_PROTECTION, false),
                Attribute.flag("access_logs.s3.enabled", false),
                Attribute.text("access_logs.s3.bucket", ""),
                Attribute.text("access_logs.s3.prefix", ""),
                Attribute.flag("ipv6.deny_all_igw_traffic", scheme.equals("internal")),
                Attribute.flag("zonal_shift.config.enabled", false)));
        all.addAll(type.equals("application") ? applicationLoadBalancer() : networkLoadBalancer());
        return all;
    }

    private static List<Attribute> applicationLoadBalancer() {
        return List.of(
                // Cross-zone balancing of an Application Load Balancer cannot be switched off.
                Attribute.oneOf("load_balancing.cross_zone.enabled", "true", List.of("true")),
                Attribute.number("idle_timeout.timeout_seconds", "60", 1, 4000),
                Attribute.number("client_keep_alive.seconds", "3600", 60, WEEK),
                Attribute.flag("connection_logs.s3.enabled", false),
                Attribute.text("connection_logs.s3.bucket", ""),
                Attribute.text("connection_logs.s3.prefix", ""),
                Attribute.flag("health_check_logs.s3.enabled", false),
                Attribute.text("health_check_logs.s3.bucket", ""),
                Attribute.text("health_check_logs.s3.prefix", ""),
                Attribute.oneOf(
                        "routing.http.desync_mitigation_mode",
                        "defensive",
                        List.of("monitor", "defensive", "strictest")),
                Attribute.flag("routing.http.drop_invalid_header_fields.enabled", false),
                Attribute.flag("routing.http.preserve_host_header.enabled", false),
                Attribute.flag("routing.http.x_amzn_tls_version_and_cipher_suite.enabled", false),
                Attribute.flag("routing.http.xff_client_port.enabled", false),
                Attribute.oneOf(
                        "routing.http.xff_header_processing.mode", "append", List.of("append", "preserve", "remove")),
                Attribute.flag("routing.http2.enabled", true),
                Attribute.flag("waf.fail_open.enabled", false));
    }

    private static List<Attribute> networkLoadBalancer() {
        return List.of(
                Attribute.flag("load_balancing.cross_zone.enabled", false),
                Attribute.oneOf(
                        "dns_record.client_routing_policy",
                        "any_availability_zone",
                        List.of(
                                "availability_zone_affinity",
                                "partial_availability_zone_affinity",
                                "any_availability_zone")),
                Attribute.number("secondary_ips.auto_assigned.per_subnet", "0", 0, 7));
    }

    static List<Attribute> targetGroup(String protocol, String targetType) {
        List<Attribute> all = new ArrayList<>(List.of(
                Attribute.number(DEREGISTRATION_DELAY, "300", 0, 3600),
                Attribute.flag("stickiness.enabled", false),
                Attribute.oneOf(
                        "load_balancing.cross_zone.enabled",
                        "use_load_balancer_configuration",
                        List.of("true", "false", "use_load_balancer_configuration")),
                Attribute.numberOr(
                        "off", "target_group_health.dns_failover.minimum_healthy_targets.count", "1", 1, MANY),
                Attribute.numberOr(
                        "off", "target_group_health.dns_failover.minimum_healthy_targets.percentage", "off", 1, 100),
                Attribute.number(
                        "target_group_health.unhealthy_state_routing.minimum_healthy_targets.count", "1", 1, MANY),
                Attribute.numberOr(
                        "off",
                        "target_group_health.unhealthy_state_routing.minimum_healthy_targets.percentage",
                        "off",
                        1,
                        100)));
        all.addAll(protocol.startsWith("HTTP") ? applicationTargetGroup() : networkTargetGroup(protocol, targetType));
        return all;
    }

    private static List<Attribute> applicationTargetGroup() {
        return List.of(
                Attribute.oneOf("stickiness.type", "lb_cookie", List.of("lb_cookie", "app_cookie")),
                Attribute.number("stickiness.lb_cookie.duration_seconds", String.valueOf(DAY), 1, WEEK),
                Attribute.matching("stickiness.app_cookie.cookie_name", "", COOKIE_NAME),
                Attribute.number("stickiness.app_cookie.duration_seconds", String.valueOf(DAY), 1, WEEK),
                Attribute.numberOr("0", "slow_start.duration_seconds", "0", 30, 900),
                Attribute.oneOf(
                        "load_balancing.algorithm.type",
                        "round_robin",
                        List.of("round_robin", "least_outstanding_requests", "weighted_random")),
                Attribute.oneOf(ANOMALY_MITIGATION, "off", List.of("on", "off")));
    }

    private static List<Attribute> networkTargetGroup(String protocol, String targetType) {
        boolean hidden = targetType.equals("ip") && (protocol.equals("TCP") || protocol.equals("TLS"));
        return List.of(
                Attribute.oneOf(
                        "stickiness.type",
                        "source_ip",
                        List.of("source_ip", "source_ip_dest_ip", "source_ip_dest_ip_proto")),
                Attribute.flag("deregistration_delay.connection_termination.enabled", protocol.contains("UDP")),
                Attribute.flag("preserve_client_ip.enabled", !hidden),
                Attribute.flag("proxy_protocol_v2.enabled", false),
                Attribute.flag("target_health_state.unhealthy.connection_termination.enabled", true),
                Attribute.number("target_health_state.unhealthy.draining_interval_seconds", "0", 0, 360_000));
    }

    static List<Attribute> listener(String protocol) {
        if (!protocol.startsWith("HTTP")) {
            return List.of(Attribute.number("tcp.idle_timeout.seconds", "350", 60, 6000));
        }
        List<Attribute> all = new ArrayList<>(List.of(
                Attribute.flag("routing.http.response.server.enabled", true),
                response("strict_transport_security"),
                response("access_control_allow_origin"),
                response("access_control_allow_methods"),
                response("access_control_allow_headers"),
                response("access_control_allow_credentials"),
                response("access_control_expose_headers"),
                response("access_control_max_age"),
                response("content_security_policy"),
                response("x_content_type_options"),
                response("x_frame_options")));
        if (protocol.equals("HTTPS")) {
            all.addAll(List.of(
                    request("x_amzn_mtls_clientcert_serial_number", "X-Amzn-Mtls-Clientcert-Serial-Number"),
                    request("x_amzn_mtls_clientcert_issuer", "X-Amzn-Mtls-Clientcert-Issuer"),
                    request("x_amzn_mtls_clientcert_subject", "X-Amzn-Mtls-Clientcert-Subject"),
                    request("x_amzn_mtls_clientcert_validity", "X-Amzn-Mtls-Clientcert-Validity"),
                    request("x_amzn_mtls_clientcert_leaf", "X-Amzn-Mtls-Clientcert-Leaf"),
                    request("x_amzn_mtls_clientcert", "X-Amzn-Mtls-Clientcert"),
                    request("x_amzn_tls_version", "X-Amzn-Tls-Version"),
                    request("x_amzn_tls_cipher_suite", "X-Amzn-Tls-Cipher-Suite")));
        }
        return all;
    }

    private static Attribute response(String header) {
        return Attribute.text("routing.http.response." + header + ".header_value", "");
    }

    private static Attribute request(String header, String name) {
        return Attribute.matching("routing.http.request." + header + ".header_name", name, HEADER_NAME);
    }
}
