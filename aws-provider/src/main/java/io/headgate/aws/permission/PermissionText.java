package io.headgate.aws.permission;

import io.headgate.core.stack.SecurityGroup.Permission;
import io.headgate.core.stack.SecurityGroup.Source;
import io.headgate.core.stack.SecurityGroupRef;

/** A permission in words, for messages. */
public final class PermissionText {

    private PermissionText() {}

    /** Such as {@code tcp 8080-8090 from sg-0a}. */
    public static String of(Permission permission) {
        return ports(permission) + " from " + source(permission.source());
    }

    private static String ports(Permission permission) {
        if (permission.protocol().equals("-1")) {
            return "all traffic";
        }
        String ports = permission.fromPort() == permission.toPort()
                ? String.valueOf(permission.fromPort())
                : permission.fromPort() + "-" + permission.toPort();
        return permission.protocol() + " " + ports;
    }

    private static String source(Source source) {
        return switch (source) {
            case Source.Cidr(String cidr) -> cidr;
            case Source.PrefixList(String id) -> id;
            case Source.Group(SecurityGroupRef.ById(String id)) -> id;
            case Source.Group(SecurityGroupRef.OfPeer(String account, String id)) -> account + "/" + id;
            case Source.Group(SecurityGroupRef.Managed _), Source.Group(SecurityGroupRef.Backend _) ->
                "a security group of the stack";
        };
    }
}
