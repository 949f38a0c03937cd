package io.headgate.simulator.elbv2;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headgate.simulator.account.Tags;
import io.headgate.simulator.api.ApiError;
import io.headgate.simulator.api.Fields;
import io.headgate.simulator.api.Operation;
import io.headgate.simulator.api.Tree;
import io.headgate.simulator.ec2.Network;
import io.headgate.simulator.elbv2.TargetGroup.HealthCheck;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Creates, changes, deletes and describes target groups. */
final class TargetGroups {
    private static final List<String> TYPES = List.of("instance", "ip", "alb");
    private static final List<String> PROTOCOLS = List.of("HTTP", "HTTPS", "TCP", "TLS", "UDP", "TCP_UDP");
    private static final List<String> VERSIONS = List.of("HTTP1", "HTTP2", "GRPC");
    private static final int HIGHEST_PORT = 65_535;

    private final LoadBalancing state;
    private final Network network;

    TargetGroups(LoadBalancing state, Network network) {
        this.state = state;
        this.network = network;
    }

    Map<String, Operation> operations() {
        return Map.of(
                "CreateTargetGroup", this::create,
                "ModifyTargetGroup", this::modify,
                "DeleteTargetGroup", this::delete,
                "DescribeTargetGroups", this::describe);
    }

    private ObjectNode create(Fields input) {
        TargetGroup wanted = read(input);
        Map<String, String> tags = Tags.read(input.structs("Tags"), ElbTags.CODES);
        Optional<TargetGroup> existing = named(wanted.name());
        if (existing.isPresent()) {
            return result(sameOrRefused(existing.get(), wanted));
        }
        if (state.targetGroups.size() >= state.setting.quotas().targetGroups()) {
            throw ApiError.of(
                    "TooManyTargetGroups",
                    "The maximum number of target groups has been reached: "
                            + state.setting.quotas().targetGroups());
        }
        state.targetGroups.put(wanted.arn(), wanted);
        state.setting.tags().put(wanted.arn(), tags);
        return result(wanted);
    }

    private TargetGroup read(Fields input) {
        String name = Names.targetGroup(input.required("Name"));
        String targetType = input.oneOf("TargetType", TYPES).orElse("instance");
        String protocol =
                input.oneOf("Protocol", PROTOCOLS).orElseThrow(() -> ApiError.invalid("A protocol must be specified"));
        int port =
                input.integer("Port", 1, HIGHEST_PORT).orElseThrow(() -> ApiError.invalid("A port must be specified"));
        String version = version(input, protocol);
        String vpcId = vpc(input);
        HealthCheck health = HealthCheckReader.read(
                input,
                HealthCheckReader.defaults(protocol, version, targetType),
                new TargetGroupKind(targetType, protocol, version));
        return new TargetGroup(
                state.setting
                        .identity()
                        .arn(
                                "elasticloadbalancing",
                                "targetgroup/" + name + "/"
                                        + state.setting.ids().hex(16)),
                name,
                targetType,
                protocol,
                version,
                port,
                vpcId,
                addressType(input, targetType),
                controlPort(input, targetType),
                health,
                Attribute.defaults(AttributeCatalogue.targetGroup(protocol, targetType)));
    }

    /** Only HTTP and HTTPS have a version; it is HTTP1 unless said otherwise. */
    private static @Nullable String version(Fields input, String protocol) {
        Optional<String> version = input.oneOf("ProtocolVersion", VERSIONS);
        if (protocol.startsWith("HTTP")) {
            return version.orElse("HTTP1");
        }
        version.ifPresent(text -> {
            throw ApiError.invalid("The protocol version '" + text + "' needs the protocol HTTP or HTTPS");
        });
        return null;
    }

    private String vpc(Fields input) {
        String vpcId = input.text("VpcId")
                .filter(id -> !id.isEmpty())
                .orElseThrow(() -> ApiError.invalid("A VPC ID must be specified"));
        if (network.vpc(vpcId).isEmpty()) {
            throw ApiError.invalid("The VPC ID '" + vpcId + "' is not found");
        }
        return vpcId;
    }

    private static String addressType(Fields input, String targetType) {
        String type = input.oneOf("IpAddressType", List.of("ipv4", "ipv6")).orElse("ipv4");
        if (type.equals("ipv6") && targetType.equals("alb")) {
            throw ApiError.invalid("Target groups of type alb are ipv4");
        }
        return type;
    }

    private static @Nullable Integer controlPort(Fields input, String targetType) {
        Optional<Integer> port = input.integer("TargetControlPort", 1, HIGHEST_PORT);
        if (port.isPresent() && targetType.equals("alb")) {
            throw ApiError.invalid("A target control port needs targets of type instance or ip");
        }
        return port.orElse(null);
    }

