package io.headgate.core.naming;

import io.headgate.core.group.GroupId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Names of AWS resources, as aws-load-balancer-controller makes them: readable parts without anything but letters and digits, cut to a
 * length, then ten hex digits of a SHA-256 over what must tell them apart.
 */
public final class ResourceNames {
    private static final int HASH_LENGTH = 10;
    private static final int PART_LENGTH = 8;
    private static final int GROUP_LENGTH = 17;
    private static final int FRONTEND_BASE_LENGTH = 28;
    private static final int CLUSTER_LENGTH = 232;

    private final Owner owner;
    private final GroupId group;

    public ResourceNames(Owner owner, GroupId group) {
        this.owner = owner;
        this.group = group;
    }

    public String loadBalancer(String scheme) {
        return groupName(List.of(owner.scope(), group.toString(), scheme));
    }

    public String securityGroup() {
        return groupName(List.of(owner.scope(), group.toString()));
    }

    /** The name of a target group and of its TargetGroupBinding. */
    public String targetGroup(TargetGroupIdentity identity) {
        String controlPort = identity.targetControlPort() == null
                ? ""
                : identity.targetControlPort().toString();
        String hash = hash(List.of(
                owner.scope(),
                group.toString(),
                identity.ingressNamespace(),
                identity.ingressName(),
                identity.serviceUid(),
                identity.servicePort(),
                Integer.toString(identity.port()),
                identity.targetType(),
                identity.protocol(),
                identity.protocolVersion(),
                controlPort));
        return "k8s-" + readable(identity.serviceNamespace(), PART_LENGTH) + "-"
                + readable(identity.serviceName(), PART_LENGTH) + "-" + hash;
    }

    /** Another name for a target group of the same Service, where the first is taken by one with other settings. */
    public static String anotherTargetGroup(String name, String tellingApart) {
        return name.substring(0, name.lastIndexOf('-') + 1) + hash(List.of(name, tellingApart));
    }

    /** The network load balancer in front of a load balancer of that name. */
    public static String frontendLoadBalancer(String behind) {
        return cut(behind, FRONTEND_BASE_LENGTH) + "-nlb";
    }

    /** The target group of a port of the network load balancer in front. */
    public String frontendTargetGroup(int port, String healthCheckPort, String healthCheckProtocol) {
        return groupName(List.of(
                owner.scope(),
                group.toString(),
                Integer.toString(port),
                "alb",
                "TCP",
                healthCheckPort,
                healthCheckProtocol));
    }

    /** The security group that all load balancers of an owner share as source of traffic to targets. */
    public static String backendSecurityGroup(Owner owner) {
        return "k8s-traffic-" + readable(owner.scope(), CLUSTER_LENGTH) + "-" + hash(List.of(owner.scope()));
    }

    private String groupName(List<String> hashed) {
        return switch (group) {
            case GroupId.Explicit(String name) -> "k8s-" + readable(name, GROUP_LENGTH) + "-" + hash(hashed);
            case GroupId.Implicit(var ingress) ->
                "k8s-" + readable(ingress.namespace(), PART_LENGTH) + "-" + readable(ingress.name(), PART_LENGTH) + "-"
                        + hash(hashed);
        };
    }

    private static String readable(String text, int length) {
        return cut(text.replaceAll("[^A-Za-z0-9]", ""), length);
    }

    private static String cut(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length);
    }

    private static String hash(List<String> parts) {
        return sha256(String.join("", parts)).substring(0, HASH_LENGTH);
    }

    /** SHA-256 of a text in lower-case hex digits. */
    public static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException("every Java platform has SHA-256", absent);
        }
    }

    /**
     * What tells target groups apart.
     *
     * @param servicePort as written in the backend
     * @param targetControlPort null when there is none
     */
    public record TargetGroupIdentity(
            String ingressNamespace,
            String ingressName,
            String serviceNamespace,
            String serviceName,
            String serviceUid,
            String servicePort,
            int port,
            String targetType,
            String protocol,
            String protocolVersion,
            @Nullable Integer targetControlPort) {}
}
