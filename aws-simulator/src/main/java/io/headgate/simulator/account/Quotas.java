package io.headgate.simulator.account;

import java.util.Arrays;

/**
 * Limits of the account. The numbers are those that AWS documents as defaults for a new account, but for the load balancers of a region
 * ({@link #loadBalancers}), which every account with many Ingresses has had raised.
 *
 * @param rulesPerLoadBalancer default rules not counted
 * @param certificatesPerLoadBalancer default certificates not counted
 * @param pageSize most entries of one page of any Describe call; tests make it small
 */
public record Quotas(
        int loadBalancers,
        int targetGroups,
        int listenersPerLoadBalancer,
        int rulesPerLoadBalancer,
        int certificatesPerLoadBalancer,
        int targetGroupsPerLoadBalancer,
        int targetGroupsPerAction,
        int targetsPerTargetGroup,
        int targetsPerLoadBalancer,
        int conditionValuesPerRule,
        int wildcardsPerRule,
        int securityGroups,
        int rulesPerSecurityGroup,
        int securityGroupsPerInterface,
        int certificates,
        int trustStores,
        int pageSize) {

    /** What an account has that asked for nothing but more load balancers. */
    public static final Quotas DEFAULT =
            new Quotas(500, 3000, 50, 100, 25, 100, 5, 1000, 1000, 5, 6, 2500, 60, 5, 2500, 20, 400);

    /**
     * The same limits but one.
     *
     * @param name name of a component of this record
     * @throws IllegalArgumentException when there is no such limit
     */
    public Quotas with(String name, int limit) {
        if (Arrays.stream(Quotas.class.getRecordComponents())
                .noneMatch(known -> known.getName().equals(name))) {
            throw new IllegalArgumentException("There is no quota " + name + ".");
        }
        return new Quotas(
                name.equals("loadBalancers") ? limit : loadBalancers,
                name.equals("targetGroups") ? limit : targetGroups,
                name.equals("listenersPerLoadBalancer") ? limit : listenersPerLoadBalancer,
                name.equals("rulesPerLoadBalancer") ? limit : rulesPerLoadBalancer,
                name.equals("certificatesPerLoadBalancer") ? limit : certificatesPerLoadBalancer,
                name.equals("targetGroupsPerLoadBalancer") ? limit : targetGroupsPerLoadBalancer,
                name.equals("targetGroupsPerAction") ? limit : targetGroupsPerAction,
                name.equals("targetsPerTargetGroup") ? limit : targetsPerTargetGroup,
                name.equals("targetsPerLoadBalancer") ? limit : targetsPerLoadBalancer,
                name.equals("conditionValuesPerRule") ? limit : conditionValuesPerRule,
                name.equals("wildcardsPerRule") ? limit : wildcardsPerRule,
                name.equals("securityGroups") ? limit : securityGroups,
                name.equals("rulesPerSecurityGroup") ? limit : rulesPerSecurityGroup,
                name.equals("securityGroupsPerInterface") ? limit : securityGroupsPerInterface,
                name.equals("certificates") ? limit : certificates,
                name.equals("trustStores") ? limit : trustStores,
                name.equals("pageSize") ? limit : pageSize);
    }
}
