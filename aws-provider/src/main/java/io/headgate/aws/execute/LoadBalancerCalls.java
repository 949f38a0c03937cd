package io.headgate.aws.execute;

import io.headgate.aws.mapping.Attributes;
import io.headgate.aws.mapping.Tags;
import io.headgate.aws.snapshot.LoadBalancerStatus;
import io.headgate.aws.snapshot.Snapshot;
import io.headgate.core.plan.LoadBalancerStep;
import io.headgate.core.plan.TagStep;
import io.headgate.core.stack.LoadBalancer.SubnetMapping;
import io.headgate.core.stack.SecurityGroupRef;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateLoadBalancerRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DuplicateLoadBalancerNameException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerAttribute;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerNotFoundException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RemoveIpamPoolEnum;

/** Calls on load balancers, and on the tags of all that ELBv2 has. */
final class LoadBalancerCalls {

    private final ElasticLoadBalancingV2Client elb;
    private final Snapshot snapshot;

    LoadBalancerCalls(ElasticLoadBalancingV2Client elb, Snapshot snapshot) {
        this.elb = elb;
        this.snapshot = snapshot;
    }

    Effect run(LoadBalancerStep step, Session session) {
        String arn = session.real(step.handle());
        switch (step) {
            case LoadBalancerStep.CreateLoadBalancer(var desired) -> {
                return create(desired, session);
            }
            case LoadBalancerStep.DeleteLoadBalancer _ -> delete(arn);
            case LoadBalancerStep.SetSubnets(String _, List<SubnetMapping> subnets) ->
                elb.setSubnets(request -> request.loadBalancerArn(arn).subnetMappings(mappings(subnets)));
            case LoadBalancerStep.SetSecurityGroups(String _, List<SecurityGroupRef> groups) ->
                elb.setSecurityGroups(request -> request.loadBalancerArn(arn)
                        .securityGroups(
                                groups.stream().map(session::securityGroupId).toList()));
            case LoadBalancerStep.SetIpAddressType(String _, String type) ->
                elb.setIpAddressType(request -> request.loadBalancerArn(arn).ipAddressType(type));
            case LoadBalancerStep.ModifyLoadBalancerAttributes(String _, Map<String, String> attributes) ->
                elb.modifyLoadBalancerAttributes(
                        request -> request.loadBalancerArn(arn).attributes(attributes(attributes)));
            case LoadBalancerStep.ModifyIpPools(String _, String pool) -> modifyIpPools(arn, pool);
            case LoadBalancerStep.ModifyCapacityReservation(String _, int units) -> reserve(arn, units);
        }
        return Effect.DONE;
    }

    Effect run(TagStep step, Session session) {
        String arn = session.real(step.handle());
        switch (step) {
            case TagStep.AddTags(String _, Map<String, String> tags) ->
                elb.addTags(request -> request.resourceArns(arn).tags(Tags.elb(tags)));
            case TagStep.RemoveTags(String _, var keys) ->
                elb.removeTags(request -> request.resourceArns(arn).tagKeys(keys));
        }
        return Effect.DONE;
    }

    private Effect create(io.headgate.core.stack.LoadBalancer desired, Session session) {
        LoadBalancer made;
        try {
            made = elb.createLoadBalancer(request(desired, session))
                    .loadBalancers()
                    .getFirst();
        } catch (DuplicateLoadBalancerNameException duplicate) {
            made = adopted(desired, duplicate);
        }
        snapshot.made(made.loadBalancerArn());
        return new Effect.Done(made.loadBalancerArn(), LoadBalancerStatus.of(made));
    }

    private static CreateLoadBalancerRequest request(io.headgate.core.stack.LoadBalancer desired, Session session) {
        CreateLoadBalancerRequest.Builder request = CreateLoadBalancerRequest.builder()
                .name(desired.name())
                .type(desired.type())
                .scheme(desired.scheme())
                .ipAddressType(desired.ipAddressType())
                .subnetMappings(mappings(desired.subnets()))
                .securityGroups(desired.securityGroups().stream()
                        .map(session::securityGroupId)
                        .toList())
                .customerOwnedIpv4Pool(desired.customerOwnedIpv4Pool())
                .tags(Tags.elb(desired.tags()));
        String pool = desired.ipamIpv4PoolId();
        return pool == null
                ? request.build()
                : request.ipamPools(pools -> pools.ipv4IpamPoolId(pool)).build();
    }

    private LoadBalancer adopted(
            io.headgate.core.stack.LoadBalancer desired, DuplicateLoadBalancerNameException duplicate) {
        LoadBalancer found =
                elb.describeLoadBalancers(request -> request.names(desired.name())).loadBalancers().stream()
                        .findFirst()
                        .orElseThrow(() -> duplicate);
        Adoption.check(elb, found.loadBalancerArn(), desired.tags(), duplicate);
        snapshot.distrust();
        return found;
    }

    private void delete(String arn) {
        try {
            elb.deleteLoadBalancer(request -> request.loadBalancerArn(arn));
        } catch (LoadBalancerNotFoundException gone) {
            snapshot.distrust();
        }
    }

    private static List<software.amazon.awssdk.services.elasticloadbalancingv2.model.SubnetMapping> mappings(
            List<SubnetMapping> subnets) {
        return subnets.stream()
                .map(subnet -> software.amazon.awssdk.services.elasticloadbalancingv2.model.SubnetMapping.builder()
                        .subnetId(subnet.subnetId())
                        .allocationId(subnet.allocationId())
                        .build())
                .toList();
    }

    private static List<LoadBalancerAttribute> attributes(Map<String, String> attributes) {
        return Attributes.inOrder(
                attributes,
                (key, value) ->
                        LoadBalancerAttribute.builder().key(key).value(value).build());
    }

    private void modifyIpPools(String arn, @Nullable String pool) {
        elb.modifyIpPools(request -> {
            request.loadBalancerArn(arn);
            if (pool == null) {
                request.removeIpamPools(RemoveIpamPoolEnum.IPV4);
            } else {
                request.ipamPools(pools -> pools.ipv4IpamPoolId(pool));
            }
        });
    }

    private void reserve(String arn, int units) {
        elb.modifyCapacityReservation(request -> {
            request.loadBalancerArn(arn);
            if (units == 0) {
                request.resetCapacityReservation(true);
            } else {
                request.minimumLoadBalancerCapacity(capacity -> capacity.capacityUnits(units));
            }
        });
    }
}
