package io.headgate.aws.teardown;

import io.headgate.core.group.GroupId;
import io.headgate.core.group.Instance;
import io.headgate.core.naming.TrackingTags;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A thing in the account that carries the cluster's tag.
 *
 * @param id ARN, or id of a security group
 * @param name for people
 * @param vpcId empty for what is in no VPC
 * @param created null where AWS does not tell
 */
public record OwnedResource(
        Kind kind,
        String id,
        String name,
        String vpcId,
        Map<String, String> tags,
        @Nullable Instant created) {

    public OwnedResource {
        tags = Map.copyOf(tags);
    }

    /** What it is, in words. */
    public enum Kind {
        LOAD_BALANCER("load balancer"),
        TARGET_GROUP("target group"),
        SECURITY_GROUP("security group"),
        CERTIFICATE("certificate");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    /** The group of Ingresses that it was made for; empty for what groups share, and for what was made for something else. */
    public Optional<GroupId> group() {
        return Optional.ofNullable(tags.get(TrackingTags.STACK)).map(GroupId::parse);
    }

    /** Whether it is the security group that all load balancers share. */
    public boolean shared() {
        return TrackingTags.BACKEND_RESOURCE.equals(tags.get(TrackingTags.SHARED_RESOURCE));
    }

    /** Name of the operator whose it is; empty for the one without a name. */
    public String instance() {
        return tags.getOrDefault(Instance.KEY, "");
    }

    @Override
    public String toString() {
        return kind.words() + " " + name + (name.equals(id) ? "" : " (" + id + ")");
    }
}
