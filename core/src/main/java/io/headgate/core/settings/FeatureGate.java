package io.headgate.core.settings;

import java.util.Optional;

/** The feature gates of aws-load-balancer-controller, by its names and with its defaults. Not all mean something to Headgate. */
public enum FeatureGate {
    LISTENER_RULES_TAGGING("ListenerRulesTagging", true),
    WEIGHTED_TARGET_GROUPS("WeightedTargetGroups", true),
    ENDPOINTS_FAIL_OPEN("EndpointsFailOpen", true),
    ENABLE_SERVICE_CONTROLLER("EnableServiceController", true),
    ENABLE_IP_TARGET_TYPE("EnableIPTargetType", true),
    SUBNETS_CLUSTER_TAG_CHECK("SubnetsClusterTagCheck", true),
    NLB_HEALTH_CHECK_ADVANCED_CONFIG("NLBHealthCheckAdvancedConfig", true),
    NLB_SECURITY_GROUP("NLBSecurityGroup", true),
    SUBNET_DISCOVERY_BY_REACHABILITY("SubnetDiscoveryByReachability", true),
    LB_CAPACITY_RESERVATION("LBCapacityReservation", true),
    NLB_GATEWAY_API("NLBGatewayAPI", true),
    ALB_GATEWAY_API("ALBGatewayAPI", true),
    GATEWAY_LISTENER_SET("GatewayListenerSet", true),
    SERVICE_TYPE_LOAD_BALANCER_ONLY("ServiceTypeLoadBalancerOnly", false),
    ENABLE_TCPUDP_LISTENER("EnableTCPUDPListener", false),
    ENABLE_RGTAPI("EnableRGTAPI", false),
    ALB_SINGLE_SUBNET("ALBSingleSubnet", false),
    GLOBAL_ACCELERATOR_CONTROLLER("GlobalAcceleratorController", false),
    ENHANCED_DEFAULT_BEHAVIOR("EnhancedDefaultBehavior", false),
    ENABLE_DEFAULT_TAGS_LOW_PRIORITY("EnableDefaultTagsLowPriority", false),
    ALB_TARGET_CONTROL_AGENT("ALBTargetControlAgent", false),
    ENABLE_CERTIFICATE_MANAGEMENT("EnableCertificateManagement", false),
    INGRESS_PLAN_ANNOTATION("IngressPlanAnnotation", false);

    private final String key;
    private final boolean onByDefault;

    FeatureGate(String key, boolean onByDefault) {
        this.key = key;
        this.onByDefault = onByDefault;
    }

    /** The name, as in {@code --feature-gates=NAME=true}. */
    public String key() {
        return key;
    }

    public boolean onByDefault() {
        return onByDefault;
    }

    /** The gate of that name. */
    public static Optional<FeatureGate> of(String key) {
        for (FeatureGate gate : values()) {
            if (gate.key.equals(key)) {
                return Optional.of(gate);
            }
        }
        return Optional.empty();
    }
}
