package io.headgate.aws;

import io.headgate.aws.access.AwsNodeAccess;
import io.headgate.aws.addon.AddonReader;
import io.headgate.aws.addon.ShieldAdvanced;
import io.headgate.aws.certificate.HostedZones;
import io.headgate.aws.certificate.OwnCertificates;
import io.headgate.aws.client.AwsClients;
import io.headgate.aws.client.AwsSettings;
import io.headgate.aws.client.Failures;
import io.headgate.aws.client.ReadOnly;
import io.headgate.aws.execute.PlanExecutor;
import io.headgate.aws.execute.SharedSecurityGroup;
import io.headgate.aws.execute.StepCalls;
import io.headgate.aws.facts.FactsReader;
import io.headgate.aws.snapshot.Ownership;
import io.headgate.aws.snapshot.SecurityGroupIndex;
import io.headgate.aws.snapshot.Snapshot;
import io.headgate.aws.snapshot.SnapshotScan;
import io.headgate.aws.targets.AwsTargets;
import io.headgate.aws.teardown.Blockers;
import io.headgate.aws.teardown.Teardown;
import io.headgate.core.cloud.AssumedRole;
import io.headgate.core.cloud.ClientSecrets;
import io.headgate.core.cloud.CloudException;
import io.headgate.core.cloud.CloudProvider;
import io.headgate.core.cloud.DriftScan;
import io.headgate.core.cloud.Failure;
import io.headgate.core.cloud.Gatekeeper;
import io.headgate.core.cloud.NodeAccess;
import io.headgate.core.cloud.Outcome;
import io.headgate.core.cloud.TargetRegistry;
import io.headgate.core.facts.CloudFacts;
import io.headgate.core.group.GroupId;
import io.headgate.core.group.GroupInputs;
import io.headgate.core.plan.Plan;
import io.headgate.core.quota.Limits;
import io.headgate.core.stack.Stack;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/** AWS, seen from one cluster. Safe for use by many threads, one at a time for the same group; close it to end its connections. */
public final class AwsProvider implements CloudProvider, AutoCloseable {

    private final AwsClients clients;
    private final Snapshot snapshot;
    private final FactsReader facts;
    private final PlanExecutor executor;
    private final SharedSecurityGroup shared;
    private final AwsTargets targets;
    private final InstantSource clock;
    private final Map<AssumedRole, AwsTargets> assumed = new ConcurrentHashMap<>();
    private final AwsNodeAccess nodeAccess;
    private final Blockers blockers;
    private final Teardown teardown;
    private final DriftScan scan;

    private AwsProvider(AwsSettings settings, AwsClients clients, ClientSecrets secrets, InstantSource clock) {
        this.clients = clients;
        this.clock = clock;
        Ownership ownership = new Ownership(settings.owner());
        SecurityGroupIndex securityGroups = new SecurityGroupIndex(clients.ec2(), settings.vpcId(), ownership, clock);
        ShieldAdvanced shield = new ShieldAdvanced(clients, clock);
        this.snapshot = new Snapshot(
                clients,
                securityGroups,
                ownership,
                settings,
                new AddonReader(clients, shield),
                new OwnCertificates(clients, ownership::group, new HostedZones(clients, clock)),
                clock);
        this.facts = new FactsReader(clients, settings, snapshot, securityGroups, clock);
        this.shared = new SharedSecurityGroup(clients.ec2(), settings, securityGroups);
        this.targets = new AwsTargets(clients.elb(), clock);
        this.nodeAccess = new AwsNodeAccess(clients.ec2(), settings, securityGroups, clock);
        this.scan = new AskedScan(new SnapshotScan(snapshot, securityGroups, clients, ownership, settings), nodeAccess);
        StepCalls calls =
                StepCalls.create(clients, settings, snapshot, securityGroups, shared, secrets, shield, targets::made);
        this.blockers = new Blockers(clients, settings.owner().instance());
        this.teardown = new Teardown(clients, securityGroups, settings.owner(), clock);
        this.executor = new PlanExecutor(calls, snapshot, securityGroups);
    }

