package io.headgate.core.plan;

import io.headgate.core.stack.Listener;
import io.headgate.core.stack.LoadBalancer;
import io.headgate.core.stack.Stack;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** How much of what a group has a plan takes away. Much at once is what an empty or truncated answer looks like. */
public final class RemovalShare {

    /** Fewer things of a kind go all the time. */
    private static final int MANY = 3;

    private static final int ALL = 100;

    /** What is counted on its own. */
    private enum Kind {
        RULES,
        TARGET_GROUPS,
        LOAD_BALANCERS,
        CERTIFICATES
    }

    private RemovalShare() {}

    /**
     * What there is much of among the removals, in words; empty if there is not.
     *
     * @param percent how much of a kind may go without a doubt
     */
    public static Optional<String> doubtful(Plan plan, Stack observed, int percent) {
        Map<Kind, Integer> removed = new EnumMap<>(Kind.class);
        plan.steps().forEach(planned -> count(planned.step(), observed, removed));
        return removed.entrySet().stream()
                .filter(entry -> entry.getValue() >= MANY
                        && entry.getValue() * ALL > percent * present(entry.getKey(), observed))
                .map(entry -> entry.getValue() + " of " + present(entry.getKey(), observed) + " "
                        + entry.getKey().name().toLowerCase(Locale.ROOT).replace('_', ' '))
                .findFirst();
    }

    private static void count(Step step, Stack observed, Map<Kind, Integer> removed) {
        switch (step) {
            case RuleStep.DeleteRule ignored -> removed.merge(Kind.RULES, 1, Integer::sum);
            case TargetGroupStep.DeleteTargetGroup ignored -> removed.merge(Kind.TARGET_GROUPS, 1, Integer::sum);
            case CertificateStep.DeleteCertificate ignored -> removed.merge(Kind.CERTIFICATES, 1, Integer::sum);
            case ListenerStep.DeleteListener(String arn) ->
                removed.merge(
                        Kind.RULES, rules(listeners(observed).filter(each -> arn.equals(each.arn()))), Integer::sum);
            case LoadBalancerStep.DeleteLoadBalancer(String arn) -> {
                removed.merge(Kind.LOAD_BALANCERS, 1, Integer::sum);
                Stream<Listener> going = observed.loadBalancers().stream()
                        .filter(balancer -> arn.equals(balancer.arn()))
                        .flatMap(balancer -> balancer.listeners().stream());
                removed.merge(Kind.RULES, rules(going), Integer::sum);
            }
            case RuleStep ignored -> {}
            case TargetGroupStep ignored -> {}
            case CertificateStep ignored -> {}
            case ListenerStep ignored -> {}
            case LoadBalancerStep ignored -> {}
            case SecurityGroupStep ignored -> {}
            case TagStep ignored -> {}
            case AddonStep ignored -> {}
            case BindingStep ignored -> {}
        }
    }

    private static int present(Kind kind, Stack observed) {
        return switch (kind) {
            case RULES -> rules(listeners(observed));
            case TARGET_GROUPS -> observed.targetGroups().size();
            case LOAD_BALANCERS -> observed.loadBalancers().size();
            case CERTIFICATES -> observed.certificates().size();
        };
    }

    private static Stream<Listener> listeners(Stack observed) {
        return observed.loadBalancers().stream().map(LoadBalancer::listeners).flatMap(List::stream);
    }

    private static int rules(Stream<Listener> listeners) {
        return listeners.mapToInt(listener -> listener.rules().size()).sum();
    }
}
