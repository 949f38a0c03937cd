package io.headgate.crds.loadbalancer;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.ValidationRule;

/**
 * Identity of a group. Members are never listed here; they follow from the Ingresses alone.
 *
 * @param group name of the group, or {@code namespace/name} of an Ingress on its own
 * @param provider where the load balancer is made: {@code aws} or {@code proxy}
 * @param controller the controller whose IngressClass the group belongs to
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@ValidationRule(
        value = "self.group == oldSelf.group && self.provider == oldSelf.provider",
        message = "group and provider cannot be changed")
public record LoadBalancerSpec(
        @Required String group,

        @Required String provider,

        @Required String controller,
        @Required Mode mode) {

    /** Whether the cloud is changed or only looked at. */
    public enum Mode {
        Apply,
        Observe
    }
}
