package io.headgate.core.contribution;

import io.headgate.core.annotation.AnnotationKey;
import io.headgate.core.annotation.AnnotationReader;
import io.headgate.core.annotation.Limit;
import io.headgate.core.annotation.TagRules;
import io.headgate.core.cluster.Service;
import io.headgate.core.contribution.Contribution.TargetPart;
import io.headgate.core.stack.TargetGroup;
import io.headgate.core.stack.TargetGroup.HealthCheck;
import io.headgate.core.stack.TargetGroup.Matcher;
import java.util.List;

/** What AWS refuses of a target group: health check, attributes, tags, ports (CreateTargetGroup). */
final class TargetGroupLimits {
    private static final Limit GRPC_CODES = new Limit.Codes(new Limit.Range(0, 99));
    private static final Limit PORTS = new Limit.Choice(List.of(), List.of(new Limit.Range(1, 65535)));

    private final MemberScope scope;
    private final TargetPart part;

    TargetGroupLimits(MemberScope scope, TargetPart part) {
        this.scope = scope;
        this.part = part;
    }

    void check() {
        scope.service(part.binding().serviceName()).ifPresent(this::check);
    }

    private void check(Service service) {
        AnnotationReader annotations = scope.annotations(service);
        List.of(
                        AnnotationKey.HEALTHCHECK_PATH,
                        AnnotationKey.HEALTHCHECK_INTERVAL_SECONDS,
                        AnnotationKey.HEALTHCHECK_TIMEOUT_SECONDS,
                        AnnotationKey.HEALTHY_THRESHOLD_COUNT,
                        AnnotationKey.UNHEALTHY_THRESHOLD_COUNT,
                        AnnotationKey.TARGET_GROUP_ATTRIBUTES)
                .forEach(annotations::checkLimit);
        annotations.checkLimit(
                AnnotationKey.TARGET_CONTROL_PORT,
                service.key().name() + "." + part.binding().servicePort().asWritten());
        checkHealthCheck(part.targetGroup().healthCheck(), annotations);
        checkTags(service);
    }

    private void checkHealthCheck(HealthCheck healthCheck, AnnotationReader annotations) {
        if (!healthCheck.port().equals(HealthChecks.TRAFFIC_PORT)) {
            PORTS.complaints(healthCheck.port())
                    .forEach(complaint -> annotations.invalid(AnnotationKey.HEALTHCHECK_PORT, complaint.reason()));
        }
        if (healthCheck.timeoutSeconds() >= healthCheck.intervalSeconds()) {
            annotations.invalid(
                    AnnotationKey.HEALTHCHECK_TIMEOUT_SECONDS,
                    "is " + healthCheck.timeoutSeconds() + ", which is not less than the interval of "
                            + healthCheck.intervalSeconds());
        }
        Matcher matcher = healthCheck.matcher();
        if (matcher != null) {
            checkCodes(matcher, annotations);
        }
    }

    private static void checkCodes(Matcher matcher, AnnotationReader annotations) {
        switch (matcher) {
            case Matcher.HttpCode ignored -> annotations.checkLimit(AnnotationKey.SUCCESS_CODES);
            case Matcher.GrpcCode(String codes) ->
                GRPC_CODES
                        .complaints(codes)
                        .forEach(complaint -> annotations.invalid(AnnotationKey.SUCCESS_CODES, complaint.reason()));
        }
    }

    private void checkTags(Service service) {
        scope.annotationsOf(service).checkLimit(AnnotationKey.TAGS);
        TargetGroup group = part.targetGroup();
        if (group.tags().size() > TagRules.MOST) {
            scope.annotationsOf(service)
                    .invalid(
                            AnnotationKey.TAGS,
                            "and what is added to them make " + group.tags().size() + " tags; a resource has at most "
                                    + TagRules.MOST);
        }
    }
}
