package io.headgate.aws.snapshot;

import io.headgate.core.plan.Normal;
import io.headgate.core.stack.Certificate;
import io.headgate.core.stack.Listener;
import io.headgate.core.stack.LoadBalancer;
import io.headgate.core.stack.Rule;
import io.headgate.core.stack.SecurityGroup;
import io.headgate.core.stack.SecurityGroup.Permission;
import io.headgate.core.stack.Stack;
import io.headgate.core.stack.TargetGroup;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Whether two observations of a group say the same. Order does not count where AWS has none, nor does what becomes of itself. */
final class Sameness {

    private Sameness() {}

    static boolean of(Stack one, Stack other) {
        return one.usesBackendSecurityGroup() == other.usesBackendSecurityGroup()
                && each(one.securityGroups(), other.securityGroups(), SecurityGroup::id, Sameness::securityGroup)
                && each(one.loadBalancers(), other.loadBalancers(), LoadBalancer::arn, Sameness::loadBalancer)
                && each(one.targetGroups(), other.targetGroups(), TargetGroup::arn, Sameness::targetGroup)
                && each(one.certificates(), other.certificates(), Certificate::arn, Sameness::certificate)
                && Set.copyOf(one.addons()).equals(Set.copyOf(other.addons()));
    }

    private static boolean certificate(Certificate one, Certificate other) {
        return one.issued() == other.issued()
                && one.pending() == other.pending()
                && one.tags().equals(other.tags());
    }

    private static <T> boolean each(
            List<T> one, List<T> other, Function<T, @Nullable String> identity, BiPredicate<T, T> same) {
        Map<String, T> others = other.stream()
                .collect(Collectors.toMap(each -> String.valueOf(identity.apply(each)), each -> each, (a, b) -> a));
        return one.size() == other.size()
                && one.stream().allMatch(each -> {
                    T match = others.get(String.valueOf(identity.apply(each)));
                    return match != null && same.test(each, match);
                });
    }

    private static boolean securityGroup(SecurityGroup one, SecurityGroup other) {
        return permissions(one.ingress()).equals(permissions(other.ingress()))
                && permissions(one.egress()).equals(permissions(other.egress()))
                && one.tags().equals(other.tags());
    }

    private static Map<Permission, String> permissions(@Nullable Collection<Permission> permissions) {
        return (permissions == null ? SecurityGroup.OPEN_EGRESS : permissions)
                .stream().collect(Collectors.toMap(Permission::identity, Permission::description, (a, b) -> a));
    }

    private static boolean loadBalancer(LoadBalancer one, LoadBalancer other) {
        return one.scheme().equals(other.scheme())
                && one.ipAddressType().equals(other.ipAddressType())
                && Set.copyOf(one.subnets()).equals(Set.copyOf(other.subnets()))
                && Set.copyOf(one.securityGroups()).equals(Set.copyOf(other.securityGroups()))
                && Objects.equals(one.ipamIpv4PoolId(), other.ipamIpv4PoolId())
                && Objects.equals(one.minimumCapacityUnits(), other.minimumCapacityUnits())
                && one.attributes().equals(other.attributes())
                && one.tags().equals(other.tags())
                && each(one.listeners(), other.listeners(), Listener::arn, Sameness::listener);
    }

    private static boolean listener(Listener one, Listener other) {
        return one.port() == other.port()
                && one.protocol().equals(other.protocol())
                && Set.copyOf(one.certificates()).equals(Set.copyOf(other.certificates()))
                && one.certificates().stream()
                        .findFirst()
                        .equals(other.certificates().stream().findFirst())
                && Objects.equals(one.sslPolicy(), other.sslPolicy())
                && Objects.equals(one.mutualAuthentication(), other.mutualAuthentication())
                && one.attributes().equals(other.attributes())
                && Normal.sameActions(one.defaultActions(), other.defaultActions())
                && one.tags().equals(other.tags())
                && each(one.rules(), other.rules(), Rule::arn, Sameness::rule);
    }

    private static boolean rule(Rule one, Rule other) {
        return one.priority() == other.priority()
                && Normal.same(one.routing(), other.routing())
                && one.tags().equals(other.tags());
    }

    private static boolean targetGroup(TargetGroup one, TargetGroup other) {
        return one.healthCheck().equals(other.healthCheck())
                && one.attributes().equals(other.attributes())
                && one.tags().equals(other.tags());
    }
}
