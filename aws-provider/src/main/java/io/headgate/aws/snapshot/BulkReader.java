package io.headgate.aws.snapshot;

import io.headgate.aws.mapping.HealthCheckMapping;
import io.headgate.core.facts.CloudFacts;
import io.headgate.core.group.GroupId;
import io.headgate.core.naming.TrackingTags;
import io.headgate.core.stack.LoadBalancer;
import io.headgate.core.stack.SecurityGroup;
import io.headgate.core.stack.SecurityGroup.Permission;
import io.headgate.core.stack.SecurityGroup.Source;
import io.headgate.core.stack.SecurityGroupRef;
import io.headgate.core.stack.Stack;
import io.headgate.core.stack.TargetGroup;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;

/** Reads the load balancers, target groups and security groups of the cluster, in as few calls as their number allows. */
final class BulkReader {

    private final ElasticLoadBalancingV2Client elb;
    private final SecurityGroupIndex securityGroups;
    private final Ownership ownership;
    private final String vpcId;
    private final TagReader tagReader;
    private final Map<GroupId, Stack> stacks = new HashMap<>();
    private final List<CloudFacts.TargetGroup> foreign = new ArrayList<>();
    private final Map<String, Integer> otherBalancers = new HashMap<>();

    BulkReader(
            ElasticLoadBalancingV2Client elb,
            SecurityGroupIndex securityGroups,
            Ownership ownership,
            String vpcId,
            TagReader tagReader) {
        this.elb = elb;
        this.securityGroups = securityGroups;
        this.ownership = ownership;
        this.vpcId = vpcId;
        this.tagReader = tagReader;
    }

    /** Reads all but the security groups, which the index knows. */
    Bulk read() {
        var all = elb.describeLoadBalancersPaginator().loadBalancers().stream().toList();
        all.forEach(api -> otherBalancers.merge(String.valueOf(api.typeAsString()), 1, Integer::sum));
        var loadBalancers =
                all.stream().filter(api -> vpcId.equals(api.vpcId())).toList();
        var targetGroups =
                elb.describeTargetGroupsPaginator().targetGroups().stream().toList();
        Map<String, Map<String, String>> tags = tagReader.read(Stream.concat(
                        loadBalancers.stream().map(api -> api.loadBalancerArn()),
                        targetGroups.stream()
                                .filter(api -> vpcId.equals(api.vpcId()))
                                .map(api -> api.targetGroupArn()))
                .toList());
        addSecurityGroups();
        addLoadBalancers(loadBalancers, tags);
        addTargetGroups(targetGroups, tags);
        return new Bulk(stacks, foreign, otherBalancers, tags);
    }

    private void addSecurityGroups() {
        List<VpcSecurityGroup> sorted = new ArrayList<>(securityGroups.all());
        sorted.sort(Comparator.comparing(VpcSecurityGroup::id));
        for (VpcSecurityGroup group : sorted) {
            ownership.group(group.tags()).ifPresent(id -> {
                Stack stack = stack(id);
                List<SecurityGroup> groups = new ArrayList<>(stack.securityGroups());
                groups.add(securityGroup(group, stack));
                stacks.put(id, stack.withSecurityGroups(groups));
            });
        }
    }

    private SecurityGroup securityGroup(VpcSecurityGroup group, Stack stack) {
        SecurityGroupNames names = names(stack);
        return new SecurityGroup(
                group.tags().getOrDefault(TrackingTags.RESOURCE, ""),
                group.id(),
                group.name(),
                group.description(),
                named(group.ingress(), names),
                named(group.egress(), names),
                group.tags());
    }

    private static List<Permission> named(List<Permission> permissions, SecurityGroupNames names) {
        return permissions.stream()
                .map(permission -> new Permission(
                        permission.protocol(),
                        permission.fromPort(),
                        permission.toPort(),
                        named(permission.source(), names),
                        permission.description()))
                .toList();
    }

    private static Source named(Source source, SecurityGroupNames names) {
        return source instanceof Source.Group(SecurityGroupRef.ById(String id))
                ? new Source.Group(names.name(id))
                : source;
    }

