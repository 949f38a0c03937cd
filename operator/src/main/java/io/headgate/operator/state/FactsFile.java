package io.headgate.operator.state;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.headgate.core.facts.CloudFacts;
import io.headgate.core.quota.Limits;
import io.headgate.core.quota.Quota;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Reads the facts of an account from a JSON file: cluster, region, VPC, subnets, security groups, nodes, certificates, and perhaps web ACLs,
 * target groups of others, trust stores and limits. The same file seeds the simulator.
 */
public final class FactsFile {
    private static final ObjectMapper JSON = new ObjectMapper();

    private FactsFile() {}

    /** @throws IOException when the file cannot be read or holds something else; the message names it */
    public static AccountFacts read(Path file) throws IOException {
        if (Files.notExists(file)) {
            throw new IOException(file + " does not exist: give a file with the facts of an account");
        }
        try {
            JsonNode root = JSON.readTree(file.toFile());
            return new AccountFacts(parse(root), certificateNames(root));
        } catch (JsonProcessingException malformed) {
            throw new IOException(file + " is no JSON: " + malformed.getOriginalMessage(), malformed);
        }
    }

    private static Map<String, String> certificateNames(JsonNode root) {
        Map<String, String> names = new LinkedHashMap<>();
        root.path("certificates")
                .forEach(certificate -> names.put(
                        certificate.path("arn").asText(),
                        certificate.path("name").asText()));
        return names;
    }

    private static CloudFacts parse(JsonNode root) {
        Map<String, String> groupIds = new LinkedHashMap<>();
        root.path("securityGroups")
                .forEach(group -> groupIds.put(
                        group.path("name").asText(), group.path("id").asText()));
        return new CloudFacts(
                        root.path("clusterName").asText("default"),
                        root.path("region").asText("us-west-2"),
                        root.path("accountId").asText("123456789012"),
                        vpc(root.path("vpc")),
                        list(root.path("subnets"), FactsFile::subnet),
                        list(root.path("securityGroups"), FactsFile::securityGroup),
                        list(root.path("nodes"), node -> instance(node, groupIds)),
                        list(root.path("certificates"), FactsFile::certificate),
                        list(
                                root.path("webAcls"),
                                acl -> new CloudFacts.WebAcl(
                                        acl.path("arn").asText(),
                                        acl.path("name").asText())),
                        list(
                                root.path("targetGroups"),
                                group -> new CloudFacts.TargetGroup(
                                        group.path("arn").asText(),
                                        group.path("name").asText())),
                        strings(root.path("trustStores")),
                        Map.of(),
                        null)
                .withLimits(new Limits(limits(root.path("limits")), Map.of(), null));
    }

    /** Names are those of {@code DescribeAccountLimits}; what is no quota of ours is left out. */
    private static Map<Quota, Integer> limits(JsonNode object) {
        Map<Quota, Integer> limits = new EnumMap<>(Quota.class);
        object.properties()
                .forEach(field -> Quota.of(field.getKey())
                        .ifPresent(quota -> limits.put(quota, field.getValue().asInt(quota.byDefault()))));
        return limits;
    }

    private static CloudFacts.Vpc vpc(JsonNode vpc) {
        return new CloudFacts.Vpc(
                vpc.path("id").asText(),
                vpc.path("name").asText(),
                list(vpc.path("cidrs"), JsonNode::asText),
                optional(vpc.path("ipv6Cidr")));
    }

    private static CloudFacts.Subnet subnet(JsonNode subnet) {
        return new CloudFacts.Subnet(
                subnet.path("id").asText(),
                subnet.path("name").asText(),
                subnet.path("zone").asText(),
                subnet.path("zoneType").asText("availability-zone"),
                subnet.path("outpostArn").asText(),
                subnet.path("cidr").asText(),
                optional(subnet.path("ipv6Cidr")),
                subnet.path("availableAddresses").asInt(),
                subnet.path("routesToInternetGateway").asBoolean(),
                strings(subnet.path("tags")));
    }

    private static CloudFacts.SecurityGroup securityGroup(JsonNode group) {
        return new CloudFacts.SecurityGroup(
                group.path("id").asText(), group.path("name").asText(), strings(group.path("tags")));
    }

    private static CloudFacts.Instance instance(JsonNode node, Map<String, String> groupIds) {
        String group = node.path("securityGroup").asText();
        return new CloudFacts.Instance(
                node.path("name").asText(),
                node.path("instanceId").asText(),
                node.path("ip").asText(),
                node.path("zone").asText(),
                List.of(groupIds.getOrDefault(group, group)));
    }

    private static CloudFacts.Certificate certificate(JsonNode certificate) {
        return new CloudFacts.Certificate(
                certificate.path("arn").asText(),
                list(certificate.path("names"), JsonNode::asText),
                certificate.path("keyAlgorithm").asText(),
                certificate.path("status").asText("ISSUED"),
                certificate.path("certificateAuthorityArn").asText(),
                strings(certificate.path("tags")));
    }

    private static List<String> optional(JsonNode text) {
        return text.isTextual() ? List.of(text.asText()) : List.of();
    }

    private static <T> List<T> list(JsonNode array, Function<JsonNode, T> reader) {
        List<T> read = new ArrayList<>();
        array.forEach(element -> read.add(reader.apply(element)));
        return read;
    }

    private static Map<String, String> strings(JsonNode object) {
        Map<String, String> read = new LinkedHashMap<>();
        object.properties()
                .forEach(field -> read.put(field.getKey(), field.getValue().asText()));
        return read;
    }
}
