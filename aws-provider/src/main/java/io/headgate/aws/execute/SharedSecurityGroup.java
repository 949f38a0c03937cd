package io.headgate.aws.execute;

import io.headgate.aws.client.AwsSettings;
import io.headgate.aws.client.Failures;
import io.headgate.aws.mapping.Tags;
import io.headgate.aws.snapshot.SecurityGroupIndex;
import io.headgate.aws.snapshot.VpcSecurityGroup;
import io.headgate.aws.teardown.Blockers;
import io.headgate.core.cloud.Failure;
import io.headgate.core.naming.ResourceNames;
import io.headgate.core.naming.TrackingTags;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ec2.Ec2Client;

/** The backend security group, which all load balancers of the cluster share. Made on first need. Safe for use by many threads. */
public final class SharedSecurityGroup {

    private static final String DESCRIPTION = "[k8s] Shared Backend SecurityGroup for LoadBalancer";

    private final Ec2Client ec2;
    private final AwsSettings settings;
    private final SecurityGroupIndex index;
    private final ReentrantLock lock = new ReentrantLock();

    public SharedSecurityGroup(Ec2Client ec2, AwsSettings settings, SecurityGroupIndex index) {
        this.ec2 = ec2;
        this.settings = settings;
        this.index = index;
    }

    /** Makes the group unless it is there. */
    void ensure() {
        lock.lock();
        try {
            if (index.backendId() == null) {
                index.created(create());
            }
        } finally {
            lock.unlock();
        }
    }

    private VpcSecurityGroup create() {
        String name = ResourceNames.backendSecurityGroup(settings.owner());
        Map<String, String> tags = new LinkedHashMap<>(settings.owner().tags());
        tags.put(TrackingTags.SHARED_RESOURCE, TrackingTags.BACKEND_RESOURCE);
        String id = ec2.createSecurityGroup(request -> request.groupName(name)
                        .description(DESCRIPTION)
                        .vpcId(settings.vpcId())
                        .tagSpecifications(Tags.onSecurityGroup(tags)))
                .groupId();
        return VpcSecurityGroup.fresh(id, name, DESCRIPTION, tags);
    }

    /**
     * Removes the group if it is there.
     *
     * @param blockers say what stands in the way
     */
    public Optional<Failure> release(Blockers blockers) {
        lock.lock();
        try {
            if (index.backendId() == null) {
                // It is looked for once more, since nobody will again.
                index.discover();
            }
            String id = index.backendId();
            return id == null ? Optional.empty() : delete(id, blockers);
        } finally {
            lock.unlock();
        }
    }

    private Optional<Failure> delete(String id, Blockers blockers) {
        try {
            ec2.deleteSecurityGroup(request -> request.groupId(id));
            index.deleted(id);
            return Optional.empty();
        } catch (SdkException failed) {
            Failure failure = Failures.translate(failed);
            return failure instanceof Failure.NotFound || (failure instanceof Failure.Denied && gone(id))
                    ? Optional.empty()
                    : Optional.of(blockers.explain(failure, id));
        }
    }

    /** A group that is gone has no tags, so a policy that asks for some denies it instead of telling. */
    private boolean gone(String id) {
        try {
            index.reread(Set.of(id));
            return index.find(id).isEmpty();
        } catch (SdkException unknown) {
            return false;
        }
    }
}
