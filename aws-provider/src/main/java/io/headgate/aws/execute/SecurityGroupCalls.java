package io.headgate.aws.execute;

import io.headgate.aws.client.AwsSettings;
import io.headgate.aws.client.Failures;
import io.headgate.aws.mapping.Tags;
import io.headgate.aws.snapshot.Ownership;
import io.headgate.aws.snapshot.SecurityGroupIndex;
import io.headgate.aws.snapshot.VpcSecurityGroup;
import io.headgate.core.access.Placement;
import io.headgate.core.plan.SecurityGroupStep;
import io.headgate.core.stack.SecurityGroup.Permission;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;

/** Calls on security groups. */
final class SecurityGroupCalls {

    private static final String DUPLICATE_GROUP = "InvalidGroup.Duplicate";
    private static final String NO_GROUP = "InvalidGroup.NotFound";

    private final Ec2Client ec2;
    private final AwsSettings settings;
    private final SecurityGroupIndex index;
    private final SharedSecurityGroup shared;
    private final PermissionCalls calls;

    SecurityGroupCalls(Ec2Client ec2, AwsSettings settings, SecurityGroupIndex index, SharedSecurityGroup shared) {
        this.ec2 = ec2;
        this.settings = settings;
        this.index = index;
        this.shared = shared;
        this.calls = new PermissionCalls(ec2, index);
    }

    Effect run(SecurityGroupStep step, Session session) {
        switch (step) {
            case SecurityGroupStep.CreateBackendSecurityGroup _ -> shared.ensure();
            case SecurityGroupStep.CreateSecurityGroup create -> {
                return create(create);
            }
            case SecurityGroupStep.DeleteSecurityGroup(String handle) -> delete(session.real(handle));
            case SecurityGroupStep.AuthorizeIngress(String handle, List<Permission> permissions) ->
                calls.authorizeIngress(session.real(handle), permissions, session::securityGroupId);
            case SecurityGroupStep.RevokeIngress(String handle, List<Permission> permissions) ->
                calls.revokeIngress(session.real(handle), permissions, session::securityGroupId);
            case SecurityGroupStep.ReplaceIngress(String handle, List<Placement.Change> changes) ->
                calls.replaceIngress(session.real(handle), changes, session::securityGroupId);
            case SecurityGroupStep.DescribeIngress(String handle, List<Permission> permissions) ->
                calls.describeIngress(session.real(handle), permissions, session::securityGroupId);
            case SecurityGroupStep.AuthorizeEgress(String handle, List<Permission> permissions) ->
                calls.authorizeEgress(session.real(handle), permissions, session::securityGroupId);
            case SecurityGroupStep.RevokeEgress(String handle, List<Permission> permissions) ->
                calls.revokeEgress(session.real(handle), permissions, session::securityGroupId);
            case SecurityGroupStep.CreateTags(String handle, Map<String, String> tags) ->
                ec2.createTags(
                        request -> request.resources(session.real(handle)).tags(Tags.ec2(tags)));
            case SecurityGroupStep.DeleteTags(String handle, var keys) ->
                ec2.deleteTags(request -> request.resources(session.real(handle))
                        .tags(keys.stream()
                                .map(key -> software.amazon.awssdk.services.ec2.model.Tag.builder()
                                        .key(key)
                                        .build())
                                .toList()));
        }
        return Effect.DONE;
    }

    private Effect create(SecurityGroupStep.CreateSecurityGroup step) {
        String id;
        try {
            id = ec2.createSecurityGroup(request -> request.groupName(step.name())
                            .description(step.description())
                            .vpcId(settings.vpcId())
                            .tagSpecifications(Tags.onSecurityGroup(step.tags())))
                    .groupId();
        } catch (Ec2Exception failed) {
            id = adopted(failed, step);
        }
        index.created(VpcSecurityGroup.fresh(id, step.name(), step.description(), step.tags()));
        return Effect.made(id);
    }

    /** A group of that name that is ours was made by a call whose answer was lost. */
    private String adopted(Ec2Exception failed, SecurityGroupStep.CreateSecurityGroup step) {
        if (!Failures.hasCode(failed, DUPLICATE_GROUP)) {
            throw failed;
        }
        return ec2
                .describeSecurityGroups(request ->
                        request.filters(filter("group-name", step.name()), filter("vpc-id", settings.vpcId())))
                .securityGroups()
                .stream()
                .filter(group -> Ownership.sameOwner(Tags.fromEc2(group.tags()), step.tags()))
                .map(SecurityGroup::groupId)
                .findFirst()
                .orElseThrow(() -> failed);
    }

    private static Filter filter(String name, String value) {
        return Filter.builder().name(name).values(value).build();
    }

    private void delete(String id) {
        try {
            ec2.deleteSecurityGroup(request -> request.groupId(id));
        } catch (Ec2Exception failed) {
            if (!Failures.hasCode(failed, NO_GROUP)) {
                throw failed;
            }
        }
        index.deleted(id);
    }
}
