package io.headgate.aws.snapshot;

import io.headgate.aws.mapping.Tags;
import java.util.ArrayList;
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
    private final Map<String, Map<String, String>> remembered;

    /** Asks for all. */
    public TagReader(ElasticLoadBalancingV2Client elb) {
        this(elb, Map.of());
    }

    /** @param remembered tags by ARN that are believed and not asked for */
    TagReader(ElasticLoadBalancingV2Client elb, Map<String, Map<String, String>> remembered) {
        this.elb = elb;
        this.remembered = Map.copyOf(remembered);
    }

    /** Tags by ARN; of what has none, or is gone, the entry is empty. */
    public Map<String, Map<String, String>> read(Collection<String> arns) {
        Map<String, Map<String, String>> tags = new HashMap<>();
        List<String> unknown = new ArrayList<>();
        for (String arn : arns) {
            Map<String, String> known = remembered.get(arn);
            tags.put(arn, known == null ? Map.of() : known);
            if (known == null) {
                unknown.add(arn);
            }
        }
        List<List<String>> batches = new ArrayList<>();
        for (int from = 0; from < unknown.size(); from += BATCH) {
            batches.add(unknown.subList(from, Math.min(unknown.size(), from + BATCH)));
        }
        ParallelReads.of(batches, this::descriptions)
                .forEach(batch -> batch.forEach(
                        description -> tags.put(description.resourceArn(), Tags.fromElb(description.tags()))));
        return tags;
    }

    private List<TagDescription> descriptions(List<String> batch) {
        return elb.describeTags(request -> request.resourceArns(batch)).tagDescriptions();
    }
}
