package io.headgate.crds.elbv2;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.fabric8.generator.annotation.Required;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.LabelSelector;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which endpoints are targets of which target group.
 *
 * @param targetGroupArn null when only the name is known
 * @param targetType null: asked from the target group
 * @param nodeSelector for instance targets: which nodes
 * @param iamRoleArnToAssume role for the calls to a target group of another account
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TargetGroupBindingSpec(
        @JsonProperty("targetGroupARN") @Nullable String targetGroupArn,
        @Nullable String targetGroupName,
        @Nullable Boolean multiClusterTargetGroup,
        @Nullable TargetType targetType,
        @Nullable TargetGroupProtocol targetGroupProtocol,
        @Required ServiceReference serviceRef,
        @Nullable Networking networking,
        @Nullable LabelSelector nodeSelector,
        @Nullable TargetIpAddressType ipAddressType,
        @JsonProperty("vpcID") @Nullable String vpcId,
        @Nullable String iamRoleArnToAssume,
        @Nullable String assumeRoleExternalId) {

    /** A port of a Service in the same namespace. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record ServiceReference(
            @Required String name, @Required IntOrString port) {}

    /** Who may reach the targets. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Networking(@Nullable List<NetworkingRule> ingress) {}

    /** Peers and the ports that they may reach. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record NetworkingRule(
            @Required List<NetworkingPeer> from, @Required List<NetworkingPort> ports) {}

    /** A block of addresses or a security group. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record NetworkingPeer(
            @Nullable IpBlock ipBlock, @Nullable SecurityGroupRef securityGroup) {}

    /** A block of IPv4 or IPv6 addresses. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record IpBlock(@Required String cidr) {}

    /** A security group by id. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record SecurityGroupRef(
            @JsonProperty("groupID") @Required String groupId) {}

    /** A port by number or name; all ports when absent. The protocol is TCP when absent. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record NetworkingPort(
            @Nullable NetworkingProtocol protocol, @Nullable IntOrString port) {}

    /** Protocols of networking rules. */
    public enum NetworkingProtocol {
        TCP,
        UDP
    }

    /** Protocols of target groups. */
    public enum TargetGroupProtocol {
        HTTP,
        HTTPS,
        TCP,
        TLS,
        UDP,
        TCP_UDP,
        QUIC,
        TCP_QUIC
    }
}
