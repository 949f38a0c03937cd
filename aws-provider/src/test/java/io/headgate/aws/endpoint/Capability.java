package io.headgate.aws.endpoint;

/** What a stand-in for AWS can do beyond storing and echoing. */
public enum Capability {
    /** A security group that something uses cannot be deleted. */
    DEPENDENCY_CHECKS,
    /** The SNI list of a listener outlives a change of its default certificate. */
    SNI_LIST,
    /** Transforms of rules are kept. */
    TRANSFORMS,
    /** Rules swap places within one call. */
    RULE_SWAP,
    /** A second load balancer or listener of the same name or port is refused. */
    DUPLICATES_REFUSED,
    /** Targets are healthy only once they were checked. */
    TARGET_HEALTH
}
