package io.headgate.core.contribution;

import io.headgate.core.annotation.AnnotationKey;
import io.headgate.core.annotation.AnnotationReader;
import io.headgate.core.annotation.Grammar;
import io.headgate.core.annotation.Parsed;
import io.headgate.core.cluster.IngressClassParams;
import io.headgate.core.contribution.Contribution.ClassOptions;
import io.headgate.core.contribution.Contribution.LoadBalancerWish;
import io.headgate.core.contribution.Contribution.SubnetWish;
import io.headgate.core.settings.FeatureGate;
import io.headgate.core.settings.RuleOrder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What one member wants of the load balancer. A field of the class parameters replaces the annotation, which is then not read. */
final class LoadBalancerWishes {
    private static final int MAX_NAME = 32;
    private static final String CAPACITY_UNITS = "CapacityUnits";
    static final List<String> SCHEMES = List.of("internal", "internet-facing");
    private static final List<String> ADDRESS_TYPES = List.of("ipv4", "dualstack", "dualstack-without-public-ipv4");

    private final MemberScope scope;
    private final AnnotationReader annotations;

    private LoadBalancerWishes(MemberScope scope) {
        this.scope = scope;
        this.annotations = scope.annotations();
    }

    static LoadBalancerWish of(MemberScope scope) {
        return new LoadBalancerWishes(scope).wish();
    }

    private LoadBalancerWish wish() {
        return new LoadBalancerWish(
                name(),
                scope.params(IngressClassParams::scheme)
                        .orElseGet(() ->
                                annotations.oneOf(AnnotationKey.SCHEME, SCHEMES).orElse(null)),
                scope.params(IngressClassParams::ipAddressType)
                        .orElseGet(() -> annotations
                                .oneOf(AnnotationKey.IP_ADDRESS_TYPE, ADDRESS_TYPES)
                                .orElse(null)),
                subnets(),
                SecurityGroups.named(scope, AnnotationKey.SECURITY_GROUPS),
                manageBackendRules(),
                customerOwnedPool(),
                annotations
                        .string(AnnotationKey.IPAM_IPV4_POOL_ID)
                        .filter(pool -> !pool.isEmpty())
                        .orElse(null),
                capacity(),
                annotations.stringMap(AnnotationKey.LOAD_BALANCER_ATTRIBUTES).orElse(Map.of()),
                MemberTags.of(scope),
                classOptions(),
                sslRedirectPort(),
                AddonWishes.of(scope),
                SecurityGroupWishes.of(scope),
                ruleOrder());
    }

    private @Nullable RuleOrder ruleOrder() {
        return annotations
                .oneOf(AnnotationKey.RULE_ORDER, RuleOrder.words())
                .flatMap(RuleOrder::of)
                .orElse(null);
    }

    private @Nullable String name() {
        Optional<String> ofClass = scope.params(IngressClassParams::loadBalancerName);
        String name = ofClass.or(() -> annotations.string(AnnotationKey.LOAD_BALANCER_NAME))
                .orElse(null);
        if (name != null && name.length() > MAX_NAME) {
            annotations.invalid(
                    AnnotationKey.LOAD_BALANCER_NAME,
                    "is \"" + name + "\" with " + name.length() + " characters; at most 32 are allowed");
        }
        return name;
    }

    private @Nullable SubnetWish subnets() {
        Optional<IngressClassParams.Subnets> ofClass = scope.params(IngressClassParams::subnets);
        if (ofClass.isPresent()) {
            return new SubnetWish(true, ofClass.get().ids(), ofClass.get().tags());
        }
        Optional<List<String>> named = annotations.stringList(AnnotationKey.SUBNETS);
        if (named.isPresent() && named.get().isEmpty()) {
            annotations.invalid(AnnotationKey.SUBNETS, "names no subnet");
        }
        return named.map(names -> new SubnetWish(false, names, Map.of())).orElse(null);
    }

    /** Counts only with own security groups; a mistake in it is nobody's ruin without them. */
    private @Nullable Boolean manageBackendRules() {
        boolean own = annotations
                .stringList(AnnotationKey.SECURITY_GROUPS)
                .filter(names -> !names.isEmpty())
                .isPresent();
        MemberScope reading = own ? scope : scope.onTrial();
        Optional<Boolean> manage = reading.annotations().bool(AnnotationKey.MANAGE_BACKEND_SECURITY_GROUP_RULES);
        if (own && manage.orElse(false) && !scope.settings().enableBackendSecurityGroup()) {
            annotations.invalid(
                    AnnotationKey.MANAGE_BACKEND_SECURITY_GROUP_RULES,
                    "is true, but --enable-backend-security-group=false leaves no shared group to manage rules with");
        }
        return manage.orElse(null);
    }

    private @Nullable String customerOwnedPool() {
        Optional<String> pool = annotations.string(AnnotationKey.CUSTOMER_OWNED_IPV4_POOL);
        if (pool.isPresent() && pool.get().isEmpty()) {
            annotations.invalid(AnnotationKey.CUSTOMER_OWNED_IPV4_POOL, "is empty");
        }
        return pool.orElse(null);
    }

    private @Nullable Integer capacity() {
        if (!scope.settings().enabled(FeatureGate.LB_CAPACITY_RESERVATION)
                || scope.params(IngressClassParams::minimumCapacityUnits).isPresent()) {
            return null;
        }
        Map<String, String> capacity = annotations
                .stringMap(AnnotationKey.MINIMUM_LOAD_BALANCER_CAPACITY)
                .orElse(Map.of());
        Integer units = null;
        for (Map.Entry<String, String> entry : capacity.entrySet()) {
            if (!entry.getKey().equals(CAPACITY_UNITS)) {
                annotations.invalid(
                        AnnotationKey.MINIMUM_LOAD_BALANCER_CAPACITY,
                        "has the key \"" + entry.getKey() + "\"; only " + CAPACITY_UNITS + " is known");
            } else if (Grammar.int32(entry.getValue()) instanceof Parsed.Value<Integer>(Integer number)) {
                units = number;
            } else {
                annotations.invalid(
                        AnnotationKey.MINIMUM_LOAD_BALANCER_CAPACITY,
                        "has " + CAPACITY_UNITS + " \"" + entry.getValue() + "\", which is no whole number");
            }
        }
        return units;
    }

    private ClassOptions classOptions() {
        return new ClassOptions(
                scope.params(IngressClassParams::loadBalancerAttributes).orElse(Map.of()),
                scope.settings().enabled(FeatureGate.LB_CAPACITY_RESERVATION)
                        ? scope.params(IngressClassParams::minimumCapacityUnits).orElse(null)
                        : null,
                scope.params(IngressClassParams::ipamIpv4PoolId).orElse(null));
    }

    private @Nullable Integer sslRedirectPort() {
        Optional<String> ofClass = scope.params(IngressClassParams::sslRedirectPort);
        if (ofClass.isEmpty() || ofClass.get().isEmpty()) {
            return annotations.int32(AnnotationKey.SSL_REDIRECT).orElse(null);
        }
        return switch (Grammar.int32(ofClass.get())) {
            case Parsed.Value<Integer>(Integer port) -> port;
            case Parsed.Invalid<Integer>(String reason) -> {
                scope.findings()
                        .warning(
                                "IngressClassParams spec.sslRedirectPort",
                                "NoRedirect",
                                "spec.sslRedirectPort " + reason + ", so nothing is redirected to HTTPS",
                                "set it to the port of an HTTPS listener");
                yield null;
            }
        };
    }
}
