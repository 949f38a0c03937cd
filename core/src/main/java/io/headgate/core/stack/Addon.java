package io.headgate.core.stack;

/** A protection of the load balancer of the stack. An absent add-on is left untouched; the empty ACL and {@code false} remove it. */
public sealed interface Addon {

    /** WAFv2; the ACL by ARN, empty to remove it. */
    record WebAcl(String webAclArn) implements Addon {}

    /** WAF Classic Regional; the ACL by id, empty to remove it. */
    record RegionalWebAcl(String webAclId) implements Addon {}

    /** Shield Advanced. */
    record ShieldProtection(boolean enabled) implements Addon {}
}
