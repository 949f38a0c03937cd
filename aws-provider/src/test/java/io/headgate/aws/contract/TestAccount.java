package io.headgate.aws.contract;

import io.headgate.aws.client.AwsClients;
import io.headgate.aws.client.AwsSettings;
import io.headgate.aws.endpoint.AwsEndpoint;
import io.headgate.aws.mapping.Tags;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

/**
 * A VPC with two subnets and two nodes, made in the account of an endpoint.
 *
 * @param nodes instance ids
 */
record TestAccount(AwsSettings settings, List<String> subnets, String nodeSecurityGroup, List<String> nodes) {

    static final String CLUSTER = AwsEndpoint.CLUSTER;

    static TestAccount make(AwsEndpoint endpoint) {
        try (AwsClients clients = administrator(endpoint, "none")) {
            Ec2Client ec2 = clients.ec2();
            String vpc = ec2.createVpc(request -> request.cidrBlock("10.0.0.0/16"))
                    .vpc()
                    .vpcId();
            List<String> subnets = new ArrayList<>();
            for (String zone : List.of("a", "b")) {
                int number = subnets.size();
                subnets.add(ec2.createSubnet(request -> request.vpcId(vpc)
                                .cidrBlock("10.0." + number + ".0/24")
                                .availabilityZone(endpoint.region() + zone)
                                .tagSpecifications(
                                        tags(ResourceType.SUBNET, Map.of("kubernetes.io/role/internal-elb", "1"))))
                        .subnet()
                        .subnetId());
            }
            String group = ec2.createSecurityGroup(request -> request.groupName("nodes")
                            .description("nodes")
                            .vpcId(vpc)
                            .tagSpecifications(tags(
                                    ResourceType.SECURITY_GROUP, Map.of("kubernetes.io/cluster/" + CLUSTER, "owned"))))
                    .groupId();
            List<String> nodes = ec2
                    .runInstances(request -> request.imageId("ami-12c6146b")
                            .instanceType("t3.large")
                            .minCount(2)
                            .maxCount(2)
                            .subnetId(subnets.getFirst())
                            .securityGroupIds(group))
                    .instances()
                    .stream()
                    .map(instance -> instance.instanceId())
                    .toList();
            return new TestAccount(endpoint.settings(CLUSTER, vpc), subnets, group, nodes);
        }
    }

    /** Makes one more security group, behind everybody's back; its id. */
    String makeSecurityGroup(AwsEndpoint endpoint) {
        try (AwsClients clients = administrator(endpoint, settings.vpcId())) {
            return clients.ec2()
                    .createSecurityGroup(request ->
                            request.groupName("late").description("late").vpcId(settings.vpcId()))
                    .groupId();
        }
    }

    /** Where a pod with an interface of its own is. */
    record Pod(String address, String securityGroup) {}

    /** Makes the interface of a pod, with a security group that no node has. */
    Pod makePod(AwsEndpoint endpoint) {
        return makePod(endpoint, "10.0.0.44", List.of(Map.of()));
    }

    /** Makes the interface of a pod, with a security group for each of these tags; the pod names the last of them. */
    Pod makePod(AwsEndpoint endpoint, String address, List<Map<String, String>> tagsOfGroups) {
        try (AwsClients clients = administrator(endpoint, settings.vpcId())) {
            List<String> groups = new ArrayList<>();
            for (Map<String, String> tags : tagsOfGroups) {
                String name = "pod-" + address + "-" + groups.size();
                groups.add(clients.ec2()
                        .createSecurityGroup(request -> {
                            request.groupName(name).description("pod").vpcId(settings.vpcId());
                            if (!tags.isEmpty()) {
                                request.tagSpecifications(tags(ResourceType.SECURITY_GROUP, tags));
                            }
                        })
                        .groupId());
            }
            clients.ec2()
                    .createNetworkInterface(request ->
                            request.subnetId(subnets.getFirst()).groups(groups).privateIpAddress(address));
            return new Pod(address, groups.getLast());
        }
    }

    /** IPv4 blocks that a security group lets in. */
    List<String> sources(AwsEndpoint endpoint, String securityGroup) {
        try (AwsClients clients = administrator(endpoint, settings.vpcId())) {
            return clients
                    .ec2()
                    .describeSecurityGroups(request -> request.groupIds(securityGroup))
                    .securityGroups()
                    .getFirst()
                    .ipPermissions()
                    .stream()
                    .flatMap(permission -> permission.ipRanges().stream())
                    .map(range -> range.cidrIp())
                    .toList();
        }
    }

    /** Somebody who may do everything. */
    static AwsClients administrator(AwsEndpoint endpoint, String vpcId) {
        return AwsClients.create(
                endpoint.ofAdministrator().settings(CLUSTER, vpcId),
                new SimpleMeterRegistry(),
                InstantSource.system(),
                endpoint.accountInterceptor());
    }

    private static TagSpecification tags(ResourceType type, Map<String, String> tags) {
        List<Tag> list = Tags.ec2(tags);
        return TagSpecification.builder().resourceType(type).tags(list).build();
    }
}
