package io.headgate.aws.facts;

import io.headgate.core.group.GroupInputs;
import io.headgate.core.group.GroupInputs.Member;
import java.util.Map;

/**
 * Which look-ups the members of a group may lead to. Errs towards yes.
 *
 * @param certificates some member has an HTTPS port and names no certificate
 * @param trustStores some member may name a trust store by name
 */
record Needs(boolean certificates, boolean trustStores) {

    private static final String PREFIX = "alb.ingress.kubernetes.io/";

    static Needs of(GroupInputs inputs) {
        boolean certificates = inputs.members().stream().anyMatch(Needs::discovers);
        boolean trustStores = inputs.members().stream()
                .anyMatch(member -> annotation(member, "mutual-authentication").contains("trustStore"));
        return new Needs(certificates, trustStores);
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
