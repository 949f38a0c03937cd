package io.headgate.operator.serve;

import io.headgate.core.annotation.AnnotationKey;
import io.headgate.core.cluster.Ingress;
import io.headgate.core.finding.Finding;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An Ingress without what only concerns the surroundings of a load balancer in AWS. Pods are reached directly, whatever the target
 * type; certificates come from Secrets. What protects an Ingress in AWS and does not exist here is told.
 */
record ServedIngress(Ingress ingress, List<Finding> findings) {

    private static final Set<AnnotationKey> WITHOUT_MEANING = Set.of(
            AnnotationKey.LOAD_BALANCER_NAME,
            AnnotationKey.SCHEME,
            AnnotationKey.IP_ADDRESS_TYPE,
            AnnotationKey.SUBNETS,
            AnnotationKey.CUSTOMER_OWNED_IPV4_POOL,
            AnnotationKey.IPAM_IPV4_POOL_ID,
            AnnotationKey.MINIMUM_LOAD_BALANCER_CAPACITY,
            AnnotationKey.MANAGE_BACKEND_SECURITY_GROUP_RULES,
            AnnotationKey.CERTIFICATE_ARN,
            AnnotationKey.CREATE_ACM_CERT,
            AnnotationKey.ACM_PCA_ARN,
            AnnotationKey.TARGET_TYPE,
            AnnotationKey.TARGET_NODE_LABELS,
            AnnotationKey.MULTI_CLUSTER_TARGET_GROUP,
            AnnotationKey.ENABLE_FRONTEND_NLB);

    private static final Set<AnnotationKey> PROTECTIONS = Set.of(
            AnnotationKey.SECURITY_GROUPS,
            AnnotationKey.SECURITY_GROUP_PREFIX_LISTS,
            AnnotationKey.WAFV2_ACL_ARN,
            AnnotationKey.WAFV2_ACL_NAME,
            AnnotationKey.WAF_ACL_ID,
            AnnotationKey.WEB_ACL_ID,
            AnnotationKey.SHIELD_ADVANCED_PROTECTION);

    private static final String PLAIN_AND_TLS = "[{\"HTTP\": 80}, {\"HTTPS\": 443}]";
    private static final String TLS = "[{\"HTTPS\": 443}]";

    ServedIngress {
        findings = List.copyOf(findings);
    }

    static ServedIngress of(Ingress ingress) {
        Map<String, String> annotations = new HashMap<>(ingress.annotations());
        String certificates = annotations.get(AnnotationKey.CERTIFICATE_ARN.key());
        if (certificates != null) {
            annotations.putIfAbsent(AnnotationKey.LISTEN_PORTS.key(), TLS);
        } else if (!ingress.tls().isEmpty()) {
            annotations.putIfAbsent(AnnotationKey.LISTEN_PORTS.key(), PLAIN_AND_TLS);
        }
        WITHOUT_MEANING.forEach(key -> annotations.remove(key.key()));
        List<Finding> findings = new ArrayList<>();
        for (AnnotationKey key : PROTECTIONS) {
            if (annotations.remove(key.key()) != null) {
                findings.add(unprotected(ingress, key));
            }
        }
        return new ServedIngress(withAnnotations(ingress, annotations), findings);
    }

    private static Finding unprotected(Ingress ingress, AnnotationKey key) {
        return new Finding(
                Finding.Severity.WARNING,
                "Ingress " + ingress.key(),
                key.key(),
                "NotProtected",
                "The proxy does not do what this annotation asks of AWS; requests pass without it",
                "Protect the proxy by other means, or do not serve the Ingress by it");
    }

    private static Ingress withAnnotations(Ingress ingress, Map<String, String> annotations) {
        return new Ingress(
                ingress.key(),
                ingress.uid(),
                ingress.generation(),
                annotations,
                ingress.finalizers(),
                ingress.deleting(),
                ingress.ingressClassName(),
                ingress.defaultBackend(),
                ingress.rules(),
                ingress.tls());
    }
}
