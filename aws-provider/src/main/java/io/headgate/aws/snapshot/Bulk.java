package io.headgate.aws.snapshot;

import io.headgate.core.facts.CloudFacts;
import io.headgate.core.group.GroupId;
import io.headgate.core.stack.Stack;
import java.util.List;
import java.util.Map;

/**
 * What a bulk read gave.
 *
 * @param stacks of the groups of this cluster, without listeners, rules and attributes
 * @param foreign target groups that are not ours
 * @param otherBalancers how many load balancers of each type are not ours
 * @param tags of load balancers and target groups, by ARN, be they ours or not
 */
record Bulk(
        Map<GroupId, Stack> stacks,
        List<CloudFacts.TargetGroup> foreign,
        Map<String, Integer> otherBalancers,
        Map<String, Map<String, String>> tags) {
    Bulk {
        stacks = Map.copyOf(stacks);
        foreign = List.copyOf(foreign);
        otherBalancers = Map.copyOf(otherBalancers);
        tags = Map.copyOf(tags);
    }
}
