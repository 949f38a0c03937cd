package io.headgate.aws.snapshot;

import io.headgate.aws.addon.AddonReader;
import io.headgate.aws.certificate.OwnCertificates;
import io.headgate.aws.client.AwsSettings;
import io.headgate.core.facts.CloudFacts;
import io.headgate.core.group.GroupId;
import io.headgate.core.quota.Quota;
import io.headgate.core.stack.Certificate;
import io.headgate.core.stack.LoadBalancer;
import io.headgate.core.stack.Stack;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;

/**
 * What the cluster owns in the account. Loaded in bulk; listeners of a group are read when it is first looked at, attributes when they
 * matter. Safe for use by many threads, one at a time for the same group.
 */
public final class Snapshot {

    private static final Logger LOG = LoggerFactory.getLogger(Snapshot.class);

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
    private final ConcurrentMap<GroupId, Stack> stacks = new ConcurrentHashMap<>();
    private final Set<GroupId> detailed = ConcurrentHashMap.newKeySet();
    private volatile List<CloudFacts.TargetGroup> foreign = List.of();
    private volatile Map<String, Integer> otherBalancers = Map.of();
    private final AtomicLong readings = new AtomicLong();
    private volatile boolean stale = true;
    private volatile boolean certificatesKnown;

    public Snapshot(
            ElasticLoadBalancingV2Client elb,
            SecurityGroupIndex securityGroups,
            Ownership ownership,
            AwsSettings settings,
            AddonReader addons,
            OwnCertificates certificates) {
        this.elb = elb;
        this.securityGroups = securityGroups;
        this.ownership = ownership;
        this.vpcId = settings.vpcId();
        this.attributes = new AttributeReader(elb);
        this.frontends = new FrontendReader(elb);
        this.addons = addons;
        this.certificates = certificates;
        this.managesCertificates = settings.managesCertificates();
    }

    /** Reads everything in bulk; details are read again when next looked at. */
    public void load() {
        loading.lock();
        try {
            securityGroups.load();
            Bulk bulk = new BulkReader(elb, securityGroups, ownership, vpcId).read();
            stacks.clear();
            detailed.clear();
            certificatesKnown = false;
            attributes.forget();
            frontends.forget();
            addons.forget();
            stacks.putAll(bulk.stacks());
            foreign = bulk.foreign();
            otherBalancers = bulk.otherBalancers();
            stale = false;
        } finally {
            loading.unlock();
        }
    }

    /** Reads everything in bulk, but takes from it only what some groups have. Gives those of which anything exists or did. */
    public Set<GroupId> refresh(Predicate<GroupId> groups) {
        loading.lock();
        try {
            securityGroups.load();
            Bulk bulk = new BulkReader(elb, securityGroups, ownership, vpcId).read();
            Set<GroupId> chosen = Stream.concat(stacks.keySet().stream(), bulk.stacks().keySet().stream())
                    .filter(groups)
                    .collect(Collectors.toSet());
            readings.incrementAndGet();
            certificatesKnown = false;
            frontends.forget();
            addons.forget();
            chosen.forEach(group -> replace(group, bulk.stacks().getOrDefault(group, Stack.empty(group))));
            foreign = bulk.foreign();
            otherBalancers = bulk.otherBalancers();
            return chosen;
        } finally {
            loading.unlock();
        }
    }

    private void replace(GroupId group, Stack read) {
        attributes.forget(current(group));
        attributes.forget(read);
        detailed.remove(group);
        stacks.remove(group);
        store(read);
    }

    /** Notes that the account is not as remembered: the next look reads it again. */
    public void distrust() {
        stale = true;
    }

    /** The stack of a group, with as much detail as {@code desired} asks for. */
    public Stack observe(Stack desired) {
        if (stale) {
            load();
        }
        long reading = readings.get();
        GroupId group = desired.group();
        Stack stack = withCertificates(desired);
        if (!detailed.contains(group)) {
            stack = withListeners(stack);
        }
        stack = addons.read(desired, frontends.read(attributes.read(desired, stack)));
        // What was read before a refresh must not cover what the refresh found.
        if (reading == readings.get()) {
            detailed.add(group);
            store(stack);
        }
        return stack;
    }

    private Stack current(GroupId group) {
        return stacks.getOrDefault(group, Stack.empty(group));
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
                stacks.replaceAll((group, stack) -> stack.withCertificates(List.of()));
                found.forEach((group, list) -> stacks.put(group, current(group).withCertificates(list)));
                certificatesKnown = true;
            }
        } finally {
            loading.unlock();
        }
    }

    private Stack withListeners(Stack stack) {
        ListenerReader reader = new ListenerReader(elb);
        return stack.withLoadBalancers(stack.loadBalancers().stream()
                .map(balancer -> balancer.withListeners(
                        reader.read(Objects.requireNonNull(balancer.arn(), "an observed load balancer has an ARN"))))
                .toList());
    }

    /** Notes what a group has now. What own calls made needs no reading. */
    public void store(Stack stack) {
        boolean nothing = stack.loadBalancers().isEmpty()
                && stack.targetGroups().isEmpty()
                && stack.securityGroups().isEmpty()
                && stack.certificates().isEmpty();
        if (nothing) {
            stacks.remove(stack.group());
        } else {
            stacks.put(stack.group(), stack.withBindings(List.of()));
        }
    }

    /** Notes a thing of which own calls know all attributes that matter. */
    public void made(String arn) {
        attributes.made(arn);
        frontends.made(arn);
        addons.made(arn);
    }

    public Set<GroupId> groups() {
        return Set.copyOf(stacks.keySet());
    }

    public Collection<Stack> stacks() {
        return List.copyOf(stacks.values());
    }

    public List<CloudFacts.TargetGroup> foreignTargetGroups() {
        return foreign;
    }

    /** What is used of the limits of the whole account. */
    public Map<Quota, Integer> used() {
        return used(List.copyOf(stacks.values()));
    }

    /** What others than a group use of the limits of the whole account. */
    public Map<Quota, Integer> usedBeside(GroupId group) {
        return used(stacks.values().stream()
                .filter(stack -> !stack.group().equals(group))
                .toList());
    }

    private Map<Quota, Integer> used(List<Stack> others) {
        long targetGroups =
                others.stream().mapToLong(stack -> stack.targetGroups().size()).sum();
        return Map.of(
                Quota.LOAD_BALANCERS, balancers(others, "application"),
                Quota.NETWORK_LOAD_BALANCERS, balancers(others, "network"),
                Quota.TARGET_GROUPS, foreign.size() + Math.toIntExact(targetGroups));
    }

    private int balancers(List<Stack> stacks, String type) {
        long own = stacks.stream()
                .flatMap(stack -> stack.loadBalancers().stream())
                .filter(balancer -> balancer.type().equals(type))
                .count();
        return otherBalancers.getOrDefault(type, 0) + Math.toIntExact(own);
    }

    /** The load balancers of groups, as a compilation wants to know them. */
    public Map<String, CloudFacts.ExistingLoadBalancer> existingLoadBalancers() {
        return stacks.values().stream()
                .flatMap(stack -> stack.loadBalancers().stream()
                        .filter(balancer -> balancer.type().equals("application"))
                        .limit(1)
                        .map(balancer -> Map.entry(stack.group().toString(), existing(balancer))))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static CloudFacts.ExistingLoadBalancer existing(LoadBalancer balancer) {
        return new CloudFacts.ExistingLoadBalancer(
                balancer.scheme(),
                balancer.subnets().stream()
                        .map(LoadBalancer.SubnetMapping::subnetId)
                        .toList());
    }
}
