package io.headgate.simulator.seed;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The starting state of an account, in the format of the corpus' seeds. Ids are kept. What is left out is empty.
 *
 * @param pods addresses of pods by node name: secondary addresses of the node's interface
 * @param trustStores ARN by name
 * @param prefixLists CIDRs by id
 * @param addresses public IPv4 address by allocation id
 * @param regionalWebAcls of WAF Classic: name by id
 * @param hostedZones of Route 53
 * @param shieldSubscription whether the account has Shield Advanced
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Seed(
        String region,
        String accountId,
        Vpc vpc,
        List<Subnet> subnets,
        List<SecurityGroup> securityGroups,
        List<Node> nodes,
        List<Certificate> certificates,
        List<WebAcl> webAcls,
        List<TargetGroup> targetGroups,
        Map<String, List<String>> pods,
        Map<String, String> trustStores,
        Map<String, List<String>> prefixLists,
        Map<String, String> addresses,
        Map<String, String> regionalWebAcls,
        List<HostedZone> hostedZones,
        boolean shieldSubscription) {
    private static final ObjectMapper JSON = new ObjectMapper()
            .configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false)
            .configure(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES, false);

    public Seed {
        subnets = orEmpty(subnets);
        securityGroups = orEmpty(securityGroups);
        nodes = orEmpty(nodes);
        certificates = orEmpty(certificates);
        webAcls = orEmpty(webAcls);
        targetGroups = orEmpty(targetGroups);
        pods = orEmpty(pods);
        trustStores = orEmpty(trustStores);
        prefixLists = orEmpty(prefixLists);
        addresses = orEmpty(addresses);
        regionalWebAcls = orEmpty(regionalWebAcls);
        hostedZones = orEmpty(hostedZones);
    }

    /** An account with one VPC in two zones and nothing else. */
    public static Seed empty() {
        return new Seed(
                "us-west-2",
                "123456789012",
                new Vpc("vpc-00000000000000000", "default", List.of("10.0.0.0/16"), null),
                List.of(
                        new Subnet(
                                "subnet-00000000000000001",
                                "public-a",
                                "us-west-2a",
                                "10.0.0.0/24",
                                null,
                                250,
                                true,
                                null),
                        new Subnet(
                                "subnet-00000000000000002",
                                "public-b",
                                "us-west-2b",
                                "10.0.1.0/24",
                                null,
                                250,
                                true,
                                null)),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                List.of(),
                false);
    }

    /**
     * Reads a seed.
     *
     * @throws IllegalArgumentException when the text is not one
     */
    public static Seed parse(String json) {
        try {
            Seed seed = JSON.readValue(json, Seed.class);
            Objects.requireNonNull(seed.region, "region");
            Objects.requireNonNull(seed.accountId, "accountId");
            Objects.requireNonNull(seed.vpc, "vpc");
            return seed;
        } catch (JsonProcessingException malformed) {
            throw new IllegalArgumentException(
                    "The seed is not readable: " + malformed.getOriginalMessage(), malformed);
        } catch (NullPointerException missing) {
            throw new IllegalArgumentException("The seed has no " + missing.getMessage(), missing);
        }
    }

    private static <T> List<T> orEmpty(@Nullable List<T> values) {
        return values == null ? List.of() : List.copyOf(values);
    }

    private static <T> Map<String, T> orEmpty(@Nullable Map<String, T> values) {
        return values == null ? Map.of() : Map.copyOf(values);
    }

    public record Vpc(
            String id,
            String name,
            List<String> cidrs,
            @Nullable String ipv6Cidr) {}

    public record Subnet(
            String id,
            String name,
            String zone,
            String cidr,
            @Nullable String ipv6Cidr,
            int availableAddresses,
            boolean routesToInternetGateway,
            @Nullable Map<String, String> tags) {}

    public record SecurityGroup(
            String id, String name, @Nullable Map<String, String> tags) {}

    /** An instance; subnet and security group by name. */
    public record Node(String name, String instanceId, String ip, String zone, String subnet, String securityGroup) {}

    public record Certificate(
            String arn,
            String name,
            List<String> names,
            @Nullable String keyAlgorithm,
            @Nullable String status,
            @Nullable String certificateAuthorityArn,
            @Nullable Map<String, String> tags) {}

    public record WebAcl(String arn, String name) {}

    /** {@code vpcOnly} makes it a private one; the dot at the end of the name may be left out. */
    public record HostedZone(String id, String name, boolean vpcOnly) {}

    public record TargetGroup(
            String arn,
            String name,
            @Nullable String targetType,
            @Nullable String protocol,
            @Nullable String protocolVersion,
            int port) {}
}
