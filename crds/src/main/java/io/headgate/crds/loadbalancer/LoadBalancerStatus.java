package io.headgate.crds.loadbalancer;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Required;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was made for a group.
 *
 * @param frontend the network load balancer in front, if there is one
 * @param members Ingresses that this load balancer serves or still has to let go, in group order
 * @param planId what the pending removals are approved by, in the annotation {@code headgate.io/approve}; null when nothing is to go
 * @param pendingPlan steps that were not run: they failed, wait for another, or the mode forbids them; the first ones of many
 * @param pendingMore how many steps more there are than {@code pendingPlan} shows; null for none
 * @param approval removals that were approved and are not done yet
 * @param targetHealth by target group
 * @param tagKeys keys of all tags that were ever asked for: what is no longer asked for is removed, what others set is not
 * @param clientSecrets client secrets that AWS was given, which it never gives back: by these a change is noticed
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record LoadBalancerStatus(
        @Nullable Long observedGeneration,
        @Nullable Address address,
        @Nullable Frontend frontend,
        List<Condition> conditions,
        List<Member> members,
        List<ListenerStatus> listeners,
        @Nullable String planId,
        List<PendingStep> pendingPlan,
        @Nullable Integer pendingMore,
        @Nullable Approval approval,
        List<QuotaUse> quotas,
        List<TargetGroupHealth> targetHealth,
        List<String> tagKeys,
        List<ClientSecret> clientSecrets) {

    public LoadBalancerStatus {
        conditions = orEmpty(conditions);
        members = orEmpty(members);
        listeners = orEmpty(listeners);
        pendingPlan = orEmpty(pendingPlan);
        quotas = orEmpty(quotas);
        targetHealth = orEmpty(targetHealth);
        tagKeys = orEmpty(tagKeys);
        clientSecrets = orEmpty(clientSecrets);
    }

    /** The same with other conditions. */
    public LoadBalancerStatus withConditions(List<Condition> replacement) {
        return new LoadBalancerStatus(
                observedGeneration,
                address,
                frontend,
                replacement,
                members,
                listeners,
                planId,
                pendingPlan,
                pendingMore,
                approval,
                quotas,
                targetHealth,
                tagKeys,
                clientSecrets);
    }

    /** The same with another pending plan. */
    public LoadBalancerStatus withPending(
            @Nullable String id, List<PendingStep> plan, @Nullable Integer more, @Nullable Approval approved) {
        return new LoadBalancerStatus(
                observedGeneration,
                address,
                frontend,
                conditions,
                members,
                listeners,
                id,
                plan,
                more,
                approved,
                quotas,
                targetHealth,
                tagKeys,
                clientSecrets);
    }

    /** What is left out is empty, so that a status is equal to itself after the API server had it. */
    private static <T> List<T> orEmpty(@Nullable List<T> list) {
        return list == null ? List.of() : List.copyOf(list);
    }

    /**
     * Where the load balancer is reached.
     *
     * @param formerHostnames of load balancers that it replaces and that still serve
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Address(
            @Required String hostname,
            @Nullable String arn,
            @Nullable String name,
            List<String> formerHostnames) {
        public Address {
            formerHostnames = orEmpty(formerHostnames);
        }
    }

    /** Where the network load balancer in front is reached. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Frontend(
            @Required String hostname, @Required List<Integer> ports) {
        public Frontend {
            ports = orEmpty(ports);
        }
    }

    /**
     * A member.
     *
     * @param observedGeneration generation of the Ingress that was compiled last
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Member(
            @Required String namespace,
            @Required String name,
            @Required String uid,
            @Nullable Long observedGeneration,
            @Required MemberState state) {}

    /** How a member fares. */
    public enum MemberState {
        /** It is served as it is written. */
        Accepted,
        /** It is refused; what it had before stays. */
        Refused,
        /** It left, but something of it may still be there. */
        Leaving,
        /** It left, and nothing of it is there any more: its finalizer can go. */
        Released
    }

    /** A listener and how much it carries. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record ListenerStatus(
            @Required int port,
            @Required String protocol,
            @Required int rules,
            @Required int certificates) {}

    /**
     * A step that waits, in words, with what it may do to traffic and why it waits.
     *
     * @param gates what it waits for beside the steps before it: something that only time brings
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record PendingStep(
            @Required String step,
            @Required String risk,
            List<String> gates,
            @Nullable String reason) {
        public PendingStep {
            gates = orEmpty(gates);
        }
    }

    /**
     * Somebody's word that things may go. It stays until they are gone, also when the plan is another by then.
     *
     * @param planId of the plan that was approved
     * @param removals what it was to take away, as call and ARN or id
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Approval(
            @Required String planId, @Required List<String> removals) {
        public Approval {
            removals = orEmpty(removals);
        }
    }

    /** Use of a limit of the account. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record QuotaUse(
            @Required String name,
            @Required int used,
            @Required int limit) {}

    /**
     * A client secret of OpenID Connect that AWS has.
     *
     * @param secret {@code namespace/name} of the Secret
     * @param hash of the client secret, keyed by the Secret's UID: only who may read the Secret can compare
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record ClientSecret(
            @Required String secret, @Required String hash) {}

    /** Healthy among all targets of a target group. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record TargetGroupHealth(
            @Required String targetGroup,
            @Required int healthy,
            @Required int total) {}
}
