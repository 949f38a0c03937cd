package io.headgate.operator.state;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headgate.core.naming.TrackingTags;
import io.headgate.core.stack.Addon;
import io.headgate.core.stack.Certificate;
import io.headgate.core.stack.SecurityGroup;
import io.headgate.core.stack.SecurityGroup.Permission;
import io.headgate.core.stack.SecurityGroup.Source;
import io.headgate.core.stack.Stack;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Security groups, add-ons and requested certificates in the normal form. */
final class ProtectionState {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String LOAD_BALANCER = "LoadBalancer";
    private final StateNames names;

    ProtectionState(StateNames names) {
        this.names = names;
    }

    ObjectNode securityGroup(String stack, SecurityGroup group) {
        ObjectNode node = NODES.objectNode()
                .put("stack", stack)
                .put("resource", group.resource())
                .put("name", group.name())
                .put("description", group.description());
        ArrayNode ingress = node.putArray("ingress");
        group.ingress().stream()
                .sorted(Comparator.comparing(Permission::protocol)
                        .thenComparingInt(Permission::fromPort)
                        .thenComparingInt(Permission::toPort)
                        .thenComparing(permission -> source(permission.source())))
                .forEach(permission -> ingress.add(permission(permission)));
        node.set("tags", StateWriter.texts(TrackingTags.userTags(group.tags())));
        return node;
    }

    private ObjectNode permission(Permission permission) {
        ObjectNode node = NODES.objectNode()
                .put("protocol", permission.protocol())
                .put("fromPort", permission.fromPort())
                .put("toPort", permission.toPort());
        return switch (permission.source()) {
            case Source.Cidr(String cidr) -> node.put("cidr", cidr);
            case Source.PrefixList(String id) -> node.put("prefixList", id);
            case Source.Group(var group) -> node.put("securityGroup", names.of(group));
        };
    }

    private String source(Source source) {
        return switch (source) {
            case Source.Cidr(String cidr) -> "1" + cidr;
            case Source.PrefixList(String id) -> "2" + id;
            case Source.Group(var group) -> "3" + names.of(group);
        };
    }

    List<ObjectNode> addons(Stack stack) {
        String name = stack.group().toString();
        return Stream.concat(
                        stack.addons().stream().map(addon -> addon(name, addon)),
                        stack.certificates().stream().map(certificate -> certificate(name, certificate)))
                .sorted(Comparator.comparing(
                                (ObjectNode node) -> node.path("type").asText())
                        .thenComparing(node -> node.path("resource").asText()))
                .toList();
    }

    private ObjectNode addon(String stack, Addon addon) {
        ObjectNode node = NODES.objectNode().put("stack", stack);
        return switch (addon) {
            case Addon.WebAcl(String arn)
            when names.knows(arn) ->
                node.put("type", "wafv2").put("loadBalancer", LOAD_BALANCER).put("webAcl", names.of(arn));
            case Addon.WebAcl(String arn) ->
                node.put("type", "wafv2").put("loadBalancer", LOAD_BALANCER).put("webAclArn", arn);
            case Addon.RegionalWebAcl(String id) ->
                node.put("type", "waf-regional")
                        .put("loadBalancer", LOAD_BALANCER)
                        .put("webAclId", id);
            case Addon.ShieldProtection(boolean enabled) ->
                node.put("type", "shield").put("loadBalancer", LOAD_BALANCER).put("enabled", enabled);
        };
    }

    private static ObjectNode certificate(String stack, Certificate certificate) {
        ObjectNode node = NODES.objectNode()
                .put("stack", stack)
                .put("type", "certificate")
                .put("resource", certificate.resource())
                .put("domainName", certificate.domainName());
        node.set("subjectAlternativeNames", RoutingState.texts(certificate.subjectAlternativeNames()));
        if (certificate.certificateAuthorityArn() != null) {
            node.put("certificateAuthorityArn", certificate.certificateAuthorityArn());
        }
        node.set("tags", StateWriter.texts(TrackingTags.userTags(certificate.tags())));
        return node;
    }
}
