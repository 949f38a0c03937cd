package io.headgate.aws.snapshot;

import io.headgate.aws.client.AwsClients;
import io.headgate.aws.client.AwsSettings;
import io.headgate.core.access.NodePermissions;
import io.headgate.core.cloud.DriftScan;
import io.headgate.core.group.GroupId;
import io.headgate.core.stack.SecurityGroup.Permission;
import io.headgate.core.stack.Stack;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;

/** Corrects a snapshot by what others changed. Its calls go after everybody else's. */
public final class SnapshotScan implements DriftScan {

    private static final Logger LOG = LoggerFactory.getLogger(SnapshotScan.class);

    private final Snapshot snapshot;
    private final StackMemory memory;
    private final SecurityGroupIndex securityGroups;
    private final AwsClients clients;
    private final Ownership ownership;
    private final String vpcId;
    private final String sharedDescription;

    /** Tags of what is not ours, by ARN: they are not asked for again and again. */
    private final Map<String, Map<String, String>> foreignTags = new ConcurrentHashMap<>();

    public SnapshotScan(
            Snapshot snapshot,
            SecurityGroupIndex securityGroups,
            AwsClients clients,
            Ownership ownership,
            AwsSettings settings) {
        this.snapshot = snapshot;
        this.memory = snapshot.memory();
        this.securityGroups = securityGroups;
        this.clients = clients;
        this.ownership = ownership;
        this.vpcId = settings.vpcId();
        this.sharedDescription = NodePermissions.description(settings.instance());
    }

    @Override
    public Findings existence() {
        long moment = memory.moment();
        SecurityGroupIndex.Look look = securityGroups.look(ec2(), StackMemory.SETTLING);
        if (!confirmation().gone(look.missing())) {
            return doubted(memory.groups());
        }
        Set<String> accessBefore = access();
        securityGroups.accept(look);
        Bulk bulk = new BulkReader(elb(), securityGroups, ownership, vpcId, rememberedTags()).read();
        Correction correction = new Correction(bulk);
        Set<GroupId> groups = union(memory.groups(), bulk.stacks().keySet());
        List<String> missing = groups.stream()
                .filter(group -> memory.untouched(group, moment) && memory.settled(group))
                .flatMap(group -> correction.missing(memory.current(group)))
                .toList();
        if (!confirmation().gone(missing)) {
            return doubted(groups.stream()
                    .filter(group -> correction.missing(memory.current(group)).anyMatch(missing::contains))
                    .collect(Collectors.toSet()));
        }
        snapshot.noteOthers(bulk);
        rememberForeign(bulk);
        Set<GroupId> changed = chosen(groups, group -> memory.correct(group, moment, correction::of));
        return new Findings(changed, Set.of(), !access().equals(accessBefore));
    }

    @Override
    public Findings routing(Collection<GroupId> groups) {
        long moment = memory.moment();
        List<Stack> stacks = settled(groups);
        var listeners = new ListenerReader(elb(), rememberedTags())
                .read(stacks.stream().flatMap(Snapshot::loadBalancerArns).toList());
        RoutingCorrection correction = new RoutingCorrection(listeners);
        List<String> missing = stacks.stream().flatMap(correction::missing).toList();
        if (!confirmation().gone(missing)) {
            return doubted(stacks.stream()
                    .filter(stack -> correction.missing(stack).findAny().isPresent())
                    .map(Stack::group)
                    .collect(Collectors.toSet()));
        }
        return found(chosen(
                stacks.stream().map(Stack::group).toList(), group -> memory.correct(group, moment, correction::of)));
    }

    @Override
    public Findings settings(Collection<GroupId> groups) {
        long moment = memory.moment();
        List<Stack> stacks = settled(groups);
        SettingsCorrection correction = SettingsCorrection.read(elb(), stacks);
        SideCorrection beside = snapshot.askBeside(stacks);
        return found(chosen(
                stacks.stream().map(Stack::group).toList(),
                group -> memory.correct(group, moment, stack -> beside.of(correction.of(stack)))));
    }

    /** Those that are known in detail and not just being written. */
    private List<Stack> settled(Collection<GroupId> groups) {
        return groups.stream()
                .filter(group -> memory.detailed(group) && memory.settled(group))
                .map(memory::current)
                .toList();
    }

    private static Findings found(Set<GroupId> changed) {
        return new Findings(changed, Set.of(), false);
    }

    private static Findings doubted(Set<GroupId> groups) {
        LOG.atWarn()
                .addKeyValue("reason", "SuspiciousEmptyRead")
                .addKeyValue("groups", groups.size())
                .log("A list lacks what is there when asked for by name; nothing of it is believed");
        return new Findings(Set.of(), groups, false);
    }

    private static Set<GroupId> chosen(Collection<GroupId> groups, Predicate<GroupId> which) {
        return groups.stream().filter(which).collect(Collectors.toSet());
    }

    private static Set<GroupId> union(Set<GroupId> one, Set<GroupId> other) {
        Set<GroupId> all = new HashSet<>(one);
        all.addAll(other);
        return all;
    }

    /** What lets load balancers reach targets: shared permissions, and the group that they name. */
    private Set<String> access() {
        return Stream.concat(
                        Stream.of("backend " + securityGroups.backendId()),
                        securityGroups.all().stream()
                                .flatMap(group -> group.ingress().stream()
                                        .filter(permission ->
                                                permission.description().equals(sharedDescription))
                                        .map(Permission::identity)
                                        .map(permission -> group.id() + " " + permission)))
                .collect(Collectors.toSet());
    }

    private TagReader rememberedTags() {
        Map<String, Map<String, String>> tags = new HashMap<>(foreignTags);
        memory.stacks().forEach(stack -> {
            stack.targetGroups().forEach(group -> tags.put(Objects.requireNonNull(group.arn()), group.tags()));
            stack.loadBalancers().forEach(balancer -> {
                tags.put(Snapshot.arn(balancer), balancer.tags());
                balancer.listeners().forEach(listener -> {
                    tags.put(Objects.requireNonNull(listener.arn()), listener.tags());
                    listener.rules().forEach(rule -> tags.put(Objects.requireNonNull(rule.arn()), rule.tags()));
                });
            });
        });
        return new TagReader(elb(), tags);
    }

    private void rememberForeign(Bulk bulk) {
        foreignTags.keySet().retainAll(bulk.tags().keySet());
        bulk.tags().forEach((arn, tags) -> {
            if (ownership.group(tags).isEmpty()) {
                foreignTags.put(arn, tags);
            }
        });
    }

    private Confirmation confirmation() {
        return new Confirmation(elb(), ec2());
    }

    private ElasticLoadBalancingV2Client elb() {
        return clients.scanningElb();
    }

    private Ec2Client ec2() {
        return clients.scanningEc2();
    }
}
