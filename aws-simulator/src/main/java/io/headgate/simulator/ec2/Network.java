package io.headgate.simulator.ec2;

import io.headgate.simulator.account.Identity;
import io.headgate.simulator.account.Ids;
import io.headgate.simulator.account.Limits;
import io.headgate.simulator.account.Quotas;
import io.headgate.simulator.account.Tags;
import io.headgate.simulator.api.ApiError;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The network of the account: what EC2 keeps. Not safe for many threads. */
public final class Network {
    final Identity identity;
    final Ids ids;
    final Tags tags;
    private final Limits limits;
    final boolean lenient;

    final Map<String, Vpc> vpcs = new LinkedHashMap<>();
    final Map<String, Subnet> subnets = new LinkedHashMap<>();
    final Map<String, RouteTable> routeTables = new LinkedHashMap<>();
    /** VPC by internet gateway; empty text when detached. */
    final Map<String, String> internetGateways = new LinkedHashMap<>();

    final Map<String, SecurityGroup> securityGroups = new LinkedHashMap<>();
    final Map<String, SecurityGroupRule> securityGroupRules = new LinkedHashMap<>();
    final Map<String, NetworkInterface> interfaces = new LinkedHashMap<>();
    final Map<String, Instance> instances = new LinkedHashMap<>();
    /** Entries by prefix list. */
    final Map<String, List<String>> prefixLists = new LinkedHashMap<>();
    /** Public address by allocation. */
    final Map<String, String> addresses = new LinkedHashMap<>();

    public Network(Identity identity, Ids ids, Tags tags, Limits limits, boolean lenient) {
        this.identity = identity;
        this.ids = ids;
        this.tags = tags;
        this.limits = limits;
        this.lenient = lenient;
    }

    Quotas quotas() {
        return limits.now();
    }

    int pageSize() {
        return quotas().pageSize();
    }

    public Collection<SecurityGroup> securityGroups() {
        return List.copyOf(securityGroups.values());
    }

    public Collection<SecurityGroupRule> securityGroupRules() {
        return List.copyOf(securityGroupRules.values());
    }

    public Optional<Vpc> vpc(String id) {
        return Optional.ofNullable(vpcs.get(id));
    }

    public Optional<Subnet> subnet(String id) {
        return Optional.ofNullable(subnets.get(id));
    }

    public Optional<SecurityGroup> securityGroup(String id) {
        return Optional.ofNullable(securityGroups.get(id));
    }

    public Optional<Instance> instance(String id) {
        return Optional.ofNullable(instances.get(id));
    }

    public boolean knowsAddress(String allocationId) {
        return lenient || addresses.containsKey(allocationId);
    }

    /** The primary address of an instance. */
    public Optional<String> addressOf(String instanceId) {
        return instance(instanceId)
                .map(instance -> instance.interfaceIds().getFirst())
                .map(interfaces::get)
                .map(primary -> primary.addresses().getFirst());
    }

    /** The zone of the subnet that an address is in. */
    public Optional<String> zoneOf(String address) {
        return subnets.values().stream()
                .filter(subnet -> Cidr.of(subnet.cidr()).contains(address)
                        || (subnet.ipv6Cidr() != null
                                && Cidr.of(subnet.ipv6Cidr()).contains(address)))
                .map(Subnet::zone)
                .findFirst();
    }

    /** The group that every VPC has from the start. */
    public String defaultSecurityGroup(String vpcId) {
        return securityGroups.values().stream()
                .filter(group -> group.vpcId().equals(vpcId) && group.name().equals("default"))
                .map(SecurityGroup::id)
                .findFirst()
                .orElseThrow(() -> ApiError.of("InvalidSecurityGroup", "VPC '" + vpcId + "' has no default group"));
    }

    public int freeAddresses(Subnet subnet) {
        long used = interfaces.values().stream()
                .filter(each -> each.subnetId().equals(subnet.id()) && each.requesterManaged())
                .count();
        return (int) Math.max(0, subnet.freeAtStart() - used);
    }

    public boolean routesToInternetGateway(String subnetId) {
        Subnet subnet = subnets.get(subnetId);
        return subnet != null
                && routeTableOf(subnet).routes().stream()
                        .anyMatch(route -> route.target().startsWith("igw-"));
    }

    public boolean hasInternetGateway(String vpcId) {
        return internetGateways.containsValue(vpcId);
    }

    RouteTable routeTableOf(Subnet subnet) {
        return routeTables.values().stream()
                .filter(table -> table.subnetIds().contains(subnet.id()))
                .findFirst()
                .orElseGet(() -> mainRouteTable(subnet.vpcId()));
    }

    private RouteTable mainRouteTable(String vpcId) {
        return routeTables.values().stream()
                .filter(table -> table.vpcId().equals(vpcId) && table.main())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no main route table in " + vpcId));
    }

    /** Makes an interface of a load balancer in a subnet, and returns its address. */
    public String addLoadBalancerInterface(
            String loadBalancerArn, String description, String subnetId, List<String> groupIds) {
        Subnet subnet = existingSubnet(subnetId);
        String address = freeAddress(subnet);
        NetworkInterface made = new NetworkInterface(
                ids.ec2("eni"),
                subnetId,
                subnet.vpcId(),
                subnet.zone(),
                description,
                List.of(address),
                List.of(),
                groupIds,
                loadBalancerArn,
                true);
        interfaces.put(made.id(), made);
        return address;
    }

    /** Removes the interfaces of a load balancer, in one subnet or in all. */
    public void removeLoadBalancerInterfaces(String loadBalancerArn, Optional<String> subnetId) {
        interfaces
                .values()
                .removeIf(each -> loadBalancerArn.equals(each.owner())
                        && subnetId.map(each.subnetId()::equals).orElse(true));
    }

    /** Puts all interfaces of a load balancer into other groups. */
    public void regroupLoadBalancerInterfaces(String loadBalancerArn, List<String> groupIds) {
        interfaces.replaceAll((_, each) -> loadBalancerArn.equals(each.owner()) ? each.withGroups(groupIds) : each);
    }

    /** An address of the subnet that no interface has, from the upper half so that it does not meet hand-written ones. */
    String freeAddress(Subnet subnet) {
        Cidr cidr = Cidr.of(subnet.cidr());
        long size = 1L << (32 - cidr.prefix());
        for (long offset = size / 2 + 4; offset < size - 1; offset++) {
            String address = cidr.address(offset);
            if (interfaces.values().stream().noneMatch(each -> each.addresses().contains(address))) {
                return address;
            }
        }
        throw ApiError.of("InsufficientFreeAddressesInSubnet", "The subnet '" + subnet.id() + "' has no free address");
    }

    Vpc existingVpc(String id) {
        return vpc(id).orElseThrow(
                        () -> ApiError.of("InvalidVpcID.NotFound", "The vpc ID '" + id + "' does not exist"));
    }

    Subnet existingSubnet(String id) {
        return subnet(id)
                .orElseThrow(
                        () -> ApiError.of("InvalidSubnetID.NotFound", "The subnet ID '" + id + "' does not exist"));
    }

    SecurityGroup existingGroup(String id) {
        if (!id.startsWith("sg-")) {
            throw ApiError.of("InvalidGroupId.Malformed", "Invalid id: \"" + id + "\" (expecting \"sg-...\")");
        }
        return securityGroup(id)
                .orElseThrow(
                        () -> ApiError.of("InvalidGroup.NotFound", "The security group '" + id + "' does not exist"));
    }
}
