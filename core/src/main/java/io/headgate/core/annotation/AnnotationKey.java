package io.headgate.core.annotation;

import java.util.Optional;

/**
 * The annotations of an Ingress and its Services: those of aws-load-balancer-controller under {@code alb.ingress.kubernetes.io/}, and
 * those that it does not have under {@code headgate.io/}. What each means is in the {@link Catalogue}. A key that ends with a dot is a
 * family: a name follows.
 */
public enum AnnotationKey {
    GROUP_NAME("group.name"),
    GROUP_ORDER("group.order"),
    LOAD_BALANCER_NAME("load-balancer-name"),
    TAGS("tags"),
    SCHEME("scheme"),
    IP_ADDRESS_TYPE("ip-address-type"),
    SUBNETS("subnets"),
    CUSTOMER_OWNED_IPV4_POOL("customer-owned-ipv4-pool"),
    IPAM_IPV4_POOL_ID("ipam-ipv4-pool-id"),
    LOAD_BALANCER_ATTRIBUTES("load-balancer-attributes"),
    MINIMUM_LOAD_BALANCER_CAPACITY("minimum-load-balancer-capacity"),
    SECURITY_GROUPS("security-groups"),
    MANAGE_BACKEND_SECURITY_GROUP_RULES("manage-backend-security-group-rules"),
    INBOUND_CIDRS("inbound-cidrs"),
    SECURITY_GROUP_PREFIX_LISTS("security-group-prefix-lists"),
    WAFV2_ACL_ARN("wafv2-acl-arn"),
    WAFV2_ACL_NAME("wafv2-acl-name"),
    WAF_ACL_ID("waf-acl-id"),
    WEB_ACL_ID("web-acl-id"),
    SHIELD_ADVANCED_PROTECTION("shield-advanced-protection"),
    LISTEN_PORTS("listen-ports"),
    SSL_REDIRECT("ssl-redirect"),
    CERTIFICATE_ARN("certificate-arn"),
    SSL_POLICY("ssl-policy"),
    MUTUAL_AUTHENTICATION("mutual-authentication"),
    LISTENER_ATTRIBUTES("listener-attributes."),
    CREATE_ACM_CERT("create-acm-cert"),
    ACM_PCA_ARN("acm-pca-arn"),
    ACTIONS("actions."),
    CONDITIONS("conditions."),
    TRANSFORMS("transforms."),
    USE_REGEX_PATH_MATCH("use-regex-path-match"),
    TARGET_TYPE("target-type"),
    BACKEND_PROTOCOL("backend-protocol"),
    BACKEND_PROTOCOL_VERSION("backend-protocol-version"),
    TARGET_GROUP_ATTRIBUTES("target-group-attributes"),
    HEALTHCHECK_PORT("healthcheck-port"),
    HEALTHCHECK_PROTOCOL("healthcheck-protocol"),
    HEALTHCHECK_PATH("healthcheck-path"),
    HEALTHCHECK_INTERVAL_SECONDS("healthcheck-interval-seconds"),
    HEALTHCHECK_TIMEOUT_SECONDS("healthcheck-timeout-seconds"),
    HEALTHY_THRESHOLD_COUNT("healthy-threshold-count"),
    UNHEALTHY_THRESHOLD_COUNT("unhealthy-threshold-count"),
    SUCCESS_CODES("success-codes"),
    TARGET_NODE_LABELS("target-node-labels"),
    MULTI_CLUSTER_TARGET_GROUP("multi-cluster-target-group"),
    TARGET_CONTROL_PORT("target-control-port."),
    AUTH_TYPE("auth-type"),
    AUTH_IDP_COGNITO("auth-idp-cognito"),
    AUTH_IDP_OIDC("auth-idp-oidc"),
    AUTH_ON_UNAUTHENTICATED_REQUEST("auth-on-unauthenticated-request"),
    AUTH_SCOPE("auth-scope"),
    AUTH_SESSION_COOKIE("auth-session-cookie"),
    AUTH_SESSION_TIMEOUT("auth-session-timeout"),
    JWT_VALIDATION("jwt-validation"),
    ENABLE_FRONTEND_NLB("enable-frontend-nlb"),
    FRONTEND_NLB_SCHEME("frontend-nlb-scheme"),
    FRONTEND_NLB_SUBNETS("frontend-nlb-subnets"),
    FRONTEND_NLB_SECURITY_GROUPS("frontend-nlb-security-groups"),
    FRONTEND_NLB_LISTENER_PORT_MAPPING("frontend-nlb-listener-port-mapping"),
    FRONTEND_NLB_EIP_ALLOCATIONS("frontend-nlb-eip-allocations"),
    FRONTEND_NLB_HEALTHCHECK_PORT("frontend-nlb-healthcheck-port"),
    FRONTEND_NLB_HEALTHCHECK_PROTOCOL("frontend-nlb-healthcheck-protocol"),
    FRONTEND_NLB_HEALTHCHECK_PATH("frontend-nlb-healthcheck-path"),
    FRONTEND_NLB_HEALTHCHECK_INTERVAL_SECONDS("frontend-nlb-healthcheck-interval-seconds"),
    FRONTEND_NLB_HEALTHCHECK_TIMEOUT_SECONDS("frontend-nlb-healthcheck-timeout-seconds"),
    FRONTEND_NLB_HEALTHCHECK_HEALTHY_THRESHOLD_COUNT("frontend-nlb-healthcheck-healthy-threshold-count"),
    FRONTEND_NLB_HEALTHCHECK_UNHEALTHY_THRESHOLD_COUNT("frontend-nlb-healthcheck-unhealthy-threshold-count"),
    FRONTEND_NLB_HEALTHCHECK_SUCCESS_CODES("frontend-nlb-healthcheck-success-codes"),
    FRONTEND_NLB_ATTRIBUTES("frontend-nlb-attributes"),
    FRONTEND_NLB_TAGS("frontend-nlb-tags"),
    DRY_RUN_PLAN("dry-run-plan"),
    RULE_ORDER(AnnotationKey.OWN_PREFIX, "rule-order"),
    INBOUND_SECURITY_GROUPS(AnnotationKey.OWN_PREFIX, "inbound-security-groups"),
    OUTBOUND(AnnotationKey.OWN_PREFIX, "outbound"),
    SECURITY_GROUP_RULES(AnnotationKey.OWN_PREFIX, "security-group-rules"),
    /** Whether rules of equal action become one. */
    RULE_PACKING(AnnotationKey.OWN_PREFIX, "rule-packing"),
    /** Whether equal target groups of several Ingresses are one. */
    SHARE_TARGET_GROUPS(AnnotationKey.OWN_PREFIX, "share-target-groups"),
    /** What becomes of paths whose Service does not exist. */
    MISSING_SERVICE(AnnotationKey.OWN_PREFIX, "missing-service"),
    /** What becomes of the load balancer when its group goes. */
    DELETION_POLICY(AnnotationKey.OWN_PREFIX, "deletion-policy"),
    /** Which removals are approved. */
    APPROVE(AnnotationKey.OWN_PREFIX, "approve"),
    ENDPOINTS(AnnotationKey.OWN_PREFIX, "endpoints");

