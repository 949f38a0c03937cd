package io.headgate.operator.loadbalancer;

import io.headgate.core.cluster.ObjectKey;
import io.headgate.core.contribution.Contribution;
import io.headgate.core.group.GroupInputs;
import io.headgate.crds.report.IngressReportStatus;
import io.headgate.operator.watch.ClusterView;
import io.headgate.operator.watch.ReportObject;
import java.util.HashMap;
import java.util.Map;

/** What was last accepted of each member, as its report keeps it. */
final class LastAccepted {

    private final ClusterView view;

    LastAccepted(ClusterView view) {
        this.view = view;
    }

    Map<ObjectKey, Contribution> of(GroupInputs inputs) {
        Map<ObjectKey, Contribution> accepted = new HashMap<>();
        for (GroupInputs.Member member : inputs.members()) {
            ObjectKey key = member.ingress().key();
            view.reports
                    .get(key)
                    .map(ReportObject::status)
                    .map(IngressReportStatus::acceptedContribution)
                    .flatMap(ContributionJson::read)
                    .ifPresent(contribution -> accepted.put(key, contribution));
        }
        return accepted;
    }
}
