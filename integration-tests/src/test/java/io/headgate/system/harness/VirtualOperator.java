package io.headgate.system.harness;

import io.headgate.aws.AwsProvider;
import io.headgate.aws.client.AwsSettings;
import io.headgate.core.cloud.CloudException;
import io.headgate.core.cloud.Failure;
import io.headgate.core.cloud.Outcome;
import io.headgate.core.cluster.ClusterState;
import io.headgate.core.compile.Compilation;
import io.headgate.core.compile.Compiler;
import io.headgate.core.facts.CloudFacts;
import io.headgate.core.group.GroupId;
import io.headgate.core.group.GroupInputs;
import io.headgate.core.group.Membership;
import io.headgate.core.plan.Plan;
import io.headgate.core.plan.Planner;
import io.headgate.core.plan.Policy;
import io.headgate.core.plan.Retention;
import io.headgate.core.settings.CompilerSettings;
import io.headgate.core.settings.FeatureGate;
import io.headgate.core.stack.Stack;
import io.headgate.operator.cli.OperatorFlags;
import io.headgate.system.SimulatedAccount;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;

/** A process of the operator: its passes over all groups, and a small target registration. For one thread. */
public final class VirtualOperator implements AutoCloseable {

    /** The operator waits for so long before it tries again what fails and fails. */
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private final AwsProvider provider;
    private final ApiServer api;
    private final CompilerSettings settings;
    private final VirtualTargets targets;
    private final Patience patience;
    private final AtomicLong pauses;
    private boolean loaded;

    private VirtualOperator(
            AwsProvider provider, ApiServer api, CompilerSettings settings, Care care, AtomicLong pauses) {
        this.pauses = pauses;
        this.provider = provider;
        this.api = api;
        this.settings = settings;
        this.targets = new VirtualTargets(provider, api);
        this.patience = new Patience(care);
    }

    /**
     * A process that has not done anything yet.
     *
     * @param attempts how often a call is made at most
     */
    public static VirtualOperator start(URI endpoint, ApiServer api, List<String> flags, int attempts, Care care) {
        CompilerSettings settings = OperatorFlags.parse(flags, SimulatedAccount.CLUSTER);
        AwsSettings account = AwsSettings.of(SimulatedAccount.CLUSTER, SimulatedAccount.REGION, SimulatedAccount.VPC)
                .withManagesCertificates(settings.enabled(FeatureGate.ENABLE_CERTIFICATE_MANAGEMENT))
                .withMaxAttempts(attempts)
                .withLocalEndpoint(endpoint);
        AtomicLong pauses = new AtomicLong();
        AwsProvider provider = AwsProvider.create(
                account,
                secret -> Optional.of("secret"),
                new SimpleMeterRegistry(),
                () -> InstantSource.system().instant().plusMillis(pauses.get()));
        return new VirtualOperator(provider, api, settings, care, pauses);
    }

    /**
     * What one pass over everything did.
     *
     * @param steps how many were planned, targets included
     * @param problems what failed, in words
     */
    public record Pass(int steps, List<String> problems) {
        public boolean idle() {
            return steps == 0 && problems.isEmpty();
        }
    }

    /** One pass over all groups, those included that nobody is a member of any more. */
    public Pass pass(VirtualCluster cluster) {
        List<String> problems = new ArrayList<>();
        int steps = 0;
        patience.passBegins();
        try {
            if (!loaded) {
                provider.load();
                loaded = true;
            }
            ClusterState state = cluster.state();
            Map<GroupId, GroupInputs> wanted =
                    Membership.of(state, settings.ownership()).groups();
            wanted.forEach((group, inputs) -> api.serve(group, isRetained(inputs)));
            for (GroupInputs inputs : wanted.values()) {
                steps += deploy(inputs, problems);
            }
            steps += targets.pass(problems);
            for (GroupId group : sorted(api.groups())) {
                if (!wanted.containsKey(group)) {
                    steps += remove(group, problems);
                }
            }
            steps += targets.pass(problems);
        } catch (CloudException unreachable) {
            problems.add(unreachable.failure().toString());
        }
        return new Pass(steps, problems);
    }

    private static Set<GroupId> sorted(Set<GroupId> groups) {
        Set<GroupId> sorted = new TreeSet<>((a, b) -> a.toString().compareTo(b.toString()));
        sorted.addAll(groups);
        return sorted;
    }

