package io.headgate.core.contribution;

import io.headgate.core.finding.Finding;
import io.headgate.core.settings.CompilerSettings;

/**
 * Looks in what one member gives for what AWS would refuse, but aws-load-balancer-controller passes on. Only what takes effect is looked
 * at: an annotation that something else overrides refuses nobody.
 */
final class AwsLimitCheck {
    private static final String REFUSED_BY_AWS = "RefusedByAws";

    private AwsLimitCheck() {}

    /** Reports to the findings of the scope, as the settings want it. */
    static void check(MemberScope scope, Contribution contribution) {
        MemberScope trial = scope.onTrial();
        new LoadBalancerLimits(trial, contribution).check();
        new ListenerLimits(trial, contribution).check();
        contribution.targets().forEach(part -> new TargetGroupLimits(trial, part).check());
        new ActionLimits(trial, contribution).check();
        new ConditionLimits(trial).check();
        new TransformLimits(trial).check();
        new AuthenticationLimits(trial, contribution).check();
        new FrontendLimits(trial, contribution.frontend()).check();
        trial.findings().all().forEach(finding -> scope.findings().accept(told(finding, scope.settings())));
    }

    private static Finding told(Finding finding, CompilerSettings settings) {
        if (finding.severity() != Finding.Severity.ERROR) {
            return finding;
        }
        return switch (settings.awsLimits()) {
            case REFUSE ->
                new Finding(
                        finding.severity(),
                        finding.object(),
                        finding.field(),
                        finding.reason(),
                        finding.message() + "; AWS refuses that",
                        finding.remedy());
            case REPORT ->
                new Finding(
                        Finding.Severity.WARNING,
                        finding.object(),
                        finding.field(),
                        REFUSED_BY_AWS,
                        finding.message() + "; AWS will refuse that",
                        finding.remedy());
        };
    }
}
