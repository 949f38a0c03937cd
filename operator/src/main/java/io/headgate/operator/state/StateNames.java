package io.headgate.operator.state;

import io.headgate.core.facts.CloudFacts;
import io.headgate.core.facts.CloudFacts.Subnet;
import io.headgate.core.stack.CertificateRef;
import io.headgate.core.stack.SecurityGroupRef;
import java.util.HashMap;
import java.util.Map;

/** Names for the ids and ARNs of an account, as far as its facts know them; what they do not know stays as it is. */
final class StateNames {
    private final Map<String, String> names = new HashMap<>();
    private final Map<String, String> targetGroups = new HashMap<>();

    /** @param certificateNames names of certificates by ARN, which the facts themselves do not carry */
    StateNames(CloudFacts facts, Map<String, String> certificateNames) {
        names.putAll(certificateNames);
        for (Subnet subnet : facts.subnets()) {
            names.put(subnet.id(), subnet.name());
        }
        facts.securityGroups().forEach(group -> names.put(group.id(), group.name()));
        facts.webAcls().forEach(acl -> names.put(acl.arn(), acl.name()));
        facts.targetGroups().forEach(group -> targetGroups.put(group.arn(), group.name()));
    }

    String of(String id) {
        String name = names.getOrDefault(id, "");
        return name.isEmpty() ? id : name;
    }

    boolean knows(String id) {
        return !names.getOrDefault(id, "").isEmpty();
    }

    /** Name of a target group that is not ours, empty if the facts do not know it. */
    String targetGroup(String arn) {
        return targetGroups.getOrDefault(arn, "");
    }

    String of(SecurityGroupRef group) {
        return switch (group) {
            case SecurityGroupRef.Managed ignored -> "managed";
            case SecurityGroupRef.Backend ignored -> "backend";
            case SecurityGroupRef.ById(String id) -> of(id);
            case SecurityGroupRef.OfPeer(String account, String id) -> account + "/" + id;
        };
    }

    String of(CertificateRef certificate) {
        return switch (certificate) {
            case CertificateRef.ByArn(String arn) -> of(arn);
            case CertificateRef.InStack(String resource) -> "created:" + resource;
        };
    }
}
