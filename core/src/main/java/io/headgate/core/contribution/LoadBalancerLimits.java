package io.headgate.core.contribution;

import io.headgate.core.annotation.AnnotationKey;
import io.headgate.core.annotation.AnnotationReader;
import io.headgate.core.annotation.AttributeCatalogue;
import io.headgate.core.annotation.AttributeKind;
import io.headgate.core.annotation.TagRules;
import io.headgate.core.cluster.IngressClassParams;
import io.headgate.core.stack.Addon;
import java.util.Map;
import java.util.Optional;

/** What AWS refuses of a load balancer: name, tags, attributes, pools, capacity (CreateLoadBalancer and what follows it). */
final class LoadBalancerLimits {
    /** Tags by which a resource is known as ours: cluster, stack and resource. */
    private static final int TRACKING_TAGS = 3;

    private final MemberScope scope;
    private final Contribution contribution;
    private final AnnotationReader annotations;
    private final ClassLimits ofClass;

    LoadBalancerLimits(MemberScope scope, Contribution contribution) {
        this.scope = scope;
        this.contribution = contribution;
        this.annotations = scope.annotations();
        this.ofClass = new ClassLimits(scope);
    }

    void check() {
        either(
                scope.params(IngressClassParams::loadBalancerName),
                "loadBalancerName",
                AnnotationKey.LOAD_BALANCER_NAME);
        either(
                scope.params(IngressClassParams::ipamIpv4PoolId),
                "ipamConfiguration.ipv4IPAMPoolId",
                AnnotationKey.IPAM_IPV4_POOL_ID);
        annotations.checkLimit(AnnotationKey.CUSTOMER_OWNED_IPV4_POOL);
        checkTags();
        checkAttributes();
        checkCapacity();
        checkWebAcl();
        if (contribution.requestedCertificate() != null) {
            annotations.checkLimit(AnnotationKey.ACM_PCA_ARN);
        }
    }

    private void either(Optional<String> value, String field, AnnotationKey key) {
        value.ifPresentOrElse(set -> ofClass.check(field, key, set), () -> annotations.checkLimit(key));
    }

    private void checkTags() {
        annotations.checkLimit(AnnotationKey.TAGS);
        scope.params(IngressClassParams::tags).ifPresent(ofClass::checkTags);
        int count = MemberTags.withDefaults(contribution.loadBalancer().tags(), scope.settings())
                        .size()
                + TRACKING_TAGS;
        if (count > TagRules.MOST) {
            annotations.invalid(
                    AnnotationKey.TAGS,
                    "and what is added to them make " + count + " tags; a resource has at most " + TagRules.MOST);
        }
    }

    private void checkAttributes() {
        Map<String, String> classAttributes =
                contribution.loadBalancer().classOptions().attributes();
        ofClass.checkAttributes("loadBalancerAttributes", AttributeKind.LOAD_BALANCER, classAttributes);
        AttributeCatalogue.complaints(
                        AttributeKind.LOAD_BALANCER,
                        Overridden.without(contribution.loadBalancer().attributes(), classAttributes))
                .forEach(complaint -> annotations.complain(AnnotationKey.LOAD_BALANCER_ATTRIBUTES, "", complaint));
    }

    private void checkCapacity() {
        Integer ofClassUnits = contribution.loadBalancer().classOptions().minimumCapacityUnits();
        Integer units = contribution.loadBalancer().minimumCapacityUnits();
        if (ofClassUnits != null && ofClassUnits < 0) {
            ofClass.error(
                    "minimumLoadBalancerCapacity.capacityUnits", "is below 0", "set it to 0 or more, or remove it");
        } else if (ofClassUnits == null && units != null && units < 0) {
            annotations.invalid(
                    AnnotationKey.MINIMUM_LOAD_BALANCER_CAPACITY, "has CapacityUnits " + units + ", which is below 0");
        }
    }

    private void checkWebAcl() {
        boolean associated = contribution.loadBalancer().addons().stream().anyMatch(Addon.WebAcl.class::isInstance);
        boolean byName = scope.params(IngressClassParams::wafv2AclName)
                .or(() -> annotations.string(AnnotationKey.WAFV2_ACL_NAME))
                .filter(name -> !name.isEmpty())
                .isPresent();
        if (associated && !byName) {
            either(
                    scope.params(IngressClassParams::wafv2AclArn).filter(arn -> !arn.isEmpty()),
                    "wafv2AclArn",
                    AnnotationKey.WAFV2_ACL_ARN);
        }
    }
}
