package io.headgate.system.corpus;

import java.net.URI;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerAttribute;

/** Deletion protection as somebody with the AWS SDK lifts it: the operator never does that by itself. */
final class DeletionProtection {

    private static final LoadBalancerAttribute LIFTED = LoadBalancerAttribute.builder()
            .key("deletion_protection.enabled")
            .value("false")
            .build();

    private DeletionProtection() {}

    /** Lifts it from all load balancers of an account that have it. */
    static void lift(URI endpoint, String region) {
        try (ElasticLoadBalancingV2Client elb = ElasticLoadBalancingV2Client.builder()
                .endpointOverride(endpoint)
                .region(Region.of(region))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("other", "other")))
                .build()) {
            elb.describeLoadBalancers().loadBalancers().forEach(balancer -> lift(elb, balancer.loadBalancerArn()));
        }
    }

    private static void lift(ElasticLoadBalancingV2Client elb, String arn) {
        boolean given =
                elb.describeLoadBalancerAttributes(request -> request.loadBalancerArn(arn)).attributes().stream()
                        .map(attribute -> Map.entry(attribute.key(), attribute.value()))
                        .anyMatch(Map.entry(LIFTED.key(), "true")::equals);
        if (given) {
            elb.modifyLoadBalancerAttributes(
                    request -> request.loadBalancerArn(arn).attributes(LIFTED));
        }
    }
}
