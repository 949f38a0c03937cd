package io.headgate.simulator.ec2;

/** A security group; its rules are {@link SecurityGroupRule}s. */
public record SecurityGroup(String id, String name, String description, String vpcId) {}
