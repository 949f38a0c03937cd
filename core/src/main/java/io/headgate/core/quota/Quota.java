package io.headgate.core.quota;

import java.util.Arrays;
import java.util.Optional;

/**
 * A limit of an account. Names of those of load balancers are what {@code DescribeAccountLimits} calls them; those of the VPC are told by
 * no call that we make. Numbers are the documented ones of a new account (ELB user guide, quotas of Application Load Balancers; Amazon
 * VPC quotas).
 */
public enum Quota {
    /** Rules of all listeners of a load balancer, default rules not counted. */
    RULES("rules-per-application-load-balancer", 100, "rules of the load balancer"),
    LISTENERS("listeners-per-application-load-balancer", 50, "listeners of the load balancer"),
    /** Different target groups that rules and default actions of a load balancer name. */
    TARGET_GROUPS_OF_LOAD_BALANCER(
            "target-groups-per-application-load-balancer", 100, "different target groups of the load balancer"),
    /** Default certificates not counted. */
    CERTIFICATES("certificates-per-application-load-balancer", 25, "certificates of the load balancer"),
    TARGET_GROUPS_OF_ACTION(
            "target-groups-per-action-on-application-load-balancer", 5, "target groups of the largest action"),
    /** Values of all conditions of a rule; each is a match evaluation. */
    CONDITION_VALUES("condition-values-per-alb-rule", 5, "condition values of the largest rule"),
    CONDITION_WILDCARDS("condition-wildcards-per-alb-rule", 5, "wildcards of the largest rule"),
    /** Targets of all target groups of a load balancer. */
    TARGETS("targets-per-application-load-balancer", 1000, "targets of the load balancer"),
    TARGETS_OF_TARGET_GROUP("targets-per-target-group", 1000, "targets of the largest target group"),
    /** Inbound rules of a security group, and as many outbound ones. */
    SECURITY_GROUP_RULES("inbound-rules-per-security-group", 60, "inbound rules of the largest security group"),
    SECURITY_GROUPS("security-groups-per-network-interface", 5, "security groups of the load balancer"),
    /** Of the account in a Region, whoever made them. */
    LOAD_BALANCERS("application-load-balancers", 50, "Application Load Balancers of the account in the Region"),
    NETWORK_LOAD_BALANCERS("network-load-balancers", 50, "Network Load Balancers of the account in the Region"),
    TARGET_GROUPS("target-groups", 3000, "target groups of the account in the Region");

    private final String key;
    private final int byDefault;
    private final String words;

    Quota(String key, int byDefault, String words) {
        this.key = key;
        this.byDefault = byDefault;
        this.words = words;
    }

    /** Name in {@code DescribeAccountLimits}, flags, metrics and status. */
    public String key() {
        return key;
    }

    /** What a new account has. */
    public int byDefault() {
        return byDefault;
    }

    /** What is counted, as part of a sentence. */
    public String words() {
        return words;
    }

    /** Whether all load balancers of the account share it. */
    public boolean ofAccount() {
        return switch (this) {
            case LOAD_BALANCERS, NETWORK_LOAD_BALANCERS, TARGET_GROUPS -> true;
            case RULES,
                    LISTENERS,
                    TARGET_GROUPS_OF_LOAD_BALANCER,
                    CERTIFICATES,
                    TARGET_GROUPS_OF_ACTION,
                    CONDITION_VALUES,
                    CONDITION_WILDCARDS,
                    TARGETS,
                    TARGETS_OF_TARGET_GROUP,
                    SECURITY_GROUP_RULES,
                    SECURITY_GROUPS -> false;
        };
    }

    /** The quota of that name; empty when it is none of ours. */
    public static Optional<Quota> of(String key) {
        return Arrays.stream(values()).filter(quota -> quota.key.equals(key)).findFirst();
    }
}
