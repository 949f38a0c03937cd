package io.headgate.simulator.ec2;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headgate.simulator.account.Page;
import io.headgate.simulator.api.ApiError;
import io.headgate.simulator.api.Fields;
import io.headgate.simulator.api.Operation;
import io.headgate.simulator.api.Tree;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Starts, ends and describes instances. They run nothing: they are names and addresses for targets. */
final class Instances {
    private static final Map<String, Integer> STATE_CODES = Map.of("running", 16, "terminated", 48, "stopped", 80);

    private final Network network;
    private final Ec2Tags tags;
    private final InstantSource clock;
    private final Filters<Instance> filters;

    Instances(Network network, Ec2Tags tags, InstantSource clock) {
        this.network = network;
        this.tags = tags;
        this.clock = clock;
        this.filters = new Filters<>(
                network.tags,
                network::pageSize,
                "InstanceId",
                "InvalidInstanceID.NotFound",
                Instance::id,
                properties());
    }

    private Map<String, Function<Instance, Collection<String>>> properties() {
        return Map.of(
                "vpc-id", instance -> List.of(instance.vpcId()),
                "subnet-id", instance -> List.of(instance.subnetId()),
                "instance-id", instance -> List.of(instance.id()),
                "availability-zone", instance -> List.of(instance.zone()),
                "instance-state-name", instance -> List.of(instance.state()),
                "private-dns-name", instance -> List.of(instance.privateDnsName()),
                "private-ip-address",
                        instance -> network.addressOf(instance.id()).stream().toList(),
                "network-interface.addresses.private-ip-address", this::addresses,
                "network-interface.network-interface-id", Instance::interfaceIds,
                "instance.group-id", this::groups);
    }

    private List<String> addresses(Instance instance) {
        return interfaces(instance).stream()
                .flatMap(each -> each.addresses().stream())
                .toList();
    }

    private List<String> groups(Instance instance) {
        return interfaces(instance).stream()
                .flatMap(each -> each.groupIds().stream())
                .toList();
    }

    private List<NetworkInterface> interfaces(Instance instance) {
        return instance.interfaceIds().stream()
                .map(network.interfaces::get)
                .flatMap(each -> Optional.ofNullable(each).stream())
                .toList();
    }

    Map<String, Operation> operations() {
        return Map.of(
                "RunInstances", this::run,
                "TerminateInstances", input -> move(input, "terminated"),
                "StopInstances", input -> move(input, "stopped"),
                "StartInstances", input -> move(input, "running"),
                "DescribeInstances", this::describe);
    }

    private ObjectNode run(Fields input) {
        Fields placed = input.structs("NetworkInterface").stream().findFirst().orElse(input);
        String subnetId = placed.text("SubnetId").orElseGet(this::anySubnet);
        Subnet subnet = network.existingSubnet(subnetId);
        List<String> groups =
                input.has("NetworkInterface") ? placed.texts("SecurityGroupId") : input.texts("SecurityGroupId");
        List<String> groupIds = groups.isEmpty() ? List.of(network.defaultSecurityGroup(subnet.vpcId())) : groups;
        groupIds.forEach(network::existingGroup);
        Map<String, String> tagged =
                input.has("TagSpecification") ? Ec2Tags.fromSpecification(input, "instance") : Map.of();
        int count = input.integer("MinCount").orElse(1);
        List<Instance> started = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            started.add(start(placed.text("PrivateIpAddress"), subnet, groupIds, tagged));
        }
        return reservation(started);
    }

    private String anySubnet() {
        return network.subnets.keySet().stream()
                .findFirst()
                .orElseThrow(() -> ApiError.of("MissingInput", "No subnets found for the default VPC"));
    }

    private Instance start(Optional<String> wanted, Subnet subnet, List<String> groupIds, Map<String, String> tagged) {
        String address = wanted.orElseGet(() -> network.freeAddress(subnet));
        String dnsName = "ip-" + address.replace('.', '-') + "." + network.identity.region() + ".compute.internal";
        Instance instance = new NetworkBuilder(network)
                .addInstance(network.ids.ec2("i"), dnsName, subnet.id(), List.of(address), groupIds, clock.instant());
        network.tags.put(instance.id(), tagged);
        return instance;
    }

    private ObjectNode move(Fields input, String state) {
        List<Instance> moved =
                input.texts("InstanceId").stream().map(this::existing).toList();
        moved.forEach(instance -> {
            network.instances.put(instance.id(), instance.withState(state));
            if (state.equals("terminated")) {
                instance.interfaceIds().forEach(network.interfaces::remove);
            }
        });
        ObjectNode result = Tree.node();
        result.set("instancesSet", Tree.list(moved, before -> {
            ObjectNode change = Tree.node().put("instanceId", before.id());
            change.set("currentState", state(state));
            change.set("previousState", state(before.state()));
            return change;
        }));
        return result;
    }

    private Instance existing(String id) {
        return network.instance(id)
                .orElseThrow(
                        () -> ApiError.of("InvalidInstanceID.NotFound", "The instance ID '" + id + "' does not exist"));
    }

    private ObjectNode describe(Fields input) {
        Page<Instance> page = filters.select(input, network.instances.values());
        ObjectNode result = Tree.node();
        result.set("reservationSet", Tree.list(page.entries(), instance -> reservation(List.of(instance))));
        return result.put("nextToken", page.next());
    }

    private ObjectNode reservation(List<Instance> instances) {
        ObjectNode node = Tree.node()
                .put("reservationId", "r-" + instances.getFirst().id().substring("i-".length()))
                .put("ownerId", network.identity.accountId());
        node.putArray("groupSet");
        node.set("instancesSet", Tree.list(instances, this::write));
        return node;
    }

    private ObjectNode write(Instance instance) {
        ObjectNode node = Tree.node()
                .put("instanceId", instance.id())
                .put("imageId", "ami-00000000000000000")
                .put("instanceType", "m7g.large")
                .put("privateDnsName", instance.privateDnsName())
                .put("privateIpAddress", network.addressOf(instance.id()).orElse(null))
                .put("subnetId", instance.subnetId())
                .put("vpcId", instance.vpcId())
                .put("launchTime", instance.launchedAt().toString());
        node.set("instanceState", state(instance.state()));
        node.putObject("placement").put("availabilityZone", instance.zone()).put("tenancy", "default");
        List<NetworkInterface> interfaces = interfaces(instance);
        node.set("groupSet", interfaces.isEmpty() ? Tree.texts(List.of()) : groupSet(interfaces.getFirst()));
        node.set("networkInterfaceSet", Tree.list(interfaces, this::write));
        node.set("tagSet", tags.tagSet(instance.id()));
        return node;
    }

    private ObjectNode write(NetworkInterface each) {
        ObjectNode node = NetworkInterfaces.addresses(each)
                .put("networkInterfaceId", each.id())
                .put("subnetId", each.subnetId())
                .put("vpcId", each.vpcId())
                .put("status", "in-use");
        node.set("groupSet", groupSet(each));
        node.putObject("attachment")
                .put("attachmentId", each.id().replace("eni-", "eni-attach-"))
                .put("deviceIndex", 0)
                .put("status", "attached");
        return node;
    }

    private ArrayNode groupSet(NetworkInterface each) {
        return NetworkInterfaces.groupSet(network, each);
    }

    private static ObjectNode state(String name) {
        return Tree.node().put("code", STATE_CODES.get(name)).put("name", name);
    }
}
