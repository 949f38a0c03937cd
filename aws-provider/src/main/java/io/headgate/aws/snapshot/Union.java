package io.headgate.aws.snapshot;

import io.headgate.core.stack.LoadBalancer;
import io.headgate.core.stack.SecurityGroup;
import io.headgate.core.stack.Stack;
import io.headgate.core.stack.TargetGroup;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What one of two readings of a group shows, or both. */
final class Union {

    private Union() {}

    /** Of what both show, the second one counts. */
    static Stack of(Stack first, Stack second) {
        return second.withLoadBalancers(either(first.loadBalancers(), second.loadBalancers(), LoadBalancer::arn))
                .withTargetGroups(either(first.targetGroups(), second.targetGroups(), TargetGroup::arn))
                .withSecurityGroups(either(first.securityGroups(), second.securityGroups(), SecurityGroup::id));
    }

    private static <T> List<T> either(Collection<T> first, Collection<T> second, Function<T, @Nullable String> id) {
        Set<@Nullable String> ids = new HashSet<>();
        second.forEach(each -> ids.add(id.apply(each)));
        List<T> all = new ArrayList<>(second);
        first.stream().filter(each -> !ids.contains(id.apply(each))).forEach(all::add);
        return all;
    }
}
