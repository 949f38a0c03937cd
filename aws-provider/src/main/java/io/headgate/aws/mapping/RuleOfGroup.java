package io.headgate.aws.mapping;

import io.headgate.core.stack.SecurityGroup.Permission;
import io.headgate.core.stack.SecurityGroup.Source;
import io.headgate.core.stack.SecurityGroupRef;
import java.util.function.Function;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRule;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRuleRequest;

/** Permissions as EC2 knows them by id: one rule of a security group each. */
public final class RuleOfGroup {

    private static final String ALL = "-1";

    private RuleOfGroup() {}

    /** What a rule permits. */
    public static Permission read(SecurityGroupRule api) {
        boolean ports = !ALL.equals(api.ipProtocol()) && api.fromPort() != null && api.toPort() != null;
        return new Permission(
                api.ipProtocol(),
                ports ? api.fromPort() : -1,
                ports ? api.toPort() : -1,
                source(api),
                api.description() == null ? "" : api.description());
    }

    private static Source source(SecurityGroupRule api) {
        if (api.cidrIpv4() != null) {
            return new Source.Cidr(api.cidrIpv4());
        }
        if (api.cidrIpv6() != null) {
            return new Source.Cidr(api.cidrIpv6());
        }
        return api.prefixListId() != null
                ? new Source.PrefixList(api.prefixListId())
                : new Source.Group(
                        new SecurityGroupRef.ById(api.referencedGroupInfo().groupId()));
    }

    /**
     * What a rule is to permit.
     *
     * @param ids gives the id of a security group
     */
    public static SecurityGroupRuleRequest write(Permission permission, Function<SecurityGroupRef, String> ids) {
        boolean ports = !permission.protocol().equals(ALL);
        SecurityGroupRuleRequest.Builder api = SecurityGroupRuleRequest.builder()
                .ipProtocol(permission.protocol())
                .fromPort(ports ? permission.fromPort() : Integer.valueOf(-1))
                .toPort(ports ? permission.toPort() : Integer.valueOf(-1));
        if (!permission.description().isEmpty()) {
            api.description(permission.description());
        }
        switch (permission.source()) {
            case Source.Cidr(String cidr) when cidr.contains(":") -> api.cidrIpv6(cidr);
            case Source.Cidr(String cidr) -> api.cidrIpv4(cidr);
            case Source.PrefixList(String id) -> api.prefixListId(id);
            case Source.Group(SecurityGroupRef group) -> api.referencedGroupId(ids.apply(group));
        }
        return api.build();
    }
}
