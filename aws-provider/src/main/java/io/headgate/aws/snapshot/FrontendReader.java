package io.headgate.aws.snapshot;

import io.headgate.core.stack.Stack;
import io.headgate.core.stack.TargetGroup;
import io.headgate.core.stack.TargetGroup.LoadBalancerTarget;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthDescription;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthStateEnum;

/** Reads which load balancers are targets of network load balancers, once; only target groups of that type are asked. */
final class FrontendReader {

    private final ElasticLoadBalancingV2Client elb;
    private final Set<String> known = ConcurrentHashMap.newKeySet();

    FrontendReader(ElasticLoadBalancingV2Client elb) {
        this.elb = elb;
    }

    void made(String arn) {
        known.add(arn);
    }

    void forget() {
        known.clear();
    }

    Stack read(Stack observed) {
        return observed.withTargetGroups(
                observed.targetGroups().stream().map(this::read).toList());
    }

    private TargetGroup read(TargetGroup group) {
        String arn = group.arn();
        if (arn == null || !group.targetType().equals("alb") || known.contains(arn)) {
            return group;
        }
        Optional<LoadBalancerTarget> target =
                elb.describeTargetHealth(request -> request.targetGroupArn(arn)).targetHealthDescriptions().stream()
                        .filter(health -> health.targetHealth().state() != TargetHealthStateEnum.DRAINING)
                        .map(TargetHealthDescription::target)
                        .map(api -> new LoadBalancerTarget(api.id(), api.port() == null ? group.port() : api.port()))
                        .findFirst();
        known.add(arn);
        return group.withLoadBalancerTarget(target.orElse(null));
    }
}
