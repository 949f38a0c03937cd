package io.headgate.core.stack;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The security group made for a load balancer.
 *
 * @param resource value of the resource tag ({@code ManagedLBSecurityGroup})
 * @param id null as long as the group is only desired
 * @param ingress inbound permissions, one source each
 */
public record SecurityGroup(
        String resource,
        @Nullable String id,
        String name,
        String description,
        List<Permission> ingress,
        Map<String, String> tags) {

    public SecurityGroup {
        ingress = List.copyOf(ingress);
        tags = Map.copyOf(tags);
    }

    public SecurityGroup withId(@Nullable String replacement) {
        return new SecurityGroup(resource, replacement, name, description, ingress, tags);
    }

    public SecurityGroup withIngress(List<Permission> replacement) {
        return new SecurityGroup(resource, id, name, description, replacement, tags);
    }

    public SecurityGroup withTags(Map<String, String> replacement) {
        return new SecurityGroup(resource, id, name, description, ingress, replacement);
    }

    /**
     * One permission with one source.
     *
     * @param protocol {@code tcp}, {@code udp}, or {@code -1} for all
     * @param description empty when there is none
     */
    public record Permission(String protocol, int fromPort, int toPort, Source source, String description) {}

    /** Where traffic comes from. */
    public sealed interface Source {
        /** An IPv4 or IPv6 block. */
        record Cidr(String cidr) implements Source {}

        record PrefixList(String id) implements Source {}

        record Group(SecurityGroupRef group) implements Source {}
    }
}
