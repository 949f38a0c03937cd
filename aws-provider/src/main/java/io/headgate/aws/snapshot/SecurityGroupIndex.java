package io.headgate.aws.snapshot;

import io.headgate.aws.client.Failures;
import io.headgate.aws.mapping.PermissionMapping;
import io.headgate.aws.mapping.Tags;
import io.headgate.core.stack.SecurityGroup.Permission;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;

/** The security groups of the VPC, written through by own calls, which no reading that began earlier covers. Safe for use by many threads. */
public final class SecurityGroupIndex {

    private final Ec2Client ec2;
    private final String vpcId;
    private final Ownership ownership;
    private final InstantSource clock;
    private final ConcurrentMap<String, VpcSecurityGroup> groups = new ConcurrentHashMap<>();
    private final Map<String, Instant> written = new HashMap<>();

    public SecurityGroupIndex(Ec2Client ec2, String vpcId, Ownership ownership, InstantSource clock) {
        this.ec2 = ec2;
        this.vpcId = vpcId;
        this.ownership = ownership;
        this.clock = clock;
    }

    /** Reads all security groups of the VPC. */
    public void load() {
        Instant begun = clock.instant();
        replace(described(ec2), begun);
    }

    /** What a look at all groups would change. */
    record Look(Map<String, VpcSecurityGroup> read, Instant begun, List<String> missing) {
        Look {
            read = Map.copyOf(read);
            missing = List.copyOf(missing);
        }
    }

    /**
     * Reads all groups without believing what it reads.
     *
     * @param asking the client to ask with
     * @param settling how long answers may lag behind a write: what was written so shortly before stays as own calls left it
     */
    Look look(Ec2Client asking, Duration settling) {
        Instant begun = clock.instant().minus(settling);
        Map<String, VpcSecurityGroup> read = described(asking);
        List<String> missing =
                groups.keySet().stream().filter(id -> !read.containsKey(id)).toList();
        return new Look(read, begun, missing);
    }

    /** Believes what was read. */
    void accept(Look look) {
        replace(look.read(), look.begun());
    }

    private synchronized void replace(Map<String, VpcSecurityGroup> read, Instant begun) {
        written.values().removeIf(at -> at.isBefore(begun));
        groups.keySet().removeIf(id -> !read.containsKey(id) && !written.containsKey(id));
        read.forEach((id, group) -> {
            if (!written.containsKey(id)) {
                groups.put(id, group);
            }
        });
    }

    /** Takes in the groups that others made since; what is known stays as it was written through. */
    public void discover() {
        described(ec2).values().forEach(group -> groups.putIfAbsent(group.id(), group));
    }

    /** Reads some groups again; one that AWS denies to have is forgotten, and one that it is silent about stays. */
    public void reread(Collection<String> ids) {
        Filter named = Filter.builder().name("group-id").values(ids).build();
        Map<String, VpcSecurityGroup> found =
                ec2.describeSecurityGroupsPaginator(request -> request.filters(named)).securityGroups().stream()
                        .map(SecurityGroupIndex::read)
                        .collect(Collectors.toMap(VpcSecurityGroup::id, group -> group));
        groups.keySet().removeIf(id -> ids.contains(id) && !found.containsKey(id) && isGone(id));
        groups.putAll(found);
    }

    private boolean isGone(String id) {
        try {
            ec2.describeSecurityGroups(request -> request.groupIds(id));
            return false;
        } catch (Ec2Exception refused) {
            if (Failures.hasCode(refused, "InvalidGroup.NotFound")) {
                return true;
            }
            throw refused;
        }
    }

    private Map<String, VpcSecurityGroup> described(Ec2Client asking) {
        Filter vpc = Filter.builder().name("vpc-id").values(vpcId).build();
        return asking.describeSecurityGroupsPaginator(request -> request.filters(vpc)).securityGroups().stream()
                .map(SecurityGroupIndex::read)
                .collect(Collectors.toMap(VpcSecurityGroup::id, group -> group, (first, second) -> second));
    }

    private static VpcSecurityGroup read(SecurityGroup api) {
        return new VpcSecurityGroup(
                api.groupId(),
                api.groupName(),
                String.valueOf(api.description()),
                Tags.fromEc2(api.tags()),
                PermissionMapping.fromApi(api.ipPermissions(), api.ownerId()),
                PermissionMapping.fromApi(api.ipPermissionsEgress(), api.ownerId()));
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
    public synchronized void created(VpcSecurityGroup group) {
        written.put(group.id(), clock.instant());
        groups.put(group.id(), group);
    }

    /** Notes that a security group was removed. */
    public synchronized void deleted(String id) {
        written.put(id, clock.instant());
        groups.remove(id);
    }

    /** Notes inbound permissions that were authorized. */
    public void authorized(String id, Collection<Permission> permissions) {
        changed(id, group -> group.withIngress(plus(group.ingress(), permissions)));
    }

    /** Notes inbound permissions that were revoked. */
    public void revoked(String id, Collection<Permission> permissions) {
        changed(id, group -> group.withIngress(minus(group.ingress(), permissions)));
    }

    /** Notes new descriptions of inbound permissions. */
    public void described(String id, Collection<Permission> permissions) {
        changed(id, group -> group.withIngress(Permission.described(group.ingress(), permissions)));
    }

    /** Notes outbound permissions that were authorized. */
    public void authorizedOut(String id, Collection<Permission> permissions) {
        changed(id, group -> group.withEgress(plus(group.egress(), permissions)));
    }

    /** Notes outbound permissions that were revoked. */
    public void revokedOut(String id, Collection<Permission> permissions) {
        changed(id, group -> group.withEgress(minus(group.egress(), permissions)));
    }

    private synchronized void changed(String id, UnaryOperator<VpcSecurityGroup> change) {
        written.put(id, clock.instant());
        groups.computeIfPresent(id, (_, group) -> change.apply(group));
    }

    private static List<Permission> plus(List<Permission> present, Collection<Permission> more) {
        return Stream.concat(present.stream(), more.stream()).distinct().toList();
    }

    private static List<Permission> minus(List<Permission> present, Collection<Permission> gone) {
        return present.stream().filter(permission -> !gone.contains(permission)).toList();
    }

    /** Tags of a security group, empty when it is not known. */
    public Map<String, String> tags(String id) {
        return find(id).map(VpcSecurityGroup::tags).orElse(Map.of());
    }
}
