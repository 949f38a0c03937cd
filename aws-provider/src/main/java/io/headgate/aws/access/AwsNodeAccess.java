package io.headgate.aws.access;

import io.headgate.aws.client.AwsSettings;
import io.headgate.aws.client.Failures;
import io.headgate.aws.snapshot.SecurityGroupIndex;
import io.headgate.aws.snapshot.VpcSecurityGroup;
import io.headgate.core.access.BindingAccess;
import io.headgate.core.access.BindingAccess.Endpoint;
import io.headgate.core.access.NodePermissions;
import io.headgate.core.cloud.Failure;
import io.headgate.core.cloud.NodeAccess;
import io.headgate.core.cluster.ObjectKey;
import io.headgate.core.stack.SecurityGroup.Permission;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ec2.Ec2Client;

/** The shared permissions in EC2. One pass at a time, so that each group has one writer; a pass without a change makes no call. */
public final class AwsNodeAccess implements NodeAccess {

    /** How soon a permission that EC2 refused is asked for again. */
    private static final Duration RETRY = Duration.ofSeconds(30);

    private final SecurityGroupIndex index;
    private final EndpointGroups groups;
    private final GroupPermissions permissions;
    private final Unneeded unneeded;
    private final String mark;
    private final String clusterTag;
    private final ReentrantLock lock = new ReentrantLock();
    private final Set<String> served = new HashSet<>();
    private volatile boolean distrusted;

    public AwsNodeAccess(Ec2Client ec2, AwsSettings settings, SecurityGroupIndex index, InstantSource clock) {
        this.index = index;
        this.groups = new EndpointGroups(ec2, index, settings, clock);
        this.mark = NodePermissions.description(settings.instance());
        this.permissions = new GroupPermissions(ec2, index, mark, clock);
        this.unneeded = new Unneeded(clock);
        this.clusterTag = "kubernetes.io/cluster/" + settings.clusterName();
    }

    @Override
    public void distrust() {
        distrusted = true;
    }

    @Override
    public boolean distrusted() {
        return distrusted;
    }

    @Override
    public Established reconcile(Collection<BindingAccess> bindings, Extent extent) {
        lock.lock();
        try {
            return new Pass(bindings, extent).run();
        } catch (SdkException failed) {
            return new Established(Map.of(), Failures.translate(failed), null);
        } finally {
            lock.unlock();
        }
    }

    /** One pass over all groups. */
    private final class Pass {

        private final Collection<BindingAccess> bindings;
        private final EndpointGroups.Found found;
        private final boolean located;
        private final Extent extent;
        private final Map<ObjectKey, Failure> refused = new HashMap<>();
        private @Nullable Failure failure;

        Pass(Collection<BindingAccess> bindings, Extent extent) {
            Set<Endpoint> endpoints = bindings.stream()
                    .filter(binding -> !binding.peers().isEmpty())
                    .flatMap(binding -> binding.endpoints().stream())
                    .collect(Collectors.toSet());
            this.bindings = bindings;
            this.found = groups.find(endpoints);
            this.located = found.groups().keySet().containsAll(endpoints);
            this.extent = located ? extent : Extent.PART;
        }

        Established run() {
            Map<String, Set<Permission>> needed = NodePermissions.desired(bindings, found.groups(), mark);
            served.addAll(needed.keySet());
            if (distrusted) {
                permissions.reread(needed.keySet());
                distrusted = false;
            }
            for (String group : concerned(needed.keySet())) {
                serve(group, needed.getOrDefault(group, Set.of()));
            }
            Stream.concat(
                            found.ambiguous().stream().map(AwsNodeAccess::noChoice),
                            found.adrift().stream().map(AwsNodeAccess::noInterface))
                    .findFirst()
                    .ifPresent(this::note);
            return new Established(refused, failure, again());
        }

        /** One group in trouble keeps none of the others from what they need. */
        private void serve(String group, Set<Permission> needed) {
            try {
                new GroupPass(group, needed, extent, permissions, unneeded)
                        .run()
                        .forEach((permission, reason) -> NodePermissions.askingFor(
                                        permission, group, bindings, found.groups())
                                .forEach(binding -> refused.putIfAbsent(binding, reason)));
            } catch (SdkException failed) {
                note(Failures.translate(failed));
            }
        }

        private void note(Failure reason) {
            failure = failure == null ? reason : failure;
        }

        private @Nullable Duration again() {
            return Stream.of(
                            unneeded.next().stream(),
                            Stream.of(RETRY).filter(ignored -> !located || !refused.isEmpty()))
                    .flatMap(each -> each)
                    .min(Duration::compareTo)
                    .orElse(null);
        }
    }

    /** Groups of other clusters in the VPC have permissions of the same description, which are theirs. */
    private Set<String> concerned(Set<String> needed) {
        Set<String> concerned = new TreeSet<>(needed);
        for (VpcSecurityGroup group : List.copyOf(index.all())) {
            boolean ours = served.contains(group.id()) || group.tags().containsKey(clusterTag);
            if (ours && !permissions.ours(group.ingress()).isEmpty()) {
                concerned.add(group.id());
            }
        }
        return concerned;
    }

    private static Failure noChoice(List<String> groups) {
        return new Failure.Invalid(
                "AmbiguousSecurityGroup",
                "exactly one security group of a node's or pod's interface must carry the cluster's tag, but it has "
                        + groups + ": tag one of them with kubernetes.io/cluster/<name>, and with what"
                        + " --service-target-eni-security-group-tags asks for");
    }

    private static Failure noInterface(Endpoint pod) {
        return new Failure.NotReady(
                "NoNetworkInterface",
                "no network interface in the VPC has " + pod.address()
                        + ", the address of a pod on Fargate or with security groups of its own; it is looked for again");
    }
}
