package io.headgate.aws.facts;

import io.headgate.aws.mapping.Tags;
import io.headgate.core.cloud.CloudException;
import io.headgate.core.cloud.Failure;
import io.headgate.core.facts.CloudFacts.Subnet;
import io.headgate.core.facts.CloudFacts.Vpc;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.RouteTable;
import software.amazon.awssdk.services.ec2.model.RouteTableAssociation;

/** Reads VPC and subnets. */
final class NetworkReader {

    private static final String PUBLIC_ROLE = "kubernetes.io/role/elb";
    private static final String REGIONAL = "availability-zone";
    private static final Pattern ZONE_OF_REGION = Pattern.compile("[a-z]{2,4}(-[a-z]+)+-[0-9]+[a-z]");
    private static final String INTERNAL_ROLE = "kubernetes.io/role/internal-elb";

    private final Ec2Client ec2;
    private final String vpcId;

    NetworkReader(Ec2Client ec2, String vpcId) {
        this.ec2 = ec2;
        this.vpcId = vpcId;
    }

    /** The VPC and the account that owns it. */
    record Network(Vpc vpc, String accountId) {}

    Network network() {
        var api = ec2.describeVpcs(request -> request.vpcIds(vpcId)).vpcs().stream()
                .findFirst()
                .orElseThrow(() -> new CloudException(
                        new Failure.Transient("EmptyAnswer", "AWS neither shows VPC " + vpcId + " nor denies it")));
        Vpc vpc = new Vpc(
                api.vpcId(),
                Tags.fromEc2(api.tags()).getOrDefault("Name", ""),
                api.cidrBlockAssociationSet().stream()
                        .map(association -> association.cidrBlock())
                        .toList(),
                api.ipv6CidrBlockAssociationSet().stream()
                        .map(association -> association.ipv6CidrBlock())
                        .toList());
        return new Network(vpc, api.ownerId() == null ? "" : api.ownerId());
    }

    /** Route tables are read only when tags alone may not tell which subnets to use. */
    List<Subnet> subnets() {
        List<software.amazon.awssdk.services.ec2.model.Subnet> found =
                ec2.describeSubnetsPaginator(request -> request.filters(inVpc())).subnets().stream()
                        .toList();
        Set<String> keys = found.stream()
                .flatMap(subnet -> subnet.tags().stream())
                .map(tag -> tag.key())
                .collect(Collectors.toSet());
        Set<String> open = keys.contains(PUBLIC_ROLE) && keys.contains(INTERNAL_ROLE) ? Set.of() : open(found);
        Map<String, String> zoneTypes = zoneTypes(found);
        return found.stream().map(api -> subnet(api, open, zoneTypes)).toList();
    }

    private static Subnet subnet(
            software.amazon.awssdk.services.ec2.model.Subnet api, Set<String> open, Map<String, String> zoneTypes) {
        Map<String, String> tags = Tags.fromEc2(api.tags());
        return new Subnet(
                api.subnetId(),
                tags.getOrDefault("Name", ""),
                api.availabilityZone(),
                zoneTypes.getOrDefault(api.availabilityZone(), REGIONAL),
                api.outpostArn() == null ? "" : api.outpostArn(),
                api.cidrBlock() == null ? "" : api.cidrBlock(),
                api.ipv6CidrBlockAssociationSet().stream()
                        .map(association -> association.ipv6CidrBlock())
                        .toList(),
                api.availableIpAddressCount() == null ? 0 : api.availableIpAddressCount(),
                open.contains(api.subnetId()),
                tags);
    }

    /** Only zones beyond those of the region are asked for. */
    private Map<String, String> zoneTypes(List<software.amazon.awssdk.services.ec2.model.Subnet> subnets) {
        Map<String, String> types = new HashMap<>();
        if (subnets.stream().allMatch(subnet -> isZoneOfRegion(subnet.availabilityZone()))) {
            return types;
        }
        ec2.describeAvailabilityZones(request -> {})
                .availabilityZones()
                .forEach(zone -> types.put(zone.zoneName(), zone.zoneType() == null ? REGIONAL : zone.zoneType()));
        return types;
    }

    /** Their names are that of the region and a letter; Local Zones and Wavelength Zones have longer ones. Source: EC2 user guide. */
    private static boolean isZoneOfRegion(@Nullable String zone) {
        return zone != null && ZONE_OF_REGION.matcher(zone).matches();
    }

    /** Subnets whose route table, or the main one, leads to an internet gateway. */
    private Set<String> open(List<software.amazon.awssdk.services.ec2.model.Subnet> subnets) {
        Set<String> open = new HashSet<>();
        Set<String> explicit = new HashSet<>();
        boolean mainIsOpen = false;
        for (RouteTable table : ec2.describeRouteTablesPaginator(request -> request.filters(inVpc()))
                .routeTables()) {
            boolean leadsOut = table.routes().stream()
                    .anyMatch(route ->
                            route.gatewayId() != null && route.gatewayId().startsWith("igw"));
            for (RouteTableAssociation association : table.associations()) {
                if (association.subnetId() != null) {
                    explicit.add(association.subnetId());
                    if (leadsOut) {
                        open.add(association.subnetId());
                    }
                } else if (Boolean.TRUE.equals(association.main())) {
                    mainIsOpen = leadsOut;
                }
            }
        }
        for (var subnet : subnets) {
            if (mainIsOpen && !explicit.contains(subnet.subnetId())) {
                open.add(subnet.subnetId());
            }
        }
        return open;
    }

    private Filter inVpc() {
        return Filter.builder().name("vpc-id").values(vpcId).build();
    }
}
