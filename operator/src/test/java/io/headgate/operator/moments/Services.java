package io.headgate.operator.moments;

import io.headgate.core.plan.PlannedStep;
import io.headgate.core.plan.TargetGroupStep;
import io.headgate.core.routing.Action;
import io.headgate.core.routing.TargetGroupRef;
import io.headgate.core.stack.Stack;
import io.headgate.core.stack.TargetGroupBinding;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Which Service stands behind a target group, whatever the target group is called. For one thread. */
final class Services {

    private final Map<String, String> byHandle = new HashMap<>();
    private final Map<String, String> byResource = new HashMap<>();

    void desired(Stack desired) {
        for (TargetGroupBinding binding : desired.bindings()) {
            if (binding.targetGroup() instanceof TargetGroupRef.InStack(String resource)) {
                byResource.put(
                        resource,
                        binding.key().namespace() + "/" + binding.serviceName() + ":" + binding.servicePort());
            }
        }
    }

    void made(PlannedStep planned) {
        if (planned.step() instanceof TargetGroupStep.CreateTargetGroup create) {
            String resource = create.desired().resource();
            byHandle.put(create.handle(), byResource.getOrDefault(resource, resource));
        }
    }

    void renamed(Map<String, String> names) {
        names.forEach((placeholder, arn) -> {
            String service = byHandle.remove(placeholder);
            if (service != null) {
                byHandle.put(arn, service);
            }
        });
    }

    /** What answers: Services for target groups, and all other actions as they are. */
    List<Object> answer(List<Action> actions) {
        List<Object> answer = new ArrayList<>();
        for (Action action : actions) {
            if (action instanceof Action.Forward forward) {
                Set<String> services = new TreeSet<>();
                serving(forward).forEach(handle -> services.add(service(handle)));
                answer.add(services);
            } else {
                answer.add(action);
            }
        }
        return answer;
    }

    private String service(String handle) {
        return byHandle.getOrDefault(handle, byResource.getOrDefault(handle, handle));
    }

    /** Whether its targets follow a Service that we know. */
    boolean isOurs(String handle) {
        return byHandle.containsKey(handle);
    }

    /** Whether requests are redirected. */
    static boolean answersItself(List<Action> actions) {
        return actions.stream().anyMatch(action -> action instanceof Action.Redirect);
    }

    static Set<String> serving(List<Action> actions) {
        Set<String> handles = new TreeSet<>();
        actions.forEach(action -> {
            if (action instanceof Action.Forward forward) {
                handles.addAll(serving(forward));
            }
        });
        return handles;
    }

    private static Set<String> serving(Action.Forward forward) {
        Set<String> handles = new TreeSet<>();
        for (Action.WeightedTargetGroup weighted : forward.targetGroups()) {
            Integer weight = weighted.weight();
            if (weight == null || weight > 0) {
                handles.add(
                        switch (weighted.targetGroup()) {
                            case TargetGroupRef.ByArn(String arn) -> arn;
                            case TargetGroupRef.InStack(String resource) -> resource;
                        });
            }
        }
        return handles;
    }
}
