package io.headgate.operator.explain;

import io.headgate.core.target.TargetHealth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What is wrong with the targets of a target group. Reasons and what they mean: ELBv2 API reference, TargetHealth. */
final class TargetCauses {

    private static final Map<String, String> REMEDIES = Map.of(
            "Target.Timeout",
            "see that the pods listen on the port of the health check, and that the security groups of the nodes let the"
                    + " load balancer in (below)",
            "Target.FailedHealthChecks",
            "see that the pods listen on the port of the health check and answer it",
            "Target.ResponseCodeMismatch",
            "let the pods answer the path of the health check with a success, or set"
                    + " alb.ingress.kubernetes.io/healthcheck-path and success-codes",
            "Target.NotInUse",
            "the target group gets no traffic: no rule forwards to it, or its zone is not one of the load balancer",
            "Target.IpUnusable",
            "the address is that of a load balancer; name the pods' own Service",
            "Target.InvalidState",
            "the instance is stopped or terminated; it goes with its node");

    private TargetCauses() {}

    static List<Cause> of(Evidence.Targets group) {
        List<Cause> causes = new ArrayList<>();
        if (group.service() != null && group.ready() == 0) {
            causes.add(new Cause(
                    Cause.Weight.WRONG,
                    "Service " + group.service() + " has no ready endpoint, of " + group.endpoints() + ": target group "
                            + group.resource() + " has nothing to send requests to",
                    "see why its pods are not ready, or whether its selector finds any: kubectl -n "
                            + group.service().namespace() + " get pods,endpointslices"));
        } else if (Boolean.FALSE.equals(group.reachable())) {
            causes.add(new Cause(
                    Cause.Weight.WRONG,
                    "no security group of the nodes lets the load balancer reach the targets of " + group.resource(),
                    "see the status of its TargetGroupBinding; with own security groups set"
                            + " alb.ingress.kubernetes.io/manage-backend-security-group-rules, or let the traffic in"));
        }
        if (group.asked()) {
            unhealthy(group).forEach((reason, targets) -> causes.add(unhealthy(group, reason, targets)));
            if (group.ready() > 0 && group.targets().isEmpty()) {
                causes.add(new Cause(
                        Cause.Weight.WRONG,
                        "no target is registered in " + group.resource() + ", though its Service has " + group.ready()
                                + " ready endpoints",
                        "see the Events and the status of its TargetGroupBinding"));
            }
        }
        return causes;
    }

    private static Map<String, List<TargetHealth>> unhealthy(Evidence.Targets group) {
        Map<String, List<TargetHealth>> byReason = new TreeMap<>();
        group.targets().stream()
                .filter(each -> !each.state().equals("healthy") && !each.state().equals("draining"))
                .forEach(each -> byReason.computeIfAbsent(each.reason(), reason -> new ArrayList<>())
                        .add(each));
        return byReason;
    }

    private static Cause unhealthy(Evidence.Targets group, String reason, List<TargetHealth> targets) {
        TargetHealth first = targets.getFirst();
        boolean passing = first.state().equals("initial");
        String description = first.description().isEmpty() ? "" : ": " + first.description();
        return new Cause(
                passing ? Cause.Weight.WAITING : Cause.Weight.WRONG,
                targets.size() + " of " + group.targets().size() + " targets of " + group.resource() + " are "
                        + first.state() + " (" + reason + description + "), such as "
                        + first.target().id() + ":" + first.target().port(),
                passing ? "" : REMEDIES.getOrDefault(reason, "see the reason of AWS"));
    }
}
