package io.headgate.operator.explain;

import io.headgate.core.cluster.Ingress;
import io.headgate.core.cluster.ObjectKey;
import io.headgate.core.finding.Finding;
import io.headgate.core.target.TargetHealth;
import io.headgate.crds.loadbalancer.LoadBalancerStatus;
import io.headgate.crds.loadbalancer.LoadBalancerStatus.PendingStep;
import io.headgate.crds.report.IngressReportStatus;
import io.headgate.crds.report.IngressReportStatus.ReportRule;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of an Ingress.
 *
 * @param report null as long as no operator wrote one
 * @param findings of a compilation just now, or those of the report if there was none
 * @param rules those that it has or is to have, in order of evaluation
 * @param balancer null if there is none, or it is not known
 * @param pending steps that are to be done: planned just now, or those of the status
 * @param unread why the account could not be asked; empty if it could, or was not
 * @param lines who may reach what, a sentence each
 */
record Evidence(
        Ingress ingress,
        Place place,
        @Nullable IngressReportStatus report,
        List<Finding> findings,
        List<ReportRule> rules,
        @Nullable Balancer balancer,
        List<PendingStep> pending,
        List<Targets> targets,
        List<Certificate> certificates,
        List<String> lines,
        List<Event> events,
        String unread) {

    Evidence {
        findings = List.copyOf(findings);
        rules = List.copyOf(rules);
        pending = List.copyOf(pending);
        targets = List.copyOf(targets);
        certificates = List.copyOf(certificates);
        lines = List.copyOf(lines);
        events = List.copyOf(events);
    }

    /** Where the Ingress belongs. */
    sealed interface Place {
        /** No class of ours. */
        record Foreign() implements Place {}

        /** It wants to be ours, but nobody can tell where. */
        record Refused(Finding finding) implements Place {}

        /**
         * In a group.
         *
         * @param object name of the LoadBalancer object
         * @param deleting whether that is being deleted
         * @param status null as long as there is none
         */
        record InGroup(
                String group,
                String object,
                boolean deleting,
                @Nullable LoadBalancerStatus status) implements Place {}
    }

    /** @param state as AWS has it, such as {@code provisioning} or {@code active}; empty if only the status tells of it */
    record Balancer(String name, String hostname, String scheme, String state) {}

    /**
     * A target group with the endpoints that should be its targets.
     *
     * @param name as in AWS; empty as long as it does not exist
     * @param service namespace and name; empty for one that no Service of the cluster is behind
     * @param ready endpoints of the Service that are ready
     * @param endpoints all endpoints of the Service
     * @param targets as AWS tells; empty also when it was not asked
     * @param asked whether AWS was
     * @param reachable whether some security group of nodes lets the load balancer in; null when that is not known
     */
    record Targets(
            String resource,
            String name,
            @Nullable ObjectKey service,
            int ready,
            int endpoints,
            List<TargetHealth> targets,
            boolean asked,
            @Nullable Boolean reachable) {
        Targets {
            targets = List.copyOf(targets);
        }

        long healthy() {
            return targets.stream()
                    .filter(each -> each.state().equals("healthy"))
                    .count();
        }
    }

    /** @param status as ACM has it; empty if it was not asked */
    record Certificate(String arn, List<String> names, String status) {
        Certificate {
            names = List.copyOf(names);
        }
    }

    /** @param last when it happened last; null if it does not say */
    record Event(
            String type,
            String reason,
            String message,
            int count,
            @Nullable Instant last) {}
}