    /**
     * A provider for an account.
     *
     * @param secrets gives client secrets when a rule with one is written
     * @param interceptors of the caller, for tests
     */
    public static AwsProvider create(
            AwsSettings settings,
            ClientSecrets secrets,
            MeterRegistry meters,
            InstantSource clock,
            ExecutionInterceptor... interceptors) {
        AwsClients clients = AwsClients.create(settings, meters, clock, interceptors);
        AwsProvider provider = new AwsProvider(settings, clients, secrets, clock);
        AccountMetrics.register(provider.facts, meters);
        return provider;
    }

    /** A provider that refuses every call which could change the account. */
    public static AwsProvider readOnly(
            AwsSettings settings, ClientSecrets secrets, MeterRegistry meters, InstantSource clock) {
        return create(settings, secrets, meters, clock, new ReadOnly());
    }

    @Override
    public void load() {
        asked(() -> {
            facts.prepare();
            snapshot.load();
            return true;
        });
    }

    @Override
    public Set<GroupId> refresh(Predicate<GroupId> groups) {
        targets.distrust();
        assumed.values().forEach(AwsTargets::distrust);
        return asked(() -> snapshot.refresh(groups));
    }

    @Override
    public CloudFacts facts(GroupInputs inputs) {
        return asked(() -> facts.read(inputs));
    }

    @Override
    public CloudFacts.Vpc vpc() {
        return asked(facts::vpc);
    }

    @Override
    public Limits limits(boolean doubted) {
        return facts.limits(doubted);
    }

    @Override
    public CloudFacts recheckLimits(CloudFacts known, GroupInputs inputs) {
        return asked(() -> facts.recheck(known, inputs));
    }

    @Override
    public void distrustFacts() {
        facts.distrust();
    }

    @Override
    public Stack observe(Stack desired) {
        return asked(() -> snapshot.observe(desired));
    }

    @Override
    public Set<GroupId> groups() {
        return snapshot.groups();
    }

    @Override
    public Outcome execute(Plan plan, Stack observed, BindingWriter bindings, Gatekeeper gatekeeper) {
        return blockers.explain(executor.execute(plan, observed, bindings, gatekeeper));
    }

    @Override
    public TargetRegistry targets() {
        return targets;
    }

    @Override
    public TargetRegistry targets(AssumedRole role) {
        return assumed.computeIfAbsent(role, key -> new AwsTargets(clients.elb(key), clock));
    }

    @Override
    public NodeAccess nodeAccess() {
        return nodeAccess;
    }

    @Override
    public DriftScan drift() {
        return scan;
    }

    @Override
    public Optional<Failure> releaseShared() {
        boolean used = snapshot.stacks().stream().anyMatch(Stack::usesBackendSecurityGroup);
        return used ? Optional.empty() : shared.release(blockers);
    }

    /** What remains to be done for a cluster that goes. */
    public Teardown teardown() {
        return teardown;
    }

    /** Looks of which each failure is translated. */
    private record AskedScan(DriftScan scan, NodeAccess access) implements DriftScan {
        @Override
        public Findings existence() {
            Findings found = asked(scan::existence);
            if (found.access()) {
                access.distrust();
            }
            return found;
        }

        @Override
        public Findings routing(Collection<GroupId> groups) {
            return asked(() -> scan.routing(groups));
        }

        @Override
        public Findings settings(Collection<GroupId> groups) {
            return asked(() -> scan.settings(groups));
        }
    }

    private static <T> T asked(Supplier<T> question) {
        try {
            return question.get();
        } catch (SdkException failed) {
            throw new CloudException(Failures.translate(failed));
        }
    }

    @Override
    public void close() {
        executor.close();
        clients.close();
    }
}
