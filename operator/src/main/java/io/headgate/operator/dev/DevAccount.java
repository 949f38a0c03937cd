package io.headgate.operator.dev;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.networking.v1.HTTPIngressRuleValue;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.IngressRule;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The account in which {@code dev} plays: a VPC with two zones, two nodes, and a certificate for each host and each certificate ARN
 * that the manifests name, so that they work as they are.
 */
record DevAccount(ObjectNode seed) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CERTIFICATE_ARN = "alb.ingress.kubernetes.io/certificate-arn";

    /** Made in no time, which an RSA key is not. */
    private static final String KEY_ALGORITHM = "EC_prime256v1";

    private static final Pattern COMMA = Pattern.compile("\\s*,\\s*");

    /** A node of the cluster, which is an instance of the account. */
    record Node(String name, String instanceId, String ip, String zone) {}

    /**
     * @param nodes one is taken for each node
     */
    static DevAccount forIngresses(List<Ingress> ingresses, NodeAddresses nodes) throws IOException {
        try (InputStream resource = DevAccount.class.getResourceAsStream("seed.json")) {
            ObjectNode seed = (ObjectNode) JSON.readTree(Objects.requireNonNull(resource));
            addCertificates(seed.withArrayProperty("certificates"), ingresses);
            for (JsonNode node : seed.path("nodes")) {
                ((ObjectNode) node).put("ip", nodes.take(node.path("ip").asText()));
            }
            return new DevAccount(seed);
        }
    }

    /** In the format of a simulator's seed and of {@code --facts}. */
    String json() {
        return seed.toString();
    }

    String clusterName() {
        return seed.path("clusterName").asText();
    }

    String region() {
        return seed.path("region").asText();
    }

    String vpcId() {
        return seed.path("vpc").path("id").asText();
    }

    List<String> vpcCidrs() {
        List<String> cidrs = new ArrayList<>();
        seed.path("vpc").path("cidrs").forEach(cidr -> cidrs.add(cidr.asText()));
        return List.copyOf(cidrs);
    }

    List<Node> nodes() {
        List<Node> nodes = new ArrayList<>();
        for (JsonNode node : seed.path("nodes")) {
            nodes.add(new Node(
                    node.path("name").asText(),
                    node.path("instanceId").asText(),
                    node.path("ip").asText(),
                    node.path("zone").asText()));
        }
        return List.copyOf(nodes);
    }

    private static void addCertificates(ArrayNode certificates, List<Ingress> ingresses) {
        Set<String> hosts = new TreeSet<>();
        for (Ingress ingress : ingresses) {
            List<String> own = hosts(ingress);
            hosts.addAll(own);
            String arns = annotations(ingress).getOrDefault(CERTIFICATE_ARN, "");
            COMMA.splitAsStream(arns.trim())
                    .filter(arn -> !arn.isEmpty())
                    .forEach(arn -> addCertificate(certificates, arn, own.isEmpty() ? List.of("*.example") : own));
        }
        int number = 1;
        for (String host : hosts) {
            String arn = String.format(
                    "arn:aws:acm:us-west-2:123456789012:certificate/0d000000-0000-4000-8000-%012d", number++);
            addCertificate(certificates, arn, List.of(host));
        }
    }

    private static void addCertificate(ArrayNode certificates, String arn, List<String> names) {
        ObjectNode certificate = certificates.addObject();
        certificate.put("arn", arn).put("name", names.getFirst());
        names.forEach(certificate.putArray("names")::add);
        certificate.put("keyAlgorithm", KEY_ALGORITHM).put("status", "ISSUED");
    }

    private static List<String> hosts(Ingress ingress) {
        Stream<String> ofTls = Stream.ofNullable(ingress.getSpec().getTls())
                .flatMap(List::stream)
                .flatMap(tls -> Stream.ofNullable(tls.getHosts()).flatMap(List::stream));
        Stream<String> ofRules = Stream.ofNullable(ingress.getSpec().getRules())
                .flatMap(List::stream)
                .filter(rule -> hasPaths(rule.getHttp()))
                .map(IngressRule::getHost);
        return Stream.concat(ofTls, ofRules)
                .filter(Objects::nonNull)
                .filter(host -> !host.isEmpty())
                .distinct()
                .toList();
    }

    private static boolean hasPaths(HTTPIngressRuleValue http) {
        return http != null;
    }

    private static Map<String, String> annotations(Ingress ingress) {
        Map<String, String> annotations = ingress.getMetadata().getAnnotations();
        return annotations == null ? Map.of() : annotations;
    }
}
