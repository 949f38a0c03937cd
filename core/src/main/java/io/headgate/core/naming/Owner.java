package io.headgate.core.naming;

import io.headgate.core.group.Instance;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** Whose a thing in the account is: of which cluster, and of which operator in it. */
public record Owner(String cluster, Instance instance) {

    /** The operator without a name. */
    public static Owner of(String cluster) {
        return new Owner(cluster, Instance.UNNAMED);
    }

    /** Whether tags are those of a thing of this owner. */
    public boolean owns(Map<String, String> tags) {
        return cluster.equals(tags.get(TrackingTags.CLUSTER)) && instance.owns(tags);
    }

    /** Whether two things have the same owner, who has not to be this one. */
    public static boolean same(Map<String, String> one, Map<String, String> other) {
        return Objects.equals(one.get(TrackingTags.CLUSTER), other.get(TrackingTags.CLUSTER))
                && Objects.equals(one.get(Instance.KEY), other.get(Instance.KEY));
    }

    /** The tags that say so. */
    public Map<String, String> tags() {
        Map<String, String> tags = new LinkedHashMap<>();
        tags.put(TrackingTags.CLUSTER, cluster);
        tags.putAll(instance.labels());
        return tags;
    }

    /** What tells the names of its things from those of others. No name of a cluster holds a slash. */
    String scope() {
        return instance.named() ? cluster + "/" + instance.name() : cluster;
    }
}
