package io.headgate.aws.facts;

import io.headgate.core.group.GroupInputs;
import io.headgate.core.group.GroupInputs.Member;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which look-ups the members of a group may lead to. Errs towards yes.
 *
 * @param certificates some member has an HTTPS port and names no certificate
 * @param trustStores some member may name a trust store by name
 * @param webAcls names of web ACLs that members name
 */
record Needs(boolean certificates, boolean trustStores, Set<String> webAcls) {

    private static final String PREFIX = "alb.ingress.kubernetes.io/";

    Needs {
        webAcls = Set.copyOf(webAcls);
    }

    static Needs of(GroupInputs inputs) {
        boolean certificates = inputs.members().stream().anyMatch(Needs::discovers);
        boolean trustStores = inputs.members().stream()
                .anyMatch(member -> annotation(member, "mutual-authentication").contains("trustStore"));
        Set<String> webAcls = inputs.members().stream()
                .map(Needs::webAcl)
                .filter(name -> !name.isEmpty() && !name.equals("none"))
                .collect(Collectors.toSet());
        return new Needs(certificates, trustStores, webAcls);
    }

    private static String webAcl(Member member) {
        String ofClass = member.params() == null ? null : member.params().wafv2AclName();
        return ofClass == null || ofClass.isEmpty() ? annotation(member, "wafv2-acl-name") : ofClass;
    }

    private static boolean discovers(Member member) {
        boolean named = !annotation(member, "certificate-arn").isEmpty()
                || (member.params() != null && !member.params().certificateArn().isEmpty());
        return !named && annotation(member, "listen-ports").contains("HTTPS");
    }

    private static String annotation(Member member, String suffix) {
        Map<String, String> annotations = member.ingress().annotations();
        return annotations.getOrDefault(PREFIX + suffix, "");
    }
}