    private Optional<TargetGroup> named(String name) {
        return state.targetGroups.values().stream()
                .filter(group -> group.name().equals(name))
                .findFirst();
    }

    /** Creating it again with the same settings succeeds; with others the name is taken (CreateTargetGroup). */
    private static TargetGroup sameOrRefused(TargetGroup existing, TargetGroup wanted) {
        TargetGroup comparable = new TargetGroup(
                existing.arn(),
                wanted.name(),
                wanted.targetType(),
                wanted.protocol(),
                wanted.protocolVersion(),
                wanted.port(),
                wanted.vpcId(),
                wanted.ipAddressType(),
                wanted.targetControlPort(),
                wanted.healthCheck(),
                existing.attributes());
        if (!comparable.equals(existing)) {
            throw ApiError.of(
                    "DuplicateTargetGroupName",
                    "A target group with the same name '" + wanted.name() + "' exists, but with different settings");
        }
        return existing;
    }

    private ObjectNode modify(Fields input) {
        TargetGroup before = state.targetGroup(input.required("TargetGroupArn"));
        TargetGroup after =
                before.withHealthCheck(HealthCheckReader.read(input, before.healthCheck(), TargetGroupKind.of(before)));
        state.targetGroups.put(after.arn(), after);
        return result(after);
    }

    /** Deleting what does not exist succeeds; what an action names is kept (DeleteTargetGroup). */
    private ObjectNode delete(Fields input) {
        String arn = input.required("TargetGroupArn");
        if (!state.loadBalancersOf(arn).isEmpty()) {
            throw ApiError.of(
                    "ResourceInUse", "Target group '" + arn + "' is currently in use by a listener or a rule");
        }
        state.targetGroups.remove(arn);
        state.targets.removeIf(target -> target.targetGroupArn().equals(arn));
        state.setting.tags().forget(arn);
        return Tree.node();
    }

    private ObjectNode describe(Fields input) {
        List<String> arns = input.texts("TargetGroupArns");
        List<String> names = input.texts("Names");
        Optional<LoadBalancer> user = input.text("LoadBalancerArn").map(state::loadBalancer);
        arns.forEach(state::targetGroup);
        names.stream().filter(name -> named(name).isEmpty()).findFirst().ifPresent(name -> {
            throw ApiError.of("TargetGroupNotFound", "One or more target groups not found: " + name);
        });
        List<TargetGroup> chosen = state.targetGroups.values().stream()
                .filter(group -> arns.isEmpty() || arns.contains(group.arn()))
                .filter(group -> names.isEmpty() || names.contains(group.name()))
                .filter(group -> user.map(
                                each -> state.loadBalancersOf(group.arn()).contains(each.arn()))
                        .orElse(true))
                .toList();
        return Paging.write(
                input, "TargetGroups", chosen, state.setting.quotas().pageSize(), this::write);
    }

    private ObjectNode result(TargetGroup group) {
        ObjectNode result = Tree.node();
        result.set("TargetGroups", Tree.list(List.of(group), this::write));
        return result;
    }

    private ObjectNode write(TargetGroup group) {
        HealthCheck health = group.healthCheck();
        ObjectNode node = Tree.node()
                .put("TargetGroupArn", group.arn())
                .put("TargetGroupName", group.name())
                .put("Protocol", group.protocol())
                .put("ProtocolVersion", group.protocolVersion())
                .put("Port", group.port())
                .put("VpcId", group.vpcId())
                .put("TargetType", group.targetType())
                .put("IpAddressType", group.ipAddressType())
                .put("TargetControlPort", group.targetControlPort())
                .put("HealthCheckEnabled", health.enabled())
                .put("HealthCheckProtocol", health.protocol())
                .put("HealthCheckPort", health.port())
                .put("HealthCheckPath", health.path())
                .put("HealthCheckIntervalSeconds", health.intervalSeconds())
                .put("HealthCheckTimeoutSeconds", health.timeoutSeconds())
                .put("HealthyThresholdCount", health.healthyThreshold())
                .put("UnhealthyThresholdCount", health.unhealthyThreshold());
        if (health.httpCode() != null) {
            node.putObject("Matcher").put("HttpCode", health.httpCode());
        }
        if (health.grpcCode() != null) {
            node.putObject("Matcher").put("GrpcCode", health.grpcCode());
        }
        node.set("LoadBalancerArns", Tree.texts(state.loadBalancersOf(group.arn())));
        return node;
    }
}
