package io.headgate.aws.snapshot;

import io.headgate.aws.addon.AddonReader;
import io.headgate.aws.certificate.OwnCertificates;
import io.headgate.aws.client.AwsSettings;
import io.headgate.core.facts.CloudFacts;
import io.headgate.core.group.GroupId;
import io.headgate.core.quota.Quota;
import io.headgate.core.stack.Certificate;
import io.headgate.core.stack.Listener;
import io.headgate.core.stack.LoadBalancer;
import io.headgate.core.stack.Stack;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerNotFoundException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupNotFoundException;

/**
 * What the cluster owns in the account. Loaded in bulk; listeners of a group are read when it is first looked at, attributes when they
 * matter. Safe for use by many threads, one at a time for the same group.
 */
public final class Snapshot {

    private static final Logger LOG = LoggerFactory.getLogger(Snapshot.class);

    /** So many groups are looked at closely at once, if the account is large: their tags are read together. */
    private static final int GROUPS_AT_ONCE = 10;

    private final ElasticLoadBalancingV2Client elb;
    private final SecurityGroupIndex securityGroups;
    private final Ownership ownership;
    private final String vpcId;
    private final AttributeReader attributes;
    private final FrontendReader frontends;
    private final AddonReader addons;
    private final OwnCertificates certificates;
    private final boolean managesCertificates;
    private final ReentrantLock loading = new ReentrantLock();
    private final StackMemory memory;
    private final Set<GroupId> distrusted = ConcurrentHashMap.newKeySet();
    private volatile Others others = Others.NONE;
    private final AtomicInteger readings = new AtomicInteger();
    private volatile boolean stale = true;
    private volatile boolean certificatesKnown;

    public Snapshot(
            ElasticLoadBalancingV2Client elb,
            SecurityGroupIndex securityGroups,
            Ownership ownership,
            AwsSettings settings,
            AddonReader addons,
            OwnCertificates certificates,
            InstantSource clock) {
        this.elb = elb;
        this.securityGroups = securityGroups;
        this.ownership = ownership;
        this.vpcId = settings.vpcId();
        this.attributes = new AttributeReader(elb);
        this.frontends = new FrontendReader(elb);
        this.addons = addons;
        this.certificates = certificates;
        this.managesCertificates = settings.managesCertificates();
        this.memory = new StackMemory(clock);
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
            certificatesKnown = false;
            frontends.forget();
            addons.forget();
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
            attributes.forget(before);
            attributes.forget(read);
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
            return detailed(desired);
        } catch (LoadBalancerNotFoundException | TargetGroupNotFoundException gone) {
            distrust(group);
            throw gone;
        }
    }

    private Stack detailed(Stack desired) {
        GroupId group = desired.group();
        readListeners(group);
        // What was read before a refresh must not cover what the refresh found.
        long version = memory.version(group);
        Stack stack = withCertificates(desired);
        stack = withBackendThatExists(addons.read(desired, frontends.read(attributes.read(desired, stack))));
        memory.storeDetailed(stack, version);
        return stack;
    }

    private static boolean isNothing(Stack desired) {
        return desired.loadBalancers().isEmpty()
                && desired.targetGroups().isEmpty()
                && desired.securityGroups().isEmpty();
    }

    /**
     * A group that is removed is forgotten once nothing of it is seen, so what one list lacks would be left behind: what own calls made
     * counts although a list lacks it, and before the first removal everything is read a second time; what either reading shows is there.
     */
    private void gather(GroupId group) {
        if (readings.get() < 2 && !memory.madeHere(group)) {
            Stack first = memory.current(group);
            refresh(each -> true);
            memory.store(Union.of(first, memory.current(group)));
        }
        memory.recall(group);
    }

    /** The shared group may have gone with the last group that used it, while this one was already coming back. */
    private Stack withBackendThatExists(Stack stack) {
        boolean exists = securityGroups.backendId() != null;
        return stack.withUsesBackendSecurityGroup(stack.usesBackendSecurityGroup() && exists);
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

    private Stack current(GroupId group) {
        return memory.current(group);
    }

    /** Reads the listeners of a group that has not been looked at closely, and those of some others that will be. */
    private void readListeners(GroupId group) {
        if (memory.detailed(group) || memory.current(group).loadBalancers().isEmpty()) {
            return;
        }
        loading.lock();
        try {
            if (memory.detailed(group)) {
                return;
            }
            long moment = memory.moment();
            List<Stack> chosen = Stream.concat(
                            Stream.of(memory.current(group)),
                            memory.stacks().stream()
                                    .filter(stack -> !stack.group().equals(group))
                                    .filter(stack -> !memory.detailed(stack.group()))
                                    .filter(stack -> !stack.loadBalancers().isEmpty())
                                    .limit(GROUPS_AT_ONCE - 1))
                    .toList();
            Map<GroupId, Long> versions = new HashMap<>();
            chosen.forEach(stack -> versions.put(stack.group(), memory.version(stack.group())));
            Map<String, List<Listener>> listeners = new ListenerReader(elb, new TagReader(elb))
                    .read(chosen.stream().flatMap(Snapshot::loadBalancerArns).toList());
            chosen.stream()
                    .filter(stack -> memory.untouched(stack.group(), moment))
                    .forEach(stack -> memory.storeDetailed(
                            withListeners(stack, listeners), versions.getOrDefault(stack.group(), -1L)));
        } finally {
            loading.unlock();
        }
    }

    static Stream<String> loadBalancerArns(Stack stack) {
        return stack.loadBalancers().stream().map(Snapshot::arn);
    }

    static String arn(LoadBalancer balancer) {
        return Objects.requireNonNull(balancer.arn(), "an observed load balancer has an ARN");
    }

    private static Stack withListeners(Stack stack, Map<String, List<Listener>> listeners) {
        return stack.withLoadBalancers(stack.loadBalancers().stream()
                .map(balancer -> balancer.withListeners(listeners.getOrDefault(arn(balancer), List.of())))
                .toList());
    }

    /**
     * ACM is asked only where certificates may have been requested. If it does not answer, those that are wanted count as pending, so
     * that none is requested twice; but nothing is let go then.
     */
    private Stack withCertificates(Stack desired) {
        GroupId group = desired.group();
        if (!managesCertificates && desired.certificates().isEmpty()) {
            return current(group);
        }
        try {
            indexCertificates();
        } catch (SdkException failed) {
            if (desired.loadBalancers().isEmpty()) {
                throw failed;
            }
            LOG.atWarn().addKeyValue("group", group).setCause(failed).log("Certificates cannot be read");
            return current(group)
                    .withCertificates(desired.certificates().stream()
                            .map(wanted -> wanted.withArn("unread").withStatus(OwnCertificates.unread(wanted, failed)))
                            .toList());
        }
        Stack stack = current(group);
        return stack.withCertificates(
                stack.certificates().stream().map(certificates::again).toList());
    }

    private void indexCertificates() {
        if (certificatesKnown) {
            return;
        }
        loading.lock();
        try {
            if (!certificatesKnown) {
                Map<GroupId, List<Certificate>> found = certificates.read();
                memory.stacks().forEach(stack -> memory.store(stack.withCertificates(List.of())));
                found.forEach((group, list) -> memory.store(current(group).withCertificates(list)));
                certificatesKnown = true;
            }
        } finally {
            loading.unlock();
        }
    }

    /** Notes what a group has now. What own calls made needs no reading. */
    public void store(Stack stack) {
        memory.store(stack);
    }

    /** Notes a thing of which own calls know all attributes that matter. */
    public void made(String arn) {
        attributes.made(arn);
        frontends.made(arn);
        addons.made(arn);
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
