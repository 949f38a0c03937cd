package io.headgate.aws.execute;

import io.headgate.aws.mapping.RuleMapping;
import io.headgate.aws.mapping.Tags;
import io.headgate.aws.snapshot.Snapshot;
import io.headgate.core.cloud.ClientSecrets;
import io.headgate.core.plan.RuleStep;
import io.headgate.core.routing.RoutingRule;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.PriorityInUseException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RuleNotFoundException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RulePriorityPair;

/** Calls on rules. */
final class RuleCalls {

    /** Where rules wait that must swap places one after the other; hardly any listener has rules there. */
    private static final int WAITING_ROOM = 40_000;

    private final ElasticLoadBalancingV2Client elb;
    private final Snapshot snapshot;
    private final ClientSecrets secrets;

    RuleCalls(ElasticLoadBalancingV2Client elb, Snapshot snapshot, ClientSecrets secrets) {
        this.elb = elb;
        this.snapshot = snapshot;
        this.secrets = secrets;
    }

    Effect run(RuleStep step, Session session) {
        RuleMapping mapping = new RuleMapping(session::real, secrets);
        String arn = session.real(step.handle());
        switch (step) {
            case RuleStep.CreateRule create -> {
                return create(create, session, mapping);
            }
            case RuleStep.ModifyRule(String _, RoutingRule routing) ->
                elb.modifyRule(request -> {
                    request.ruleArn(arn)
                            .conditions(RuleMapping.conditions(routing.conditions()))
                            .actions(mapping.actions(routing.actions()));
                    if (routing.transforms().isEmpty()) {
                        request.resetTransforms(true);
                    } else {
                        request.transforms(RuleMapping.transforms(routing.transforms()));
                    }
                });
            case RuleStep.DeleteRule _ -> delete(arn);
            case RuleStep.SetRulePriorities(String _, Map<String, Integer> priorities) -> move(priorities, session);
        }
        return Effect.DONE;
    }

    private Effect create(RuleStep.CreateRule step, Session session, RuleMapping mapping) {
        RoutingRule routing = step.routing();
        String made = elb.createRule(request -> {
                    request.listenerArn(session.real(step.listener()))
                            .priority(step.priority())
                            .conditions(RuleMapping.conditions(routing.conditions()))
                            .actions(mapping.actions(routing.actions()))
                            .tags(Tags.elb(step.tags()));
                    if (!routing.transforms().isEmpty()) {
                        request.transforms(RuleMapping.transforms(routing.transforms()));
                    }
                })
                .rules()
                .getFirst()
                .ruleArn();
        return Effect.made(made);
    }

    private void delete(String arn) {
        try {
            elb.deleteRule(request -> request.ruleArn(arn));
        } catch (RuleNotFoundException gone) {
            snapshot.distrust();
        }
    }

    /** The API moves all at once. A stand-in that moves one after the other gets them out of each other's way first. */
    private void move(Map<String, Integer> priorities, Session session) {
        try {
            elb.setRulePriorities(request -> request.rulePriorities(pairs(priorities, session)));
        } catch (PriorityInUseException clash) {
            Map<String, Integer> aside = new HashMap<>();
            priorities.keySet().forEach(arn -> aside.put(arn, WAITING_ROOM + aside.size()));
            elb.setRulePriorities(request -> request.rulePriorities(pairs(aside, session)));
            elb.setRulePriorities(request -> request.rulePriorities(pairs(priorities, session)));
        }
    }

    private static List<RulePriorityPair> pairs(Map<String, Integer> priorities, Session session) {
        return priorities.entrySet().stream()
                .sorted(Map.Entry.comparingByValue())
                .map(entry -> RulePriorityPair.builder()
                        .ruleArn(session.real(entry.getKey()))
                        .priority(entry.getValue())
                        .build())
                .toList();
    }
}
