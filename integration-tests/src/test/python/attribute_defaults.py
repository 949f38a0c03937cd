"""AWS's defaults of load balancer, listener and target group attributes, after the ELBv2 API reference.

AWS answers every attribute with its value. In the normal form only those that somebody asked for are written; of those that stand at
their default nobody can tell whether they were asked for. A tuple stands for several values that say nothing.
"""

_LOAD_BALANCER = {
    "access_logs.s3.bucket": "",
    "access_logs.s3.enabled": "false",
    "access_logs.s3.prefix": "",
    "deletion_protection.enabled": "false",
    "zonal_shift.config.enabled": "false",
}

_APPLICATION = _LOAD_BALANCER | {
    "client_keep_alive.seconds": "3600",
    "connection_logs.s3.bucket": "",
    "connection_logs.s3.enabled": "false",
    "connection_logs.s3.prefix": "",
    "health_check_logs.s3.bucket": "",
    "health_check_logs.s3.enabled": "false",
    "health_check_logs.s3.prefix": "",
    "idle_timeout.timeout_seconds": "60",
    # Cannot be switched off for this type; moto says "false" all the same.
    "load_balancing.cross_zone.enabled": ("true", "false"),
    "routing.http.desync_mitigation_mode": "defensive",
    "routing.http.drop_invalid_header_fields.enabled": "false",
    "routing.http.preserve_host_header.enabled": "false",
    "routing.http.x_amzn_tls_version_and_cipher_suite.enabled": "false",
    "routing.http.xff_client_port.enabled": "false",
    "routing.http.xff_header_processing.mode": "append",
    "routing.http2.enabled": "true",
    "waf.fail_open.enabled": "false",
}

_NETWORK = _LOAD_BALANCER | {
    "dns_record.client_routing_policy": "any_availability_zone",
    "load_balancing.cross_zone.enabled": "false",
    "secondary_ips.auto_assigned.per_subnet": "0",
}

_TARGET_GROUP = {
    "deregistration_delay.timeout_seconds": "300",
    "load_balancing.cross_zone.enabled": "use_load_balancer_configuration",
    "stickiness.enabled": "false",
    "target_group_health.dns_failover.minimum_healthy_targets.count": "1",
    "target_group_health.dns_failover.minimum_healthy_targets.percentage": "off",
    "target_group_health.unhealthy_state_routing.minimum_healthy_targets.count": "1",
    "target_group_health.unhealthy_state_routing.minimum_healthy_targets.percentage": "off",
}

_APPLICATION_TARGET_GROUP = _TARGET_GROUP | {
    "load_balancing.algorithm.anomaly_mitigation": "off",
    "load_balancing.algorithm.type": "round_robin",
    "slow_start.duration_seconds": "0",
    "stickiness.app_cookie.cookie_name": "",
    "stickiness.app_cookie.duration_seconds": "86400",
    "stickiness.lb_cookie.duration_seconds": "86400",
    "stickiness.type": "lb_cookie",
    # moto lists this one for target groups too.
    "waf.fail_open.enabled": "false",
}

_NETWORK_TARGET_GROUP = _TARGET_GROUP | {
    "deregistration_delay.connection_termination.enabled": "false",
    "proxy_protocol_v2.enabled": "false",
    "stickiness.type": "source_ip",
    "target_health_state.unhealthy.connection_termination.enabled": "true",
    "target_health_state.unhealthy.draining_interval_seconds": "0",
}

_RESPONSE_HEADERS = (
    "access_control_allow_credentials",
    "access_control_allow_headers",
    "access_control_allow_methods",
    "access_control_allow_origin",
    "access_control_expose_headers",
    "access_control_max_age",
    "content_security_policy",
    "strict_transport_security",
    "x_content_type_options",
    "x_frame_options",
)

_REQUEST_HEADERS = (
    "X-Amzn-Mtls-Clientcert",
    "X-Amzn-Mtls-Clientcert-Issuer",
    "X-Amzn-Mtls-Clientcert-Leaf",
    "X-Amzn-Mtls-Clientcert-Serial-Number",
    "X-Amzn-Mtls-Clientcert-Subject",
    "X-Amzn-Mtls-Clientcert-Validity",
    "X-Amzn-Tls-Cipher-Suite",
    "X-Amzn-Tls-Version",
)

_LISTENER = {
    "routing.http.response.server.enabled": "true",
    "tcp.idle_timeout.seconds": "350",
    **{f"routing.http.response.{header}.header_value": "" for header in _RESPONSE_HEADERS},
    **{
        f"routing.http.request.{header.lower().replace('-', '_')}.header_name": header
        for header in _REQUEST_HEADERS
    },
}


def of_load_balancer(load_balancer):
    internal = load_balancer.get("Scheme") == "internal"
    kind = _NETWORK if load_balancer.get("Type") == "network" else _APPLICATION
    return kind | {"ipv6.deny_all_igw_traffic": "true" if internal else "false"}


def of_listener():
    return _LISTENER


def of_target_group(target_group):
    if target_group["Protocol"].startswith("HTTP"):
        return _APPLICATION_TARGET_GROUP
    hidden = target_group.get("TargetType") == "ip" and target_group["Protocol"] in ("TCP", "TLS")
    return _NETWORK_TARGET_GROUP | {"preserve_client_ip.enabled": "false" if hidden else "true"}
