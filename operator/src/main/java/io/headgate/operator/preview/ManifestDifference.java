package io.headgate.operator.preview;

import io.headgate.core.cluster.ObjectKey;
import io.headgate.core.compile.Compilation;
import io.headgate.core.contribution.Contribution;
import io.headgate.core.facts.CloudFacts;
import io.headgate.core.group.GroupId;
import io.headgate.core.plan.Plan;
import io.headgate.core.plan.Planner;
import io.headgate.core.plan.Policy;
import io.headgate.core.plan.SecurityGroupStep;
import io.headgate.core.quota.Limits;
import io.headgate.core.settings.CompilerSettings;
import io.headgate.core.stack.Stack;
import io.headgate.operator.manifest.ManifestCluster;
import io.headgate.operator.manifest.ManifestCompilation;
import io.headgate.operator.observed.OfflinePlan;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * From what manifests made before to what they would make now. Both are taken as all there is: a group that is only in the former ones
 * goes.
 *
 * @param compilation of the manifests as they are now
 * @param plans in order of the groups' names
 */
public record ManifestDifference(ManifestCompilation compilation, List<OfflinePlan> plans) {

    public ManifestDifference {
        plans = List.copyOf(plans);
    }

    /** @param account what the account has beside what the manifests make */
    public static ManifestDifference between(
            ManifestCluster former, ManifestCluster now, CloudFacts account, CompilerSettings settings) {
        ManifestCompilation before = ManifestCompilation.of(former, account, settings);
        List<Stack> made = before.stacks().stream()
                .map(stack -> Planner.plan(stack, Stack.empty(stack.group()), policy(account, settings, Set.of()))
                        .applyTo(Stack.empty(stack.group())))
                .toList();
        CloudFacts facts = withMade(account, made);
        ManifestCompilation after = ManifestCompilation.of(
                now.with(Overlay.replacing(former.state(), now.state())), accepted(before), facts, settings);
        return new ManifestDifference(after, plans(made, after, facts, settings));
    }

    private static List<OfflinePlan> plans(
            List<Stack> made, ManifestCompilation after, CloudFacts facts, CompilerSettings settings) {
        Limits limits = settings.limits(facts.limits());
        Map<GroupId, Stack> observed = new HashMap<>();
        made.forEach(stack -> observed.put(stack.group(), stack));
        Map<GroupId, Compilation> desired = new HashMap<>();
        after.groups().forEach(group -> desired.put(group.stack().group(), group));
        NavigableSet<GroupId> groups = new TreeSet<>(Comparator.comparing(GroupId::toString));
        groups.addAll(observed.keySet());
        groups.addAll(desired.keySet());
        return groups.stream()
                .map(group -> {
                    Stack present = observed.getOrDefault(group, Stack.empty(group));
                    Plan plan = plan(desired.get(group), present, policy(facts, settings, present.tagKeys()));
                    return OfflinePlan.of(plan, present, limits);
                })
                .toList();
    }

    /** @param wanted null for a group that goes */
    private static Plan plan(@Nullable Compilation wanted, Stack present, Policy policy) {
        if (wanted == null) {
            return Planner.plan(Stack.empty(present.group()), present, policy);
        }
        return wanted.frozen() ? new Plan(present.group(), List.of()) : Planner.plan(wanted.stack(), present, policy);
    }

    private static Policy policy(CloudFacts facts, CompilerSettings settings, Set<String> formerTagKeys) {
        return new Policy(
                settings.externalManagedTags(),
                formerTagKeys,
                facts.backendSecurityGroupId(),
                true,
                true,
                settings.limits(facts.limits()));
    }

    private static Map<ObjectKey, Contribution> accepted(ManifestCompilation before) {
        Map<ObjectKey, Contribution> accepted = new HashMap<>();
        before.groups().forEach(group -> accepted.putAll(group.contributions()));
        return accepted;
    }

    /** A load balancer that exists keeps its subnets; the shared security group is there once anything uses it. */
    private static CloudFacts withMade(CloudFacts facts, List<Stack> made) {
        Map<String, List<CloudFacts.ExistingLoadBalancer>> existing = new HashMap<>(facts.existingLoadBalancers());
        made.forEach(stack -> {
            List<CloudFacts.ExistingLoadBalancer> balancers = CloudFacts.ExistingLoadBalancer.of(stack);
            if (!balancers.isEmpty()) {
                existing.put(stack.group().toString(), balancers);
            }
        });
        return facts.withExisting(existing, backend(facts, made.stream()));
    }

    private static @Nullable String backend(CloudFacts facts, Stream<Stack> made) {
        return facts.backendSecurityGroupId() == null && made.anyMatch(Stack::usesBackendSecurityGroup)
                ? new SecurityGroupStep.CreateBackendSecurityGroup().handle()
                : facts.backendSecurityGroupId();
    }
}
