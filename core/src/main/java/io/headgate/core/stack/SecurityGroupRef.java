package io.headgate.core.stack;

/** How a resource names a security group. */
public sealed interface SecurityGroupRef {

    /**
     * A group that is made for this stack.
     *
     * @param resource value of its resource tag
     */
    record Managed(String resource) implements SecurityGroupRef {
        /** The only one, or the first of several. */
        public static final Managed FIRST = new Managed(SecurityGroup.MANAGED_RESOURCE);
    }

    /** The cluster's shared backend group. */
    record Backend() implements SecurityGroupRef {}

    /** A group by id ({@code sg-...}). */
    record ById(String id) implements SecurityGroupRef {}

    /** A group of another account, in a peer VPC. Ids are unique over all accounts. */
    record OfPeer(String accountId, String id) implements SecurityGroupRef {}
}
