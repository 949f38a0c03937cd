package io.headgate.simulator.elbv2;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headgate.simulator.account.Quotas;
import io.headgate.simulator.api.Fields;
import io.headgate.simulator.api.Operation;
import io.headgate.simulator.api.Tree;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Tells the quotas that are enforced. */
final class AccountLimits {
    private AccountLimits() {}

    static Map<String, Operation> operations(Supplier<Quotas> quotas) {
        return Map.of("DescribeAccountLimits", input -> describe(input, quotas.get()));
    }

    private static ObjectNode describe(Fields input, Quotas quotas) {
        Map<String, Integer> limits = new LinkedHashMap<>();
        limits.put("target-groups", quotas.targetGroups());
        limits.put("targets-per-application-load-balancer", quotas.targetsPerLoadBalancer());
        limits.put("listeners-per-application-load-balancer", quotas.listenersPerLoadBalancer());
        limits.put("rules-per-application-load-balancer", quotas.rulesPerLoadBalancer());
        limits.put("network-load-balancers", quotas.loadBalancers());
        limits.put("targets-per-network-load-balancer", quotas.targetsPerLoadBalancer());
        limits.put("listeners-per-network-load-balancer", quotas.listenersPerLoadBalancer());
        limits.put("condition-values-per-alb-rule", quotas.conditionValuesPerRule());
        limits.put("condition-wildcards-per-alb-rule", quotas.wildcardsPerRule());
        limits.put("target-groups-per-action-on-application-load-balancer", quotas.targetGroupsPerAction());
        limits.put("target-groups-per-application-load-balancer", quotas.targetGroupsPerLoadBalancer());
        limits.put("certificates-per-application-load-balancer", quotas.certificatesPerLoadBalancer());
        limits.put("targets-per-target-group", quotas.targetsPerTargetGroup());
        limits.put("application-load-balancers", quotas.loadBalancers());
        limits.put("trust-stores", quotas.trustStores());
        return Paging.write(
                input,
                "Limits",
                List.copyOf(limits.entrySet()),
                quotas.pageSize(),
                limit -> Tree.node().put("Name", limit.getKey()).put("Max", String.valueOf(limit.getValue())));
    }
}
