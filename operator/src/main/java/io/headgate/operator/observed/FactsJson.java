package io.headgate.operator.observed;

import com.fasterxml.jackson.databind.JsonNode;
import io.headgate.core.facts.CloudFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Reads the facts of an account out of what the Describe calls answered: the lists {@code vpcs} (one), {@code subnets},
 * {@code securityGroups}, {@code instances} and {@code certificates}. Route tables are not among them, so a subnet counts as public when
 * it is tagged for load balancers that face the internet.
 */
final class FactsJson {

    private static final String FOR_INTERNET = "kubernetes.io/role/elb";

    private FactsJson() {}

    static CloudFacts read(String cluster, JsonNode root) {
        JsonNode vpc = root.path("vpcs").path(0);
        String firstZone = Json.text(root.path("subnets").path(0), "AvailabilityZone", "");
        return new CloudFacts(
                cluster,
                firstZone.isEmpty() ? "" : firstZone.substring(0, firstZone.length() - 1),
                Json.text(vpc, "OwnerId", ""),
                vpc(vpc),
                list(root.path("subnets"), FactsJson::subnet),
                list(root.path("securityGroups"), FactsJson::securityGroup),
                list(root.path("instances"), FactsJson::instance),
                list(root.path("certificates"), FactsJson::certificate),
                List.of(),
                List.of(),
                Map.of(),
                Map.of(),
                null);
    }

    private static CloudFacts.Vpc vpc(JsonNode vpc) {
        return new CloudFacts.Vpc(
                Json.text(vpc, "VpcId", ""),
                name(vpc),
                list(vpc.path("CidrBlockAssociationSet"), block -> Json.text(block, "CidrBlock", "")),
                list(vpc.path("Ipv6CidrBlockAssociationSet"), block -> Json.text(block, "Ipv6CidrBlock", "")));
    }

    private static CloudFacts.Subnet subnet(JsonNode subnet) {
        Map<String, String> tags = Json.tags(subnet.path("Tags"));
        return new CloudFacts.Subnet(
                Json.text(subnet, "SubnetId", ""),
                name(subnet),
                Json.text(subnet, "AvailabilityZone", ""),
                "availability-zone",
                Json.text(subnet, "OutpostArn", ""),
                Json.text(subnet, "CidrBlock", ""),
                list(subnet.path("Ipv6CidrBlockAssociationSet"), block -> Json.text(block, "Ipv6CidrBlock", "")),
                subnet.path("AvailableIpAddressCount").asInt(),
                tags.containsKey(FOR_INTERNET),
                tags);
    }

    private static CloudFacts.SecurityGroup securityGroup(JsonNode group) {
        return new CloudFacts.SecurityGroup(
                Json.text(group, "GroupId", ""), name(group), Json.tags(group.path("Tags")));
    }

    private static CloudFacts.Instance instance(JsonNode instance) {
        JsonNode primary = instance.path("NetworkInterfaces").path(0);
        return new CloudFacts.Instance(
                Json.text(instance, "PrivateDnsName", ""),
                Json.text(instance, "InstanceId", ""),
                Json.text(instance, "PrivateIpAddress", ""),
                Json.text(instance.path("Placement"), "AvailabilityZone", ""),
                list(primary.path("Groups"), group -> Json.text(group, "GroupId", "")));
    }

    private static CloudFacts.Certificate certificate(JsonNode certificate) {
        return new CloudFacts.Certificate(
                Json.text(certificate, "CertificateArn", ""),
                Json.texts(certificate.path("SubjectAlternativeNames")),
                Json.text(certificate, "KeyAlgorithm", ""),
                Json.text(certificate, "Status", ""),
                Json.text(certificate, "CertificateAuthorityArn", ""),
                Json.tags(certificate.path("Tags")));
    }

    private static String name(JsonNode tagged) {
        return Json.tags(tagged.path("Tags")).getOrDefault("Name", "");
    }

    private static <T> List<T> list(JsonNode array, Function<JsonNode, T> reader) {
        List<T> read = new ArrayList<>();
        array.forEach(element -> read.add(reader.apply(element)));
        return read;
    }
}
