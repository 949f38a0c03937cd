package io.headgate.operator.cleanup;

import io.headgate.aws.AwsProvider;
import io.headgate.core.cloud.CloudException;
import io.headgate.core.cloud.CloudProvider;
import io.headgate.core.cloud.Outcome;
import io.headgate.core.group.GroupId;
import io.headgate.core.plan.CertificateStep;
import io.headgate.core.plan.LoadBalancerStep;
import io.headgate.core.plan.Plan;
import io.headgate.core.plan.PlannedStep;
import io.headgate.core.plan.Planner;
import io.headgate.core.plan.Policy;
import io.headgate.core.plan.Risk;
import io.headgate.core.stack.Certificate;
import io.headgate.core.stack.LoadBalancer;
import io.headgate.core.stack.Stack;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Removes groups from an account by what their tags say alone: no object of the cluster is asked, nothing has to be valid. Goes by the
 * plan of the operator for a group that wants nothing, so it may be stopped after any call and begun again. For one thread.
 */
final class Removal {

    private static final String PROTECTION = "deletion_protection.enabled";

    private final AwsProvider account;
    private final boolean disableProtection;
    private final Progress progress;

    Removal(AwsProvider account, boolean disableProtection, Progress progress) {
        this.account = account;
        this.disableProtection = disableProtection;
        this.progress = progress;
    }

    private record Planned(GroupId group, Stack observed, Plan plan) {}

    /** Removes groups, as far as that is possible now. Gives what stands in the way. */
    List<Blocked> remove(Collection<GroupId> groups) {
        List<Blocked> blocked = new ArrayList<>();
        List<Planned> plans = new ArrayList<>();
        for (GroupId group : groups) {
            try {
                plan(group, blocked).ifPresent(plans::add);
            } catch (CloudException failed) {
                blocked.add(Blocked.by("group " + group, failed.failure()));
            }
        }
        progress.expect(
                plans.stream().mapToInt(each -> each.plan().steps().size()).sum());
        plans.forEach(each -> execute(each, blocked));
        return blocked;
    }

    private Optional<Planned> plan(GroupId group, List<Blocked> blocked) {
        Stack observed = account.observe(Stack.empty(group));
        List<LoadBalancer> guarded =
                observed.loadBalancers().stream().filter(Removal::isProtected).toList();
        if (!guarded.isEmpty() && !disableProtection) {
            guarded.forEach(balancer -> blocked.add(new Blocked(
                    "load balancer " + balancer.name() + " of group " + group,
                    "it is protected from deletion, and with it the whole group stays: give"
                            + " --disable-deletion-protection, or switch its protection off",
                    Blocked.Kind.PROTECTED)));
            return Optional.empty();
        }
        Plan removal = Planner.plan(Stack.empty(group), unprotected(observed), Policy.defaults(null));
        return Optional.of(new Planned(group, observed, prefixed(removal, guarded)));
    }

    private static boolean isProtected(LoadBalancer balancer) {
        return "true".equals(balancer.attributes().get(PROTECTION));
    }

    private static Stack unprotected(Stack observed) {
        return observed.withLoadBalancers(observed.loadBalancers().stream()
                .map(balancer ->
                        isProtected(balancer) ? balancer.withAttributes(Map.of(PROTECTION, "false")) : balancer)
                .toList());
    }

    /** The plan, after the steps that end the protection of these load balancers. */
    private static Plan prefixed(Plan plan, List<LoadBalancer> guarded) {
        List<PlannedStep> steps = new ArrayList<>();
        for (LoadBalancer balancer : guarded) {
            String arn = Objects.requireNonNull(balancer.arn(), "an observed load balancer has an ARN");
            steps.add(new PlannedStep(
                    steps.size() + 1,
                    new LoadBalancerStep.ModifyLoadBalancerAttributes(arn, Map.of(PROTECTION, "false")),
                    Set.of(),
                    Risk.NONE));
        }
        int first = steps.size();
        Set<Integer> before = steps.stream().map(PlannedStep::number).collect(Collectors.toSet());
        for (PlannedStep planned : plan.steps()) {
            Set<Integer> after =
                    planned.after().stream().map(number -> number + first).collect(Collectors.toSet());
            after.addAll(before);
            steps.add(new PlannedStep(planned.number() + first, planned.step(), after, planned.risk()));
        }
        return new Plan(plan.group(), steps);
    }

    private void execute(Planned planned, List<Blocked> blocked) {
        Plan plan = withoutRecords(planned, blocked) ? planned.plan() : keepingCertificates(planned.plan());
        Outcome outcome = account.execute(plan, planned.observed(), CloudProvider.BindingWriter.NONE, step -> {
            progress.step(step.step().call() + " " + step.step().handle());
            return Optional.empty();
        });
        outcome.failures()
                .forEach(failed -> blocked.add(
                        Blocked.by(failed.step().call() + " " + failed.step().handle(), failed.failure())));
    }

    private boolean withoutRecords(Planned planned, List<Blocked> blocked) {
        Set<String> certificates = planned.observed().certificates().stream()
                .map(Certificate::arn)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        try {
            account.teardown().removeValidationRecords(certificates, progress::aside);
            return true;
        } catch (CloudException failed) {
            blocked.add(Blocked.by("validation records of group " + planned.group(), failed.failure()));
            return false;
        }
    }

    /** Only the certificates tell which records are theirs. */
    private static Plan keepingCertificates(Plan plan) {
        return new Plan(
                plan.group(),
                plan.steps().stream()
                        .filter(planned -> !(planned.step() instanceof CertificateStep.DeleteCertificate))
                        .toList());
    }
}
