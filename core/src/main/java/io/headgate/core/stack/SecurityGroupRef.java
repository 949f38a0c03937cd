package io.headgate.core.stack;

/** How a resource names a security group. */
public sealed interface SecurityGroupRef {

    /** The group that is made for this stack. */
    record Managed() implements SecurityGroupRef {}

    /** The cluster's shared backend group. */
    record Backend() implements SecurityGroupRef {}

    /** A group by id ({@code sg-...}). */
    record ById(String id) implements SecurityGroupRef {}
}
