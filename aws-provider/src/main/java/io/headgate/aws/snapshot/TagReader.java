package io.headgate.aws.snapshot;

import io.headgate.aws.mapping.Tags;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TagDescription;

/** Reads tags, as many a call as the API allows. */
public final class TagReader {

    /** Limit of {@code DescribeTags}. */
    private static final int BATCH = 20;

    private final ElasticLoadBalancingV2Client elb;

    public TagReader(ElasticLoadBalancingV2Client elb) {
        this.elb = elb;
    }

    /** Tags by ARN; of what has none, or is gone, the entry is empty. */
    public Map<String, Map<String, String>> read(Collection<String> arns) {
        Map<String, Map<String, String>> tags = new HashMap<>();
        List<String> all = List.copyOf(arns);
        all.forEach(arn -> tags.put(arn, Map.of()));
        for (int from = 0; from < all.size(); from += BATCH) {
            List<String> batch = all.subList(from, Math.min(all.size(), from + BATCH));
            for (TagDescription description :
                    elb.describeTags(request -> request.resourceArns(batch)).tagDescriptions()) {
                tags.put(description.resourceArn(), Tags.fromElb(description.tags()));
            }
        }
        return tags;
    }
}
