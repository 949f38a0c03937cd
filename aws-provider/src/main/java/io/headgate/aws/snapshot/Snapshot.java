package io.headgate.aws.snapshot;

import io.headgate.aws.addon.AddonReader;
import io.headgate.aws.certificate.OwnCertificates;
import io.headgate.aws.client.AwsClients;
import io.headgate.aws.client.AwsSettings;
import io.headgate.core.facts.CloudFacts;
import io.headgate.core.group.GroupId;
import io.headgate.core.quota.Quota;
import io.headgate.core.stack.LoadBalancer;
import io.headgate.core.stack.Stack;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerNotFoundException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupNotFoundException;

/**
 * What the cluster owns in the account. Loaded in bulk; listeners of a group are read when it is first looked at, attributes when they
 * matter. Safe for use by many threads, one at a time for the same group.
 */
public final class Snapshot {

    private final ElasticLoadBalancingV2Client elb;
    private final SecurityGroupIndex securityGroups;
    private final Ownership ownership;
    private final String vpcId;
    private final AddonReader addons;
    private final OwnCertificates certificates;
    private final Details details;
    private final Confirmation confirmation;
    private final ReentrantLock loading = new ReentrantLock();
    private final StackMemory memory;
    private final Set<GroupId> distrusted = ConcurrentHashMap.newKeySet();
    private volatile Others others = Others.NONE;
    private final AtomicInteger readings = new AtomicInteger();
    private volatile boolean stale = true;

    public Snapshot(
            AwsClients clients,
            SecurityGroupIndex securityGroups,
            Ownership ownership,
            AwsSettings settings,
            AddonReader addons,
            OwnCertificates certificates,
            InstantSource clock) {
        this.elb = clients.elb();
        this.securityGroups = securityGroups;
        this.ownership = ownership;
        this.vpcId = settings.vpcId();
        this.addons = addons;
        this.certificates = certificates;
        this.confirmation = new Confirmation(elb, clients.ec2());
        this.memory = new StackMemory(clock);
        this.details =
                new Details(elb, memory, loading, securityGroups, addons, certificates, settings.managesCertificates());
    }

    /** What is remembered, for those who verify it. */
    StackMemory memory() {
        return memory;
    }

    /** What services beside the load balancers say now of stacks that use them. */
    SideCorrection askBeside(Collection<Stack> stacks) {
        return SideCorrection.read(addons, certificates, stacks);
    }

    /** Notes what is not ours. */
    void noteOthers(Bulk read) {
        others = new Others(read.foreign(), read.otherBalancers());
    }

    /** Reads everything in bulk; details are read again when next looked at. */
    public void load() {
        stale = true;
        loadIfStale();
    }

    private void loadIfStale() {
        loading.lock();
        try {
            if (stale) {
                // Distrust that arises while reading is not answered by it.
                stale = false;
                refreshOr(group -> true, () -> stale = true);
            }
        } finally {
            loading.unlock();
        }
    }

    private void refreshOr(Predicate<GroupId> groups, Runnable otherwise) {
        boolean done = false;
        try {
            refresh(groups);
            done = true;
        } finally {
            if (!done) {
                otherwise.run();
            }
        }
    }

    /** Reads everything in bulk, but takes from it only what some groups have. Gives those of which anything exists or did. */
    public Set<GroupId> refresh(Predicate<GroupId> groups) {
        loading.lock();
        try {
            long moment = memory.moment();
            securityGroups.load();
            Bulk bulk = new BulkReader(elb, securityGroups, ownership, vpcId, new TagReader(elb)).read();
            Set<GroupId> chosen = Stream.concat(memory.groups().stream(), bulk.stacks().keySet().stream())
                    .filter(groups)
                    .collect(Collectors.toSet());
            details.forget();
            chosen.forEach(group -> replace(bulk.stacks().getOrDefault(group, Stack.empty(group)), moment));
            noteOthers(bulk);
            readings.incrementAndGet();
            return chosen;
        } finally {
            loading.unlock();
        }
    }

    private void replace(Stack read, long moment) {
        Stack before = memory.current(read.group());
        if (memory.replace(read, moment)) {
            details.forget(before);
            details.forget(read);
        }
    }

    /** Notes that the account is not as remembered: the next look reads it again. */
    public void distrust() {
        stale = true;
    }

    /** Notes that what exists of a group is not as remembered: the next look at it reads it again. */
    public void distrust(GroupId group) {
        distrusted.add(group);
    }

    /** The stack of a group, with as much detail as {@code desired} asks for. */
    public Stack observe(Stack desired) {
        GroupId group = desired.group();
        if (stale) {
            loadIfStale();
        }
        if (distrusted.remove(group)) {
            refreshOr(group::equals, () -> distrusted.add(group));
        }
        if (isNothing(desired)) {
            gather(group);
        }
        try {
            return details.read(desired);
        } catch (LoadBalancerNotFoundException | TargetGroupNotFoundException gone) {
            distrust(group);
            throw gone;
        }
    }

    private static boolean isNothing(Stack desired) {
        return desired.loadBalancers().isEmpty()
                && desired.targetGroups().isEmpty()
                && desired.securityGroups().isEmpty();
    }

    /**
     * A group that is removed is forgotten once nothing of it is seen, so what one list lacks would be left behind: what own calls made
     * counts although a list lacks it, and before the first removal everything is read a second time; what either reading shows is there,
     * unless AWS says of its name that there is no such thing.
     */
    private void gather(GroupId group) {
        Stack first = memory.current(group);
        if (readings.get() < 2 && !memory.madeHere(group)) {
            refresh(each -> true);
        }
        Stack doubted = Union.of(memory.takeDoubted(group), first);
        memory.store(Union.of(doubted, memory.current(group), confirmation::exists));
    }

    /** Begins to write a group, as it was last observed. */
    public void beginWriting(GroupId group) {
        if (!memory.beginWriting(group)) {
            distrust(group);
        }
    }

    /** Ends it; what others read meanwhile of the group does not count. */
    public void endWriting(GroupId group) {
        memory.endWriting(group);
    }

    static Stream<String> loadBalancerArns(Stack stack) {
        return stack.loadBalancers().stream().map(Snapshot::arn);
    }

    static String arn(LoadBalancer balancer) {
        return Objects.requireNonNull(balancer.arn(), "an observed load balancer has an ARN");
    }

    /** Notes what a group has now. What own calls made needs no reading. */
    public void store(Stack stack) {
        memory.store(stack);
    }

    /** Notes a thing of which own calls know all attributes that matter. */
    public void made(String arn) {
        details.made(arn);
    }

    public Set<GroupId> groups() {
        return memory.groups();
    }

    public Collection<Stack> stacks() {
        return memory.stacks();
    }

    public List<CloudFacts.TargetGroup> foreignTargetGroups() {
        return others.targetGroups();
    }

    /** What is used of the limits of the whole account. */
    public Map<Quota, Integer> used() {
        return others.and(memory.stacks());
    }

    /** What others than a group use of the limits of the whole account. */
    public Map<Quota, Integer> usedBeside(GroupId group) {
        return others.and(memory.stacks().stream()
                .filter(stack -> !stack.group().equals(group))
                .toList());
    }

    /** The load balancers of groups, as a compilation wants to know them. */
    public Map<String, List<CloudFacts.ExistingLoadBalancer>> existingLoadBalancers() {
        return memory.stacks().stream()
                .collect(Collectors.toMap(
                        stack -> stack.group().toString(), CloudFacts.ExistingLoadBalancer::of, (one, other) -> one));
    }
}
