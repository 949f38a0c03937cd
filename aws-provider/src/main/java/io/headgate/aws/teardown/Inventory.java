package io.headgate.aws.teardown;

import io.headgate.aws.client.AwsClients;
import io.headgate.aws.mapping.Tags;
import io.headgate.aws.snapshot.TagReader;
import io.headgate.core.naming.TrackingTags;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.acm.model.CertificateSummary;
import software.amazon.awssdk.services.acm.model.CertificateType;
import software.amazon.awssdk.services.acm.model.KeyAlgorithm;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;

/** Finds everything that carries a cluster's tag, in all VPCs of the account and region. Asks each time. */
final class Inventory {

    private final AwsClients clients;
    private final String cluster;

    Inventory(AwsClients clients, String cluster) {
        this.clients = clients;
        this.cluster = cluster;
    }

    /** Load balancers first, then what they use; certificates left out. */
    List<OwnedResource> read() {
        List<OwnedResource> found = new ArrayList<>();
        loadBalancers(found);
        targetGroups(found);
        securityGroups(found);
        return found.stream().filter(this::ours).toList();
    }

    private boolean ours(OwnedResource each) {
        return cluster.equals(each.tags().get(TrackingTags.CLUSTER));
    }

    private void loadBalancers(List<OwnedResource> found) {
        List<LoadBalancer> all = clients.elb().describeLoadBalancersPaginator().loadBalancers().stream()
                .toList();
        Map<String, Map<String, String>> tags = new TagReader(clients.elb())
                .read(all.stream().map(LoadBalancer::loadBalancerArn).toList());
        all.forEach(api -> found.add(new OwnedResource(
                OwnedResource.Kind.LOAD_BALANCER,
                api.loadBalancerArn(),
                api.loadBalancerName(),
                text(api.vpcId()),
                tags.getOrDefault(api.loadBalancerArn(), Map.of()),
                api.createdTime())));
    }

    private void targetGroups(List<OwnedResource> found) {
        List<TargetGroup> all = clients.elb().describeTargetGroupsPaginator().targetGroups().stream()
                .toList();
        Map<String, Map<String, String>> tags = new TagReader(clients.elb())
                .read(all.stream().map(TargetGroup::targetGroupArn).toList());
        all.forEach(api -> found.add(new OwnedResource(
                OwnedResource.Kind.TARGET_GROUP,
                api.targetGroupArn(),
                api.targetGroupName(),
                text(api.vpcId()),
                tags.getOrDefault(api.targetGroupArn(), Map.of()),
                null)));
    }

    private void securityGroups(List<OwnedResource> found) {
        Filter tagged = Filter.builder()
                .name("tag:" + TrackingTags.CLUSTER)
                .values(cluster)
                .build();
        clients.ec2()
                .describeSecurityGroupsPaginator(request -> request.filters(tagged))
                .securityGroups()
                .forEach(api -> found.add(new OwnedResource(
                        OwnedResource.Kind.SECURITY_GROUP,
                        api.groupId(),
                        api.groupName(),
                        text(api.vpcId()),
                        Tags.fromEc2(api.tags()),
                        null)));
    }

    /** Costs a call for each certificate of the account that was not imported. */
    List<OwnedResource> certificates() {
        return clients
                .acm()
                .listCertificatesPaginator(request -> request.includes(filters ->
                        filters.keyTypes(KeyAlgorithm.knownValues().stream().toList())))
                .certificateSummaryList()
                .stream()
                .filter(summary -> summary.type() != CertificateType.IMPORTED)
                .map(this::certificate)
                .filter(this::ours)
                .toList();
    }

    private OwnedResource certificate(CertificateSummary summary) {
        Map<String, String> tags = new HashMap<>();
        clients.acm()
                .listTagsForCertificate(request -> request.certificateArn(summary.certificateArn()))
                .tags()
                .forEach(tag -> tags.put(tag.key(), text(tag.value())));
        return new OwnedResource(
                OwnedResource.Kind.CERTIFICATE,
                summary.certificateArn(),
                text(summary.domainName()),
                "",
                tags,
                summary.createdAt());
    }

    private static String text(@Nullable String nullable) {
        return Objects.requireNonNullElse(nullable, "");
    }
}
