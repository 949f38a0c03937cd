package io.headgate.aws.snapshot;

import io.headgate.aws.client.Failures;
import java.util.List;
import java.util.stream.IntStream;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ListenerNotFoundException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerNotFoundException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RuleNotFoundException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupNotFoundException;

/**
 * Asks again for what a list did not have, by its name: lists may be empty or cut off without being true, while an answer to a name says
 * outright that there is no such thing. Of many that are missing a few are asked for: the list was true for all of them or for none.
 */
final class Confirmation {

    private static final int SAMPLES = 5;

    private final ElasticLoadBalancingV2Client elb;
    private final Ec2Client ec2;

    Confirmation(ElasticLoadBalancingV2Client elb, Ec2Client ec2) {
        this.elb = elb;
        this.ec2 = ec2;
    }

    /**
     * Whether none of those that are missing exists.
     *
     * @param missing ARNs, and ids of security groups
     */
    boolean gone(List<String> missing) {
        int step = Math.max(1, missing.size() / SAMPLES);
        List<String> samples = IntStream.range(0, Math.min(SAMPLES, missing.size()))
                .mapToObj(number -> missing.get(number * step))
                .toList();
        return samples.stream().noneMatch(this::exists);
    }

    /** @param name an ARN, or the id of a security group */
    boolean exists(String name) {
        try {
            ask(name);
            return true;
        } catch (LoadBalancerNotFoundException
                | TargetGroupNotFoundException
                | ListenerNotFoundException
                | RuleNotFoundException gone) {
            return false;
        } catch (Ec2Exception refused) {
            return !isUnknown(refused);
        }
    }

    private static boolean isUnknown(AwsServiceException refused) {
        if (Failures.hasCode(refused, "InvalidGroup.NotFound")) {
            return true;
        }
        throw refused;
    }

    private void ask(String name) {
        if (name.startsWith("sg-")) {
            ec2.describeSecurityGroups(request -> request.groupIds(name));
        } else if (name.contains(":listener-rule/")) {
            elb.describeRules(request -> request.ruleArns(name));
        } else if (name.contains(":listener/")) {
            elb.describeListeners(request -> request.listenerArns(name));
        } else if (name.contains(":targetgroup/")) {
            elb.describeTargetGroups(request -> request.targetGroupArns(name));
        } else {
            elb.describeLoadBalancers(request -> request.loadBalancerArns(name));
        }
    }
}
