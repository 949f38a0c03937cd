package io.headgate.aws.execute;

import io.headgate.aws.mapping.Tags;
import io.headgate.aws.snapshot.Ownership;
import java.util.Map;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ElasticLoadBalancingV2Exception;

/** A resource of the wanted name exists. If it is ours, it was made by a call whose answer was lost; it may differ from what is wanted. */
final class Adoption {

    private Adoption() {}

    /**
     * Returns if the resource has the owner that the wanted one would have.
     *
     * @throws ElasticLoadBalancingV2Exception the refusal, if it is somebody else's
     */
    static void check(
            ElasticLoadBalancingV2Client elb,
            String arn,
            Map<String, String> wantedTags,
            ElasticLoadBalancingV2Exception refusal) {
        Map<String, String> tags = elb.describeTags(request -> request.resourceArns(arn)).tagDescriptions().stream()
                .findFirst()
                .map(description -> Tags.fromElb(description.tags()))
                .orElse(Map.of());
        if (!Ownership.sameOwner(tags, wantedTags)) {
            throw refusal;
        }
    }
}