    private void addLoadBalancers(
            List<software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer> found,
            Map<String, Map<String, String>> allTags) {
        found.forEach(api -> {
            Map<String, String> tags = allTags.getOrDefault(api.loadBalancerArn(), Map.of());
            Optional<GroupId> group = ownership.group(tags);
            if (group.isPresent()) {
                otherBalancers.merge(String.valueOf(api.typeAsString()), -1, Integer::sum);
                Stack stack = stack(group.get());
                List<LoadBalancer> balancers = new ArrayList<>(stack.loadBalancers());
                balancers.add(loadBalancer(api, tags, names(stack)));
                balancers.sort(Comparator.comparing(LoadBalancer::resource).reversed());
                String backend = securityGroups.backendId();
                boolean backendUsed = stack.usesBackendSecurityGroup()
                        || (backend != null && api.securityGroups().contains(backend));
                stacks.put(group.get(), stack.withLoadBalancers(balancers).withUsesBackendSecurityGroup(backendUsed));
            }
        });
    }

    private static LoadBalancer loadBalancer(
            software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer api,
            Map<String, String> tags,
            SecurityGroupNames names) {
        List<LoadBalancer.SubnetMapping> subnets = api.availabilityZones().stream()
                .map(zone -> new LoadBalancer.SubnetMapping(
                        zone.subnetId(),
                        zone.loadBalancerAddresses().stream()
                                .map(address -> address.allocationId())
                                .filter(id -> id != null)
                                .findFirst()
                                .orElse(null)))
                .toList();
        return new LoadBalancer(
                tags.getOrDefault(TrackingTags.RESOURCE, ""),
                api.loadBalancerArn(),
                api.loadBalancerName(),
                api.typeAsString(),
                api.schemeAsString() == null ? "internet-facing" : api.schemeAsString(),
                api.ipAddressTypeAsString() == null ? "ipv4" : api.ipAddressTypeAsString(),
                subnets,
                api.securityGroups().stream().map(names::name).toList(),
                emptyAsNull(api.customerOwnedIpv4Pool()),
                api.ipamPools() == null ? null : emptyAsNull(api.ipamPools().ipv4IpamPoolId()),
                null,
                Map.of(),
                tags,
                List.of(),
                LoadBalancerStatus.of(api));
    }

    private void addTargetGroups(
            List<software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup> found,
            Map<String, Map<String, String>> tags) {
        found.forEach(api -> {
            String arn = api.targetGroupArn();
            Map<String, String> own = tags.getOrDefault(arn, Map.of());
            Optional<GroupId> group = ownership.group(own);
            if (group.isPresent()) {
                Stack stack = stack(group.get());
                List<TargetGroup> groups = new ArrayList<>(stack.targetGroups());
                groups.add(targetGroup(api, own));
                groups.sort(Comparator.comparing(TargetGroup::resource).thenComparing(TargetGroup::name));
                stacks.put(group.get(), stack.withTargetGroups(groups));
            } else {
                foreign.add(new CloudFacts.TargetGroup(arn, api.targetGroupName()));
            }
        });
    }

    private static TargetGroup targetGroup(
            software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup api, Map<String, String> tags) {
        return new TargetGroup(
                tags.getOrDefault(TrackingTags.RESOURCE, ""),
                api.targetGroupArn(),
                api.targetGroupName(),
                api.targetTypeAsString(),
                String.valueOf(api.protocolAsString()),
                emptyAsNull(api.protocolVersion()),
                api.port() == null ? 0 : api.port(),
                api.ipAddressTypeAsString() == null ? "ipv4" : api.ipAddressTypeAsString(),
                api.targetControlPort(),
                HealthCheckMapping.fromApi(api),
                Map.of(),
                tags,
                null);
    }

    private Stack stack(GroupId group) {
        return stacks.computeIfAbsent(group, Stack::empty);
    }

    private SecurityGroupNames names(Stack stack) {
        return SecurityGroupNames.of(stack, securityGroups.backendId());
    }

    private static @Nullable String emptyAsNull(@Nullable String text) {
        return text == null || text.isEmpty() ? null : text;
    }
}
