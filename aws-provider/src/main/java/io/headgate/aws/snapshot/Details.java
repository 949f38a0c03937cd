package io.headgate.aws.snapshot;

import io.headgate.aws.addon.AddonReader;
import io.headgate.aws.certificate.OwnCertificates;
import io.headgate.core.group.GroupId;
import io.headgate.core.stack.Certificate;
import io.headgate.core.stack.Listener;
import io.headgate.core.stack.Stack;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;

/** What lists do not tell of a group: read when it is first looked at, and attributes when they matter. Safe for use by many threads. */
final class Details {

    private static final Logger LOG = LoggerFactory.getLogger(Details.class);

    /** So many groups are looked at closely at once, if the account is large: their tags are read together. */
    private static final int GROUPS_AT_ONCE = 10;

    private final ElasticLoadBalancingV2Client elb;
    private final StackMemory memory;
    private final ReentrantLock loading;
    private final SecurityGroupIndex securityGroups;
    private final AttributeReader attributes;
    private final FrontendReader frontends;
    private final AddonReader addons;
    private final OwnCertificates certificates;
    private final boolean managesCertificates;
    private volatile boolean certificatesKnown;

    /** @param loading held while much is read at once */
    Details(
            ElasticLoadBalancingV2Client elb,
            StackMemory memory,
            ReentrantLock loading,
            SecurityGroupIndex securityGroups,
            AddonReader addons,
            OwnCertificates certificates,
            boolean managesCertificates) {
        this.elb = elb;
        this.memory = memory;
        this.loading = loading;
        this.securityGroups = securityGroups;
        this.attributes = new AttributeReader(elb);
        this.frontends = new FrontendReader(elb);
        this.addons = addons;
        this.certificates = certificates;
        this.managesCertificates = managesCertificates;
    }

    /** The stack of a group, with as much detail as {@code desired} asks for. */
    Stack read(Stack desired) {
        GroupId group = desired.group();
        readListeners(group);
        // What was read before a refresh must not cover what the refresh found.
        long version = memory.version(group);
        Stack stack = withCertificates(desired);
        stack = withBackendThatExists(addons.read(desired, frontends.read(attributes.read(desired, stack))));
        memory.storeDetailed(stack, version);
        return stack;
    }

    /** The shared group may have gone with the last group that used it, while this one was already coming back. */
    private Stack withBackendThatExists(Stack stack) {
        boolean exists = securityGroups.backendId() != null;
        return stack.withUsesBackendSecurityGroup(stack.usesBackendSecurityGroup() && exists);
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

    private static Stack withListeners(Stack stack, Map<String, List<Listener>> listeners) {
        return stack.withLoadBalancers(stack.loadBalancers().stream()
                .map(balancer -> balancer.withListeners(listeners.getOrDefault(Snapshot.arn(balancer), List.of())))
                .toList());
    }

    /**
     * ACM is asked only where certificates may have been requested. If it does not answer, those that are wanted count as pending, so
     * that none is requested twice; but nothing is let go then.
     */
    private Stack withCertificates(Stack desired) {
        GroupId group = desired.group();
        if (!managesCertificates && desired.certificates().isEmpty()) {
            return memory.current(group);
        }
        try {
            indexCertificates();
        } catch (SdkException failed) {
            if (desired.loadBalancers().isEmpty()) {
                throw failed;
            }
            LOG.atWarn().addKeyValue("group", group).setCause(failed).log("Certificates cannot be read");
            return memory.current(group)
                    .withCertificates(desired.certificates().stream()
                            .map(wanted -> wanted.withArn("unread").withStatus(OwnCertificates.unread(wanted, failed)))
                            .toList());
        }
        Stack stack = memory.current(group);
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
                found.forEach(
                        (group, list) -> memory.store(memory.current(group).withCertificates(list)));
                certificatesKnown = true;
            }
        } finally {
            loading.unlock();
        }
    }

    /** What is kept for all groups is to be read again. */
    void forget() {
        certificatesKnown = false;
        frontends.forget();
        addons.forget();
    }

    /** The attributes of what a stack holds are to be read again. */
    void forget(Stack stack) {
        attributes.forget(stack);
    }

    /** Notes a thing of which own calls know all attributes that matter. */
    void made(String arn) {
        attributes.made(arn);
        frontends.made(arn);
        addons.made(arn);
    }
}