    /** What the annotations of aws-load-balancer-controller begin with. */
    public static final String PREFIX = "alb.ingress.kubernetes.io/";

    /** What the annotations begin with that aws-load-balancer-controller does not have. */
    public static final String OWN_PREFIX = "headgate.io/";

    private final String prefix;
    private final String suffix;

    AnnotationKey(String suffix) {
        this(AnnotationKey.PREFIX, suffix);
    }

    AnnotationKey(String prefix, String suffix) {
        this.prefix = prefix;
        this.suffix = suffix;
    }

    /** What the key begins with, with the slash. */
    public String prefix() {
        return prefix;
    }

    /** The part behind the prefix. */
    public String suffix() {
        return suffix;
    }

    /** The whole key, as it stands in {@code metadata.annotations}. */
    public String key() {
        return prefix + suffix;
    }

    /** The whole key of a member of a family. */
    public String key(String name) {
        return prefix + suffix + name;
    }

    /** Whether a name follows the key. */
    public boolean isFamily() {
        return suffix.endsWith(".");
    }

    /** The key or family that a whole key belongs to; a family without a name behind it is none. */
    public static Optional<AnnotationKey> of(String fullKey) {
        for (AnnotationKey candidate : values()) {
            String key = candidate.key();
            boolean same = candidate.isFamily()
                    ? fullKey.startsWith(key) && fullKey.length() > key.length()
                    : fullKey.equals(key);
            if (same) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }
}
