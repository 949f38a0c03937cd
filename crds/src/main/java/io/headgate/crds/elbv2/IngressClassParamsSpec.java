package io.headgate.crds.elbv2;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.LabelSelector;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an IngressClass fixes for all its Ingresses. A field that is left out leaves the choice to the annotations.
 *
 * @param sslRedirectPort a port as text, as in LBC
 * @param listeners attributes for listeners that Ingresses ask for; they do not make listeners
 * @param prefixListsIdsOld the earlier spelling of {@code prefixListsIDs}
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
        value = "!(has(self.prefixListsIDs) && has(self.PrefixListsIDs))",
        message = "set prefixListsIDs or PrefixListsIDs, not both")
public record IngressClassParamsSpec(
        @Nullable String loadBalancerName,
        @Nullable List<String> certificateArn,
        @Nullable LabelSelector namespaceSelector,
        @Nullable GroupRef group,
        @Nullable Scheme scheme,
        @JsonProperty("inboundCIDRs") @Nullable List<String> inboundCidrs,
        @Nullable String sslPolicy,
        @Nullable String sslRedirectPort,
        @Nullable Subnets subnets,
        @Nullable LoadBalancerIpAddressType ipAddressType,
        @Nullable List<KeyValue> tags,
        @Nullable TargetType targetType,
        @Nullable List<KeyValue> loadBalancerAttributes,
        @Nullable List<ListenerParams> listeners,
        @Nullable MinimumCapacity minimumLoadBalancerCapacity,
        @Nullable IpamConfiguration ipamConfiguration,
        @JsonProperty("prefixListsIDs") @Nullable List<String> prefixListsIds,
        @JsonProperty("PrefixListsIDs") @Nullable List<String> prefixListsIdsOld,
        @Nullable String wafv2AclArn,
        @Nullable String wafv2AclName) {

    /** The group that every Ingress of the class joins. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record GroupRef(@Required String name) {}

    /** Subnets by id, or by tags: every key must match with any of its values. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Subnets(
            @Size(min = 1) @Nullable List<@Pattern("subnet-[0-9a-f]+") String> ids,
            @Nullable Map<String, List<String>> tags) {}

    /** Attributes of the listener with that protocol and port. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ListenerParams(
            @Nullable String protocol,
            @Nullable Integer port,
            @Nullable List<KeyValue> listenerAttributes) {}

    /** Reserved capacity in load balancer capacity units. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record MinimumCapacity(@Required Integer capacityUnits) {}

    /** The pool that public IPv4 addresses come from. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record IpamConfiguration(
            @JsonProperty("ipv4IPAMPoolId") @Nullable String ipv4IpamPoolId) {}
}