    private int deploy(GroupInputs inputs, List<String> problems) {
        CloudFacts facts = provider.facts(inputs);
        Compilation compilation = Compiler.compile(inputs, facts, settings);
        boolean refused = inputs.members().stream()
                .anyMatch(member -> compilation.refused(member.ingress().key()));
        if (compilation.frozen() || refused) {
            problems.add("refused: " + compilation.findings());
            return 0;
        }
        return run(compilation.stack(), facts, problems).steps().size();
    }

    private int remove(GroupId group, List<String> problems) {
        int before = problems.size();
        if (api.isRetained(group)) {
            return giveAway(group, problems);
        }
        CloudFacts facts = provider.facts(new GroupInputs(group, List.of(), Map.of(), Map.of()));
        Plan plan = run(Stack.empty(group), facts, problems);
        if (problems.size() == before && !api.hasBindings(group)) {
            releaseShared(group).ifPresentOrElse(failure -> problems.add(failure.toString()), () -> api.forget(group));
        }
        return Math.max(1, plan.steps().size());
    }

    private static boolean isRetained(GroupInputs inputs) {
        return inputs.members().stream()
                .anyMatch(
                        member -> "Retain".equals(member.ingress().annotations().get("headgate.io/deletion-policy")));
    }

    /** What the group has stays, and is nobody's. */
    private int giveAway(GroupId group, List<String> problems) {
        int before = problems.size();
        Stack observed = provider.observe(Stack.empty(group)).withBindings(api.bindingsOf(group));
        Plan plan = Retention.of(observed);
        execute(plan, observed, problems);
        if (problems.size() == before) {
            provider.refresh(group::equals);
            api.forget(group);
        } else {
            // It is tried again later. Until then it is not clear what AWS has lost: readings soon after a call do not
            // count.
            pauses.addAndGet(LONGEST_PAUSE.toMillis());
        }
        return Math.max(1, plan.steps().size());
    }

    private Optional<Failure> releaseShared(GroupId last) {
        boolean used = api.groups().stream().anyMatch(group -> !group.equals(last))
                || api.bindings().values().stream()
                        .anyMatch(bound -> !bound.binding().networking().isEmpty());
        return used ? Optional.empty() : provider.releaseShared();
    }

    /** Gives the whole plan, of which only what may be done by now is done. */
    private Plan run(Stack desired, CloudFacts facts, List<String> problems) {
        Stack observed = provider.observe(desired).withBindings(api.bindingsOf(desired.group()));
        Policy policy = new Policy(
                settings.externalManagedTags(),
                api.tagKeys(desired.group()),
                facts.backendSecurityGroupId(),
                settings.enabled(FeatureGate.LISTENER_RULES_TAGGING),
                true,
                facts.limits());
        Plan wanted = Planner.plan(desired, observed, policy);
        Plan plan =
                patience.replaces() ? wanted : Planner.plan(desired, observed, policy.withReplacesLoadBalancers(false));
        execute(plan, observed, problems);
        api.note(desired.group(), desired.tagKeys());
        return wanted;
    }

    private void execute(Plan plan, Stack observed, List<String> problems) {
        if (!plan.isEmpty()) {
            Outcome outcome = provider.execute(plan, observed, api.writer(plan.group()), patience);
            outcome.failures().forEach(failed -> problems.add(failed.step().call() + ": " + failed.failure()));
        }
    }

    /** Looks whether others changed something of any group. */
    public void look() {
        Set<GroupId> groups = provider.groups();
        provider.drift().existence();
        provider.drift().routing(groups);
        provider.drift().settings(groups);
    }

    /** What it knows AWS by. */
    public AwsProvider provider() {
        return provider;
    }

    /** What protects load balancers beside their own settings, as a provider sees it that has just been started. */
    List<String> addons(VirtualCluster cluster) {
        provider.load();
        return observed(cluster).stream()
                .map(stack -> stack.group() + " " + stack.addons())
                .toList();
    }

    /** What it knows of the groups of a cluster. */
    public List<Stack> observed(VirtualCluster cluster) {
        return Membership.of(cluster.state(), settings.ownership()).groups().values().stream()
                .map(inputs -> provider.observe(Compiler.compile(inputs, provider.facts(inputs), settings)
                        .stack()))
                .toList();
    }

    @Override
    public void close() {
        provider.close();
    }
}
