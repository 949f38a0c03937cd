package io.headgate.aws.execute;

import io.headgate.aws.client.AwsSettings;
import io.headgate.aws.mapping.Attributes;
import io.headgate.aws.mapping.HealthCheckMapping;
import io.headgate.aws.mapping.Tags;
import io.headgate.aws.snapshot.Snapshot;
import io.headgate.core.plan.TargetGroupStep;
import io.headgate.core.stack.TargetGroup;
import io.headgate.core.stack.TargetGroup.HealthCheck;
import io.headgate.core.stack.TargetGroup.LoadBalancerTarget;
import java.util.Map;
import java.util.function.Consumer;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DuplicateTargetGroupNameException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.InvalidTargetException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetDescription;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupAttribute;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupNotFoundException;

/** Calls on target groups. */
final class TargetGroupCalls {

    private final ElasticLoadBalancingV2Client elb;
    private final AwsSettings settings;
    private final Snapshot snapshot;
    private final Consumer<String> made;

    /** @param made hears the ARNs of target groups that were made, and so have no targets */
    TargetGroupCalls(ElasticLoadBalancingV2Client elb, AwsSettings settings, Snapshot snapshot, Consumer<String> made) {
        this.elb = elb;
        this.settings = settings;
        this.snapshot = snapshot;
        this.made = made;
    }

    Effect run(TargetGroupStep step, Session session) {
        String arn = session.real(step.handle());
        switch (step) {
            case TargetGroupStep.CreateTargetGroup(TargetGroup desired) -> {
                return create(desired);
            }
            case TargetGroupStep.ModifyTargetGroup(String _, HealthCheck check) ->
                elb.modifyTargetGroup(request -> request.targetGroupArn(arn)
                        .healthCheckPort(check.port())
                        .healthCheckProtocol(check.protocol())
                        .healthCheckPath(check.path())
                        .healthCheckIntervalSeconds(check.intervalSeconds())
                        .healthCheckTimeoutSeconds(check.timeoutSeconds())
                        .healthyThresholdCount(check.healthyThreshold())
                        .unhealthyThresholdCount(check.unhealthyThreshold())
                        .matcher(HealthCheckMapping.matcher(check.matcher())));
            case TargetGroupStep.ModifyTargetGroupAttributes(String _, Map<String, String> attributes) ->
                elb.modifyTargetGroupAttributes(request -> request.targetGroupArn(arn)
                        .attributes(Attributes.inOrder(
                                attributes,
                                (key, value) -> TargetGroupAttribute.builder()
                                        .key(key)
                                        .value(value)
                                        .build())));
            case TargetGroupStep.RegisterTargets(String _, LoadBalancerTarget target) ->
                elb.registerTargets(request -> request.targetGroupArn(arn).targets(description(target, session)));
            case TargetGroupStep.DeregisterTargets(String _, LoadBalancerTarget target) ->
                deregister(arn, description(target, session));
            case TargetGroupStep.DeleteTargetGroup _ -> delete(arn);
        }
        return Effect.DONE;
    }

    private Effect create(TargetGroup desired) {
        HealthCheck check = desired.healthCheck();
        String arn;
        try {
            arn = elb.createTargetGroup(request -> request.name(desired.name())
                            .targetType(desired.targetType())
                            .protocol(desired.protocol())
                            .protocolVersion(desired.protocolVersion())
                            .port(desired.port())
                            .vpcId(settings.vpcId())
                            .ipAddressType(desired.ipAddressType())
                            .targetControlPort(desired.targetControlPort())
                            .healthCheckEnabled(true)
                            .healthCheckPort(check.port())
                            .healthCheckProtocol(check.protocol())
                            .healthCheckPath(check.path())
                            .healthCheckIntervalSeconds(check.intervalSeconds())
                            .healthCheckTimeoutSeconds(check.timeoutSeconds())
                            .healthyThresholdCount(check.healthyThreshold())
                            .unhealthyThresholdCount(check.unhealthyThreshold())
                            .matcher(HealthCheckMapping.matcher(check.matcher()))
                            .tags(Tags.elb(desired.tags())))
                    .targetGroups()
                    .getFirst()
                    .targetGroupArn();
            made.accept(arn);
        } catch (DuplicateTargetGroupNameException duplicate) {
            arn = adopted(desired, duplicate);
        }
        snapshot.made(arn);
        return Effect.made(arn);
    }

    private String adopted(TargetGroup desired, DuplicateTargetGroupNameException duplicate) {
        String arn = elb.describeTargetGroups(request -> request.names(desired.name())).targetGroups().stream()
                .findFirst()
                .orElseThrow(() -> duplicate)
                .targetGroupArn();
        Adoption.check(elb, arn, desired.tags(), duplicate);
        snapshot.distrust();
        return arn;
    }

    private static TargetDescription description(LoadBalancerTarget target, Session session) {
        return TargetDescription.builder()
                .id(session.real(target.loadBalancer()))
                .port(target.port())
                .build();
    }

    private void deregister(String arn, TargetDescription target) {
        try {
            elb.deregisterTargets(request -> request.targetGroupArn(arn).targets(target));
        } catch (InvalidTargetException | TargetGroupNotFoundException gone) {
            snapshot.distrust();
        }
    }

    private void delete(String arn) {
        try {
            elb.deleteTargetGroup(request -> request.targetGroupArn(arn));
        } catch (TargetGroupNotFoundException gone) {
            snapshot.distrust();
        }
    }
}
