package io.headgate.aws.access;

import io.headgate.aws.client.AwsSettings;
import io.headgate.aws.client.Failures;
import io.headgate.aws.mapping.PermissionMapping;
import io.headgate.aws.snapshot.SecurityGroupIndex;
import io.headgate.aws.snapshot.VpcSecurityGroup;
import io.headgate.core.access.BindingAccess;
import io.headgate.core.access.BindingAccess.Endpoint;
import io.headgate.core.access.NodePermissions;
import io.headgate.core.cloud.Failure;
import io.headgate.core.cloud.NodeAccess;
import io.headgate.core.stack.SecurityGroup.Permission;
import io.headgate.core.stack.SecurityGroupRef;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ec2.Ec2Client;

/** The shared permissions in EC2. One pass at a time; a pass without a change makes no call. */
public final class AwsNodeAccess implements NodeAccess {

    private final Ec2Client ec2;
    private final SecurityGroupIndex index;
    private final EndpointGroups groups;
    private final String description;
    private final ReentrantLock lock = new ReentrantLock();

    public AwsNodeAccess(Ec2Client ec2, AwsSettings settings, SecurityGroupIndex index, InstantSource clock) {
        this.ec2 = ec2;
        this.index = index;
        this.groups = new EndpointGroups(ec2, index, settings, clock);
        this.description = NodePermissions.description(settings.instance());
    }

    @Override
    public Optional<Failure> reconcile(Collection<BindingAccess> bindings, boolean complete) {
        lock.lock();
        try {
            Set<Endpoint> endpoints = bindings.stream()
                    .filter(binding -> !binding.peers().isEmpty())
                    .flatMap(binding -> binding.endpoints().stream())
                    .collect(Collectors.toSet());
            EndpointGroups.Found found = groups.find(endpoints);
            Map<String, Set<Permission>> desired = NodePermissions.desired(bindings, found.groups(), description);
            authorize(desired, complete);
            if (complete && found.groups().keySet().containsAll(endpoints)) {
                revoke(desired);
            }
            return found.ambiguous().stream()
                    .findFirst()
                    .map(AwsNodeAccess::noChoice)
                    .or(() -> found.adrift().stream().findFirst().map(AwsNodeAccess::noInterface));
        } catch (SdkException failed) {
            return Optional.of(Failures.translate(failed));
        } finally {
            lock.unlock();
        }
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

    /** As long as not all is known, what is covered already needs nothing narrower. */
    private void authorize(Map<String, Set<Permission>> desired, boolean complete) {
        desired.forEach((id, permissions) -> {
            List<Permission> present = shared(id);
            List<Permission> missing = permissions.stream()
                    .filter(permission -> complete
                            ? !present.contains(permission)
                            : present.stream().noneMatch(wide -> NodePermissions.covers(wide, permission)))
                    .toList();
            if (!missing.isEmpty()) {
                ec2.authorizeSecurityGroupIngress(request ->
                        request.groupId(id).ipPermissions(PermissionMapping.toApi(missing, AwsNodeAccess::id)));
                index.authorized(id, missing);
            }
        });
    }

    private void revoke(Map<String, Set<Permission>> desired) {
        for (VpcSecurityGroup group : List.copyOf(index.all())) {
            List<Permission> superfluous = new ArrayList<>(shared(group.id()));
            superfluous.removeAll(desired.getOrDefault(group.id(), Set.of()));
            if (!superfluous.isEmpty()) {
                ec2.revokeSecurityGroupIngress(request -> request.groupId(group.id())
                        .ipPermissions(PermissionMapping.toApi(superfluous, AwsNodeAccess::id)));
                index.revoked(group.id(), superfluous);
            }
        }
    }

    private List<Permission> shared(String id) {
        return index.find(id).map(VpcSecurityGroup::ingress).orElse(List.of()).stream()
                .filter(permission -> permission.description().equals(description))
                .toList();
    }

    private static String id(SecurityGroupRef ref) {
        return switch (ref) {
            case SecurityGroupRef.ById(String id) -> id;
            case SecurityGroupRef.OfPeer(String _, String id) -> id;
            case SecurityGroupRef.Managed _, SecurityGroupRef.Backend _ ->
                throw new IllegalArgumentException("permissions of nodes name security groups by id");
        };
    }
}
