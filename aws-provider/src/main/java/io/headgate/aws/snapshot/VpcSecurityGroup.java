package io.headgate.aws.snapshot;

import io.headgate.core.stack.SecurityGroup;
import io.headgate.core.stack.SecurityGroup.Permission;
import java.util.List;
import java.util.Map;

/** Any security group of the VPC; permissions name other groups by id. */
public record VpcSecurityGroup(
        String id,
        String name,
        String description,
        Map<String, String> tags,
        List<Permission> ingress,
        List<Permission> egress) {

    public VpcSecurityGroup {
        tags = Map.copyOf(tags);
        ingress = List.copyOf(ingress);
        egress = List.copyOf(egress);
    }

    /** A group as EC2 makes it: nothing may enter, everything may leave. */
    public static VpcSecurityGroup fresh(String id, String name, String description, Map<String, String> tags) {
        return new VpcSecurityGroup(id, name, description, tags, List.of(), SecurityGroup.OPEN_EGRESS);
    }

    VpcSecurityGroup withIngress(List<Permission> replacement) {
        return new VpcSecurityGroup(id, name, description, tags, replacement, egress);
    }

    VpcSecurityGroup withEgress(List<Permission> replacement) {
        return new VpcSecurityGroup(id, name, description, tags, ingress, replacement);
    }
}
