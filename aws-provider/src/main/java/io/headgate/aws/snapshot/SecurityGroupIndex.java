package io.headgate.aws.snapshot;

import io.headgate.aws.mapping.PermissionMapping;
import io.headgate.aws.mapping.Tags;
import io.headgate.core.stack.SecurityGroup.Permission;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;

/** The security groups of the VPC, written through by own calls. Safe for use by many threads. */
public final class SecurityGroupIndex {

    private final Ec2Client ec2;
    private final String vpcId;
    private final Ownership ownership;
    private volatile ConcurrentMap<String, VpcSecurityGroup> groups = new ConcurrentHashMap<>();

    public SecurityGroupIndex(Ec2Client ec2, String vpcId, Ownership ownership) {
        this.ec2 = ec2;
        this.vpcId = vpcId;
        this.ownership = ownership;
    }

    /** Reads all security groups of the VPC. */
    public void load() {
        Filter vpc = Filter.builder().name("vpc-id").values(vpcId).build();
        groups = ec2.describeSecurityGroupsPaginator(request -> request.filters(vpc)).securityGroups().stream()
                .map(SecurityGroupIndex::read)
                .collect(Collectors.toConcurrentMap(VpcSecurityGroup::id, group -> group));
    }

    private static VpcSecurityGroup read(SecurityGroup api) {
        return new VpcSecurityGroup(
                api.groupId(),
                api.groupName(),
                String.valueOf(api.description()),
                Tags.fromEc2(api.tags()),
                PermissionMapping.fromApi(api.ipPermissions()));
    }

    public Collection<VpcSecurityGroup> all() {
        return groups.values();
    }

    public Optional<VpcSecurityGroup> find(String id) {
        return Optional.ofNullable(groups.get(id));
    }

    /** The cluster's shared backend security group; the first by id should there be several. */
    public @Nullable String backendId() {
        return groups.values().stream()
                .filter(group -> ownership.isBackend(group.tags()))
                .map(VpcSecurityGroup::id)
                .sorted()
                .findFirst()
                .orElse(null);
    }

    /** Notes a security group that was made. */
    public void created(VpcSecurityGroup group) {
        groups.put(group.id(), group);
    }

    /** Notes that a security group was removed. */
    public void deleted(String id) {
        groups.remove(id);
    }

    /** Notes permissions that were authorized. */
    public void authorized(String id, Collection<Permission> permissions) {
        edit(id, present -> present.addAll(permissions));
    }

    /** Notes permissions that were revoked. */
    public void revoked(String id, Collection<Permission> permissions) {
        edit(id, present -> present.removeAll(permissions));
    }

    private void edit(String id, Consumer<List<Permission>> change) {
        groups.computeIfPresent(id, (key, group) -> {
            List<Permission> permissions = new ArrayList<>(group.ingress());
            change.accept(permissions);
            return new VpcSecurityGroup(id, group.name(), group.description(), group.tags(), permissions);
        });
    }

    /** Tags of a security group, empty when it is not known. */
    public Map<String, String> tags(String id) {
        return find(id).map(VpcSecurityGroup::tags).orElse(Map.of());
    }
}
