package io.headgate.simulator.ec2;

import io.headgate.simulator.account.Tags;
import io.headgate.simulator.api.Fields;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Puts VPCs, subnets, security groups, instances and their interfaces into a network as the Describe calls answered for them. */
public final class RecordedNetwork {
    /** Route tables are not recorded: subnets with this tag are meant for load balancers that face the internet. */
    private static final String FOR_INTERNET = "kubernetes.io/role/elb";

    private final Network network;
    private final NetworkBuilder builder;
    private final Tags tags;
    private final Instant now;

    public RecordedNetwork(Network network, Tags tags, Instant now) {
        this.network = network;
        this.builder = new NetworkBuilder(network);
        this.tags = tags;
        this.now = now;
    }

    /** Reads the lists {@code vpcs}, {@code subnets}, {@code securityGroups}, {@code instances} and {@code networkInterfaces}. */
    public void read(Fields root) {
        root.structs("vpcs").forEach(this::vpc);
        root.structs("subnets").forEach(this::subnet);
        network.vpcs.keySet().forEach(this::publicRoutes);
        root.structs("securityGroups").forEach(this::securityGroup);
        root.structs("securityGroups").forEach(this::permissions);
        root.structs("instances").forEach(this::instance);
        root.structs("networkInterfaces").forEach(this::networkInterface);
    }

    private void vpc(Fields vpc) {
        String id = vpc.required("VpcId");
        List<String> associated = vpc.structs("CidrBlockAssociationSet").stream()
                .map(block -> block.required("CidrBlock"))
                .toList();
        builder.addVpc(
                id,
                associated.isEmpty() ? List.of(vpc.required("CidrBlock")) : associated,
                ipv6(vpc),
                vpc.flag("IsDefault").orElse(false));
        tags.put(id, Tags.recorded(vpc.structs("Tags")));
    }

    private static @Nullable String ipv6(Fields owner) {
        return owner.structs("Ipv6CidrBlockAssociationSet").stream()
                .map(block -> block.required("Ipv6CidrBlock"))
                .findFirst()
                .orElse(null);
    }

    private void subnet(Fields subnet) {
        builder.addSubnet(
                new Subnet(
                        subnet.required("SubnetId"),
                        subnet.required("VpcId"),
                        subnet.required("AvailabilityZone"),
                        subnet.required("CidrBlock"),
                        ipv6(subnet),
                        subnet.integer("AvailableIpAddressCount").orElse(0)),
                Tags.recorded(subnet.structs("Tags")));
    }

    private void publicRoutes(String vpcId) {
        List<String> open = network.subnets.values().stream()
                .filter(subnet -> subnet.vpcId().equals(vpcId))
                .map(Subnet::id)
                .filter(id -> tags.of(id).containsKey(FOR_INTERNET))
                .toList();
        if (!open.isEmpty()) {
            builder.addPublicRoutes(vpcId, open);
        }
    }

    private void securityGroup(Fields group) {
        String id = group.required("GroupId");
        String vpcId = group.required("VpcId");
        if (group.required("GroupName").equals("default")) {
            forget(network.defaultSecurityGroup(vpcId));
        }
        builder.addSecurityGroup(
                id,
                group.required("GroupName"),
                group.text("Description").orElse(""),
                vpcId,
                Tags.recorded(group.structs("Tags")));
        network.securityGroupRules.values().removeIf(rule -> rule.groupId().equals(id));
    }

    private void forget(String groupId) {
        network.securityGroups.remove(groupId);
        network.securityGroupRules.values().removeIf(rule -> rule.groupId().equals(groupId));
    }

    private void permissions(Fields group) {
        String id = group.required("GroupId");
        group.structs("IpPermissions").forEach(permission -> permit(id, permission, false));
        group.structs("IpPermissionsEgress").forEach(permission -> permit(id, permission, true));
    }

    private void permit(String groupId, Fields permission, boolean egress) {
        Permissions.permissions(permission)
                .map(each -> each.in(groupId, egress, network.ids.ec2("sgr")))
                .forEach(rule -> network.securityGroupRules.put(rule.id(), rule));
    }

    private void instance(Fields instance) {
        String id = instance.required("InstanceId");
        List<Fields> interfaces = instance.structs("NetworkInterfaces");
        interfaces.forEach(each -> attached(each, id));
        Subnet subnet = network.existingSubnet(instance.required("SubnetId"));
        network.instances.put(
                id,
                new Instance(
                        id,
                        instance.text("PrivateDnsName").orElse(""),
                        subnet.id(),
                        subnet.vpcId(),
                        subnet.zone(),
                        interfaces.stream()
                                .map(each -> each.required("NetworkInterfaceId"))
                                .toList(),
                        instance.struct("State")
                                .flatMap(state -> state.text("Name"))
                                .orElse("running"),
                        now));
        tags.put(id, Tags.recorded(instance.structs("Tags")));
    }

    private void attached(Fields each, String owner) {
        Subnet subnet = network.existingSubnet(each.required("SubnetId"));
        NetworkInterface read = new NetworkInterface(
                each.required("NetworkInterfaceId"),
                subnet.id(),
                subnet.vpcId(),
                subnet.zone(),
                each.text("Description").orElse(""),
                addresses(each),
                each.structs("Ipv6Addresses").stream()
                        .map(address -> address.required("Ipv6Address"))
                        .toList(),
                each.structs("Groups").stream()
                        .map(group -> group.required("GroupId"))
                        .toList(),
                owner,
                each.flag("RequesterManaged").orElse(false));
        network.interfaces.put(read.id(), read);
    }

    private static List<String> addresses(Fields each) {
        List<String> all = each.structs("PrivateIpAddresses").stream()
                .map(address -> address.required("PrivateIpAddress"))
                .toList();
        return all.isEmpty() ? List.of(each.required("PrivateIpAddress")) : all;
    }

    /** Interfaces of load balancers come with the load balancers; those of instances may be listed with more addresses. */
    private void networkInterface(Fields each) {
        Optional<String> instance = each.struct("Attachment").flatMap(attachment -> attachment.text("InstanceId"));
        if (instance.isPresent()) {
            attached(each, instance.get());
        }
    }
}
