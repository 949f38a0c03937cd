package io.headgate.aws.snapshot;

import io.headgate.core.stack.SecurityGroup.Permission;
import java.util.List;
import java.util.Map;

/** Any security group of the VPC; permissions name other groups by id. */
public record VpcSecurityGroup(
        String id, String name, String description, Map<String, String> tags, List<Permission> ingress) {
    public VpcSecurityGroup {
        tags = Map.copyOf(tags);
        ingress = List.copyOf(ingress);
    }
}
