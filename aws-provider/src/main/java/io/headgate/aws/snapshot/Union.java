package io.headgate.aws.snapshot;

import io.headgate.core.stack.LoadBalancer;
import io.headgate.core.stack.SecurityGroup;
import io.headgate.core.stack.Stack;
import io.headgate.core.stack.TargetGroup;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What one of two readings of a group shows, or both. */
final class Union {

    private Union() {}

    /** Of what both show, the second one counts. */
    static Stack of(Stack first, Stack second) {
        return of(first, second, name -> true);
    }

    /** @param there whether that still exists which only the first one shows; asked with an ARN, or the id of a security group */
    static Stack of(Stack first, Stack second, Predicate<String> there) {
        return second.withLoadBalancers(either(first.loadBalancers(), second.loadBalancers(), LoadBalancer::arn, there))
                .withTargetGroups(either(first.targetGroups(), second.targetGroups(), TargetGroup::arn, there))
                .withSecurityGroups(either(first.securityGroups(), second.securityGroups(), SecurityGroup::id, there));
    }

    private static <T> List<T> either(
            Collection<T> first, Collection<T> second, Function<T, @Nullable String> name, Predicate<String> there) {
        Set<@Nullable String> shown = new HashSet<>();
        second.forEach(each -> shown.add(name.apply(each)));
        List<T> all = new ArrayList<>(second);
        first.stream()
                .filter(each -> !shown.contains(name.apply(each)))
                .filter(each -> there.test(Objects.requireNonNull(name.apply(each), "what was read has a name")))
                .forEach(all::add);
        return all;
    }
}
