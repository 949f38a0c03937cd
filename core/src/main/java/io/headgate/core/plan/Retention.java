package io.headgate.core.plan;

import io.headgate.core.naming.TrackingTags;
import io.headgate.core.stack.Certificate;
import io.headgate.core.stack.Listener;
import io.headgate.core.stack.LoadBalancer;
import io.headgate.core.stack.Rule;
import io.headgate.core.stack.SecurityGroup;
import io.headgate.core.stack.Stack;
import io.headgate.core.stack.TargetGroup;
import io.headgate.core.stack.TargetGroupBinding;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Plans how a group gives away what it has: all of it stays and serves, and nothing says any more that it is ours. What was given away
 * already is not seen again, so the plan goes on wherever it was stopped; the load balancers come last, since all else hangs on them.
 */
public final class Retention {

    private final Draft draft = new Draft();

    private Retention() {}

    /** The steps by which everything of a group becomes its users' own. */
    public static Plan of(Stack observed) {
        Retention retention = new Retention();
        observed.bindings().forEach(retention::give);
        observed.certificates().forEach(retention::give);
        observed.securityGroups().forEach(retention::give);
        observed.targetGroups().forEach(retention::give);
        observed.loadBalancers().forEach(retention::give);
        return new Plan(observed.group(), retention.draft.steps());
    }

    /** It goes on to follow the endpoints, as one made by hand. */
    private void give(TargetGroupBinding binding) {
        Map<String, String> labels = binding.labels().entrySet().stream()
                .filter(label -> !TrackingTags.isStackLabel(label.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        if (!labels.equals(binding.labels())) {
            draft.add(new BindingStep.ApplyTargetGroupBinding(binding.withLabels(labels)), Risk.NONE, Set.of());
        }
    }

    private void give(Certificate certificate) {
        Set<String> keys = tracking(certificate.tags());
        if (!keys.isEmpty()) {
            draft.add(
                    new CertificateStep.RemoveTagsFromCertificate(present(certificate.arn()), keys),
                    Risk.NONE,
                    draft.since(1));
        }
    }

    private void give(SecurityGroup group) {
        Set<String> keys = tracking(group.tags());
        if (!keys.isEmpty()) {
            draft.add(new SecurityGroupStep.DeleteTags(present(group.id()), keys), Risk.NONE, draft.since(1));
        }
    }

    private void give(TargetGroup group) {
        give(group.arn(), group.tags());
    }

    private void give(LoadBalancer balancer) {
        for (Listener listener : balancer.listeners()) {
            for (Rule rule : listener.rules()) {
                give(rule.arn(), rule.tags());
            }
            give(listener.arn(), listener.tags());
        }
        give(balancer.arn(), balancer.tags());
    }

    private void give(@Nullable String arn, Map<String, String> tags) {
        Set<String> keys = tracking(tags);
        if (!keys.isEmpty()) {
            draft.add(new TagStep.RemoveTags(present(arn), keys), Risk.NONE, draft.since(1));
        }
    }

    private static Set<String> tracking(Map<String, String> tags) {
        return tags.keySet().stream().filter(TrackingTags::isTracking).collect(Collectors.toCollection(TreeSet::new));
    }

    private static String present(@Nullable String handle) {
        return Objects.requireNonNull(handle, "what was observed has an ARN or id");
    }
}
