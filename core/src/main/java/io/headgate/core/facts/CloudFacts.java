package io.headgate.core.facts;

import io.headgate.core.quota.Limits;
import io.headgate.core.stack.LoadBalancer;
import io.headgate.core.stack.Stack;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the account holds and the compiler looks up. All lists are complete for the VPC and region.
 *
 * @param backendSecurityGroupId the shared backend security group, null until it exists
 * @param existingLoadBalancers Application Load Balancers of our groups that exist, by stack tag, two while one follows the other: their
 *     subnets are kept
 * @param trustStores ARN by name
 * @param webAclsUnreadable why web ACLs could not be listed; null when they could, or nobody asked for them
 * @param limits of the account
 */
public record CloudFacts(
        String clusterName,
        String region,
        String accountId,
        Vpc vpc,
        List<Subnet> subnets,
        List<SecurityGroup> securityGroups,
        List<Instance> instances,
        List<Certificate> certificates,
        List<WebAcl> webAcls,
        List<TargetGroup> targetGroups,
        Map<String, String> trustStores,
        Map<String, List<ExistingLoadBalancer>> existingLoadBalancers,
        @Nullable String backendSecurityGroupId,
        @Nullable String webAclsUnreadable,
        Limits limits) {

    /** The same where nobody asked for limits, and web ACLs could be listed or nobody asked for them. */
    public CloudFacts(
            String clusterName,
            String region,
            String accountId,
            Vpc vpc,
            List<Subnet> subnets,
            List<SecurityGroup> securityGroups,
            List<Instance> instances,
            List<Certificate> certificates,
            List<WebAcl> webAcls,
            List<TargetGroup> targetGroups,
            Map<String, String> trustStores,
            Map<String, List<ExistingLoadBalancer>> existingLoadBalancers,
            @Nullable String backendSecurityGroupId) {
        this(
                clusterName,
                region,
                accountId,
                vpc,
                subnets,
                securityGroups,
                instances,
                certificates,
                webAcls,
                targetGroups,
                trustStores,
                existingLoadBalancers,
                backendSecurityGroupId,
                null,
                Limits.ASSUMED);
    }

    /** The same with other limits. */
    public CloudFacts withLimits(Limits replacement) {
        return with(existingLoadBalancers, backendSecurityGroupId, replacement);
    }

    public CloudFacts {
        subnets = List.copyOf(subnets);
        securityGroups = List.copyOf(securityGroups);
        instances = List.copyOf(instances);
        certificates = List.copyOf(certificates);
        webAcls = List.copyOf(webAcls);
        targetGroups = List.copyOf(targetGroups);
        trustStores = Map.copyOf(trustStores);
        existingLoadBalancers = Map.copyOf(existingLoadBalancers);
    }

    /** The same with other load balancers of groups, and another shared security group. */
    public CloudFacts withExisting(Map<String, List<ExistingLoadBalancer>> balancers, @Nullable String backend) {
        return with(balancers, backend, limits);
    }

    /** The VPC of the cluster. */
    public record Vpc(String id, String name, List<String> cidrs, List<String> ipv6Cidrs) {
        public Vpc {
            cidrs = List.copyOf(cidrs);
            ipv6Cidrs = List.copyOf(ipv6Cidrs);
        }
    }

    /**
     * @param name the Name tag, empty when there is none
     * @param zoneType {@code availability-zone}, {@code local-zone}, {@code wavelength-zone}
     * @param outpostArn empty when not on an outpost
     */
    public record Subnet(
            String id,
            String name,
            String zone,
            String zoneType,
            String outpostArn,
            String cidr,
            List<String> ipv6Cidrs,
            int availableAddresses,
            boolean routesToInternetGateway,
            Map<String, String> tags) {
        public Subnet {
            ipv6Cidrs = List.copyOf(ipv6Cidrs);
            tags = Map.copyOf(tags);
        }
    }

    /** {@code name} is the Name tag, empty when there is none. */
    public record SecurityGroup(String id, String name, Map<String, String> tags) {
        public SecurityGroup {
            tags = Map.copyOf(tags);
        }
    }

    /** An EC2 instance that is a node, with the security groups of its primary interface. */
    public record Instance(String name, String id, String ip, String zone, List<String> securityGroupIds) {
        public Instance {
            securityGroupIds = List.copyOf(securityGroupIds);
        }
    }

    /**
     * @param names subject alternative names, wildcards included
     * @param status as ACM gives it, {@code ISSUED} for a usable one
     * @param certificateAuthorityArn empty unless a private CA issued it
     */
    public record Certificate(
            String arn,
            List<String> names,
            String keyAlgorithm,
            String status,
            String certificateAuthorityArn,
            Map<String, String> tags) {
        public Certificate {
            names = List.copyOf(names);
            tags = Map.copyOf(tags);
        }
    }

    public record WebAcl(String arn, String name) {}

    /** A target group that is not ours. */
    public record TargetGroup(String arn, String name) {}

    /** Scheme and subnets of a load balancer that exists. */
    public record ExistingLoadBalancer(String scheme, List<String> subnetIds) {
        public ExistingLoadBalancer {
            subnetIds = List.copyOf(subnetIds);
        }

        /** The Application Load Balancers of a stack. */
        public static List<ExistingLoadBalancer> of(Stack stack) {
            return stack.loadBalancers().stream()
                    .filter(balancer -> balancer.type().equals("application"))
                    .map(balancer -> new ExistingLoadBalancer(
                            balancer.scheme(),
                            balancer.subnets().stream()
                                    .map(LoadBalancer.SubnetMapping::subnetId)
                                    .toList()))
                    .toList();
        }
    }

    private CloudFacts with(
            Map<String, List<ExistingLoadBalancer>> existingLoadBalancers,
            @Nullable String backendSecurityGroupId,
            Limits limits) {
        return new CloudFacts(
                clusterName,
                region,
                accountId,
                vpc,
                subnets,
                securityGroups,
                instances,
                certificates,
                webAcls,
                targetGroups,
                trustStores,
                existingLoadBalancers,
                backendSecurityGroupId,
                webAclsUnreadable,
                limits);
    }
}
