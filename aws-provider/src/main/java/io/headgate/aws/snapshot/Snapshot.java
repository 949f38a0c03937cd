package io.headgate.aws.snapshot;

import io.headgate.core.facts.CloudFacts;
import io.headgate.core.group.GroupId;
import io.headgate.core.stack.LoadBalancer;
import io.headgate.core.stack.Stack;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;

/**
 * What the cluster owns in the account. Loaded in bulk; listeners of a group are read when it is first looked at, attributes when they
 * matter. Safe for use by many threads, one at a time for the same group.
 */
public final class Snapshot {

    private final ElasticLoadBalancingV2Client elb;
    private final SecurityGroupIndex securityGroups;
    private final Ownership ownership;
    private final String vpcId;
    private final AttributeReader attributes;
    private final ReentrantLock loading = new ReentrantLock();
    private final ConcurrentMap<GroupId, Stack> stacks = new ConcurrentHashMap<>();
    private final Set<GroupId> detailed = ConcurrentHashMap.newKeySet();
    private volatile List<CloudFacts.TargetGroup> foreign = List.of();
    private volatile boolean stale = true;

    public Snapshot(
            ElasticLoadBalancingV2Client elb, SecurityGroupIndex securityGroups, Ownership ownership, String vpcId) {
        this.elb = elb;
        this.securityGroups = securityGroups;
        this.ownership = ownership;
        this.vpcId = vpcId;
        this.attributes = new AttributeReader(elb);
    }

    /** Reads everything in bulk; details are read again when next looked at. */
    public void load() {
        loading.lock();
        try {
            securityGroups.load();
            Bulk bulk = new BulkReader(elb, securityGroups, ownership, vpcId).read();
            stacks.clear();
            detailed.clear();
            attributes.forget();
            stacks.putAll(bulk.stacks());
            foreign = bulk.foreign();
            stale = false;
        } finally {
            loading.unlock();
        }
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
        GroupId group = desired.group();
        Stack stack = stacks.getOrDefault(group, Stack.empty(group));
        if (!detailed.contains(group)) {
            stack = withListeners(stack);
            detailed.add(group);
        }
        stack = attributes.read(desired, stack);
        store(stack);
        return stack;
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
