package io.headgate.aws.execute;

import io.headgate.aws.snapshot.SecurityGroupIndex;
import io.headgate.aws.snapshot.SecurityGroupNames;
import io.headgate.core.plan.Renaming;
import io.headgate.core.plan.Step;
import io.headgate.core.stack.LoadBalancer;
import io.headgate.core.stack.SecurityGroupRef;
import io.headgate.core.stack.Stack;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The state of one plan's execution: how far it got, and what became of its placeholders. Steps run on many threads, one notes results. */
final class Session {

    private final SecurityGroupIndex securityGroups;
    private final ConcurrentMap<String, String> names = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, LoadBalancer.Status> statuses = new ConcurrentHashMap<>();
    private volatile Stack stack;

    Session(Stack observed, SecurityGroupIndex securityGroups) {
        this.stack = observed;
        this.securityGroups = securityGroups;
    }

    /** The real ARN or id of a handle. */
    String real(String handle) {
        return names.getOrDefault(handle, handle);
    }

    String securityGroupId(SecurityGroupRef ref) {
        return real(SecurityGroupNames.of(stack, securityGroups.backendId()).id(ref));
    }

    /** The stack as far as it is now, still with placeholders. */
    Stack stack() {
        return stack;
    }

    Renaming renaming() {
        return Renaming.of(Map.copyOf(names));
    }

    /** Notes that a step succeeded; gives the stack with real names. */
    Stack succeeded(Step step, Effect.Done effect) {
        if (effect.made() != null) {
            names.put(step.handle(), effect.made());
            if (effect.status() != null) {
                statuses.put(effect.made(), effect.status());
            }
        }
        stack = step.applyTo(stack);
        return current();
    }

    Stack current() {
        Stack named = renaming().stack(stack);
        return named.withLoadBalancers(
                named.loadBalancers().stream().map(this::withStatus).toList());
    }

    private LoadBalancer withStatus(LoadBalancer balancer) {
        String arn = balancer.arn();
        LoadBalancer.Status status = arn == null ? null : statuses.get(arn);
        return status == null ? balancer : balancer.withStatus(status);
    }
}
