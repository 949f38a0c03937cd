package io.headgate.simulator;

import io.headgate.simulator.acm.Certificate;
import io.headgate.simulator.ec2.SecurityGroup;
import io.headgate.simulator.ec2.SecurityGroupRule;
import io.headgate.simulator.elbv2.Listener;
import io.headgate.simulator.elbv2.LoadBalancer;
import io.headgate.simulator.elbv2.Rule;
import io.headgate.simulator.elbv2.Target;
import io.headgate.simulator.elbv2.TargetGroup;
import java.util.List;
import java.util.Map;

/**
 * What the account holds at one moment, for tests and tables.
 *
 * @param rules by listener ARN, in order of priority, without the default rule
 * @param targetHealth by target group ARN; draining targets included
 * @param tags by id or ARN
 */
public record AccountSnapshot(
        List<LoadBalancer> loadBalancers,
        List<Listener> listeners,
        Map<String, List<Rule>> rules,
        List<TargetGroup> targetGroups,
        Map<String, Map<Target, Target.Health>> targetHealth,
        List<SecurityGroup> securityGroups,
        List<SecurityGroupRule> securityGroupRules,
        List<Certificate> certificates,
        Map<String, Map<String, String>> tags) {}
