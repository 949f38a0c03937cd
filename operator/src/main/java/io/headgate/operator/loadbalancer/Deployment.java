package io.headgate.operator.loadbalancer;

import io.headgate.core.cloud.Outcome;
import io.headgate.core.cloud.Outcome.FailedStep;
import io.headgate.core.compile.Compilation;
import io.headgate.core.contribution.Contribution;
import io.headgate.core.group.GroupInputs;
import io.headgate.core.plan.AddonStep;
import io.headgate.core.plan.Plan;
import io.headgate.core.stack.Certificate;
import io.headgate.operator.safety.Clearance;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one pass did.
 *
 * @param clearance what of the whole plan was allowed
 * @param notExecuted why the plan was only made; null when it was run
 */
record Deployment(
        GroupInputs inputs,
        Compilation compilation,
        Clearance clearance,
        Outcome outcome,
        @Nullable String notExecuted) {

    /** What was to be done; empty when nothing was, or when the group is frozen. */
    Plan plan() {
        return clearance.plan();
    }

    boolean executed() {
        return notExecuted == null;
    }

    /** Whether something is not removed because nobody approved it, or because it is in doubt. */
    boolean withheld() {
        return SafetyConditions.withheld(outcome).isPresent();
    }

    /** Whether what leaves the group is gone: protections of the load balancer do not keep anybody. */
    boolean settled() {
        return !compilation.frozen()
                && !withheld()
                && outcome.failures().stream().allMatch(failed -> failed.step() instanceof AddonStep)
                && (executed() || plan().isEmpty());
    }

    /** The failures that matter to a member: protections matter to those who ask for some. */
    List<FailedStep> failuresOf(Contribution contribution) {
        return outcome.failures().stream()
                .filter(failed -> !(failed.step() instanceof AddonStep)
                        || !contribution.loadBalancer().addons().isEmpty())
                .toList();
    }

    /** The requested certificates that no listener can use yet. */
    List<Certificate> pendingCertificates() {
        return compilation.stack().certificates().stream()
                .flatMap(wanted -> pendingCertificate(wanted).stream())
                .toList();
    }

    /** How a requested certificate fares, as long as it is not issued. */
    Optional<Certificate> pendingCertificate(Certificate wanted) {
        List<Certificate> found = outcome.observed().certificates().stream()
                .filter(present -> present.resource().equals(wanted.resource()))
                .toList();
        return found.stream().anyMatch(Certificate::issued)
                ? Optional.empty()
                : Optional.of(found.isEmpty() ? wanted : found.getLast());
    }

    /** Whether all that was asked for is there. */
    boolean complete() {
        return !compilation.frozen()
                && outcome.complete()
                && !withheld()
                && !clearance.replacementWaits()
                && (executed() || plan().isEmpty());
    }
}
