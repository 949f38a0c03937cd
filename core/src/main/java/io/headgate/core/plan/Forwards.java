package io.headgate.core.plan;

import io.headgate.core.routing.Action;
import io.headgate.core.routing.Action.FixedResponse;
import io.headgate.core.routing.Action.Forward;
import io.headgate.core.routing.Action.WeightedTargetGroup;
import io.headgate.core.routing.TargetGroupRef;
import io.headgate.core.stack.Listener;
import io.headgate.core.stack.LoadBalancer;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** The target groups that actions name: by ARN, or by resource as long as nothing but the stack names them. */
final class Forwards {

    /** The load balancer, where it answers without a target group. */
    static final String ITSELF = "";

    private Forwards() {}

    /** All that are named: those that no request is sent to as well. The load balancer checks the health of them all. */
    static Set<String> of(Collection<Action> actions) {
        return named(actions, weighted -> true);
    }

    /** Those that get requests. */
    static Set<String> serving(Collection<Action> actions) {
        return named(actions, Forwards::serves);
    }

    /**
     * Those that answer requests: target groups, or {@link #ITSELF} for a redirect or a fixed response. A 503 in plain text is what stands
     * for a backend that does not exist: nobody is answered there.
     */
    static Set<String> answering(Collection<Action> actions) {
        Set<String> names = serving(actions);
        if (actions.stream().anyMatch(Forwards::answers)) {
            names.add(ITSELF);
        }
        return names;
    }

    /** Those that answer what no rule takes. There a 404 says that nothing was asked for. */
    static Set<String> answeringTheRest(Collection<Action> defaults) {
        return defaults.stream()
                        .anyMatch(action -> action instanceof FixedResponse fixed
                                && fixed.statusCode().equals("404"))
                ? serving(defaults)
                : answering(defaults);
    }

    private static boolean answers(Action action) {
        return switch (action) {
            case Action.Redirect _ -> true;
            case FixedResponse(String status, String contentType, String _) ->
                !(status.equals("503") && "text/plain".equals(contentType));
            case Forward _, Action.Authentication _ -> false;
        };
    }

    private static Set<String> named(Collection<Action> actions, Predicate<WeightedTargetGroup> chosen) {
        Set<String> names = new TreeSet<>();
        for (Action action : actions) {
            if (action instanceof Forward forward) {
                forward.targetGroups().stream().filter(chosen).forEach(weighted -> names.add(name(weighted)));
            }
        }
        return names;
    }

    private static boolean serves(WeightedTargetGroup weighted) {
        Integer weight = weighted.weight();
        return weight == null || weight > 0;
    }

    static Set<String> of(Listener listener) {
        Set<String> names = of(listener.defaultActions());
        listener.rules().forEach(rule -> names.addAll(of(rule.routing().actions())));
        return names;
    }

    static Set<String> of(LoadBalancer balancer) {
        Set<String> names = new TreeSet<>();
        balancer.listeners().forEach(listener -> names.addAll(of(listener)));
        return names;
    }

    private static String name(WeightedTargetGroup weighted) {
        return switch (weighted.targetGroup()) {
            case TargetGroupRef.ByArn(String arn) -> arn;
            case TargetGroupRef.InStack(String resource) -> resource;
        };
    }
}
