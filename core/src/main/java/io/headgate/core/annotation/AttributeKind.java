package io.headgate.core.annotation;

/** What can have attributes in AWS. */
public enum AttributeKind {
    LOAD_BALANCER("load balancer"),
    NETWORK_LOAD_BALANCER("network load balancer"),
    LISTENER("listener"),
    TARGET_GROUP("target group"),
    /** Attributes of target groups that are not behind an Application Load Balancer. */
    OTHER_TARGET_GROUP("target group of another load balancer"),
    /** Attributes of listeners of other load balancers. */
    OTHER_LISTENER("listener of another load balancer");

    private final String words;

    AttributeKind(String words) {
        this.words = words;
    }

    /** As people call it. */
    public String words() {
        return words;
    }
}
