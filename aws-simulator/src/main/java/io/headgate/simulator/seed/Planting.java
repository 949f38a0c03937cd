package io.headgate.simulator.seed;

import io.headgate.simulator.account.Identity;
import io.headgate.simulator.account.Tags;
import io.headgate.simulator.acm.Certificate;
import io.headgate.simulator.acm.CertificateStore;
import io.headgate.simulator.ec2.Network;
import io.headgate.simulator.ec2.NetworkBuilder;
import io.headgate.simulator.ec2.Subnet;
import io.headgate.simulator.elbv2.LoadBalancing;
import io.headgate.simulator.elbv2.TargetGroupSeed;
import io.headgate.simulator.route53.HostedZone;
import io.headgate.simulator.route53.HostedZones;
import io.headgate.simulator.waf.RegionalWebAcls;
import io.headgate.simulator.waf.WebAcls;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Puts a seed into an empty account. */
public final class Planting implements StartingState {
    private final Seed seed;
    private final Tags tags;
    private final Instant now;

    public Planting(Seed seed, Tags tags, Instant now) {
        this.seed = seed;
        this.tags = tags;
        this.now = now;
    }

    @Override
    public Identity identity() {
        return new Identity(seed.accountId(), seed.region());
    }

    @Override
    public void into(Network network) {
        NetworkBuilder builder = new NetworkBuilder(network);
        Seed.Vpc vpc = seed.vpc();
        builder.addVpc(vpc.id(), vpc.cidrs(), vpc.ipv6Cidr(), false);
        tags.put(vpc.id(), Map.of("Name", vpc.name()));
        seed.subnets()
                .forEach(subnet -> builder.addSubnet(
                        new Subnet(
                                subnet.id(),
                                vpc.id(),
                                subnet.zone(),
                                subnet.cidr(),
                                subnet.ipv6Cidr(),
                                subnet.availableAddresses()),
                        named(subnet.name(), subnet.tags())));
        List<String> open = seed.subnets().stream()
                .filter(Seed.Subnet::routesToInternetGateway)
                .map(Seed.Subnet::id)
                .toList();
        if (!open.isEmpty()) {
            builder.addPublicRoutes(vpc.id(), open);
        }
        seed.securityGroups()
                .forEach(group -> builder.addSecurityGroup(
                        group.id(), group.name(), group.name(), vpc.id(), named(group.name(), group.tags())));
        seed.nodes().forEach(node -> addNode(builder, node));
        seed.prefixLists().forEach(builder::addPrefixList);
        seed.addresses().forEach(builder::addAddress);
    }

    private void addNode(NetworkBuilder builder, Seed.Node node) {
        List<String> addresses = new ArrayList<>(List.of(node.ip()));
        addresses.addAll(seed.pods().getOrDefault(node.name(), List.of()));
        String subnet = seed.subnets().stream()
                .filter(each -> each.name().equals(node.subnet()))
                .map(Seed.Subnet::id)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "The seed's node " + node.name() + " is in no known subnet: " + node.subnet()));
        String group = seed.securityGroups().stream()
                .filter(each -> each.name().equals(node.securityGroup()))
                .map(Seed.SecurityGroup::id)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "The seed's node " + node.name() + " has no known security group: " + node.securityGroup()));
        builder.addInstance(node.instanceId(), node.name(), subnet, addresses, List.of(group), now);
        tags.put(node.instanceId(), Map.of("Name", node.name()));
    }

    @Override
    public void into(CertificateStore store) {
        for (Seed.Certificate certificate : seed.certificates()) {
            String status = Objects.requireNonNullElse(certificate.status(), "ISSUED");
            String algorithm = Objects.requireNonNullElse(certificate.keyAlgorithm(), "RSA_2048");
            store.add(new Certificate(
                    certificate.arn(),
                    certificate.names(),
                    algorithm,
                    certificate.certificateAuthorityArn() == null ? "AMAZON_ISSUED" : "PRIVATE",
                    "DNS",
                    now,
                    now,
                    status,
                    certificate.certificateAuthorityArn(),
                    null));
            tags.put(certificate.arn(), certificate.tags() == null ? Map.of() : certificate.tags());
        }
    }

    @Override
    public void into(LoadBalancing loadBalancing, Network network) {
        seed.targetGroups()
                .forEach(group -> TargetGroupSeed.add(
                        loadBalancing,
                        group.arn(),
                        group.name(),
                        Objects.requireNonNullElse(group.targetType(), "ip"),
                        Objects.requireNonNullElse(group.protocol(), "HTTP"),
                        Objects.requireNonNullElse(group.protocolVersion(), "HTTP1"),
                        group.port(),
                        seed.vpc().id()));
        seed.trustStores().forEach((name, arn) -> loadBalancing.addTrustStore(arn, name));
    }

    @Override
    public void into(WebAcls webAcls) {
        seed.webAcls().forEach(acl -> webAcls.add(acl.arn(), acl.name()));
    }

    @Override
    public void into(RegionalWebAcls webAcls) {
        seed.regionalWebAcls().forEach(webAcls::add);
    }

    @Override
    public void into(HostedZones zones) {
        seed.hostedZones()
                .forEach(zone -> zones.add(new HostedZone(
                        zone.id(), zone.name().endsWith(".") ? zone.name() : zone.name() + ".", zone.vpcOnly())));
    }

    @Override
    public boolean shieldSubscription() {
        return seed.shieldSubscription();
    }

    private static Map<String, String> named(String name, @Nullable Map<String, String> others) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("Name", name);
        if (others != null) {
            all.putAll(others);
        }
        return all;
    }
}
