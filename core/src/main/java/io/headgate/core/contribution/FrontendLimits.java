package io.headgate.core.contribution;

import io.headgate.core.annotation.AnnotationKey;
import io.headgate.core.annotation.AnnotationReader;
import io.headgate.core.annotation.Limit;
import io.headgate.core.contribution.Contribution.FrontendPort;
import io.headgate.core.contribution.Contribution.FrontendWish;
import java.util.List;

/** What AWS refuses of the network load balancer in front, for a member that enables it itself. */
final class FrontendLimits {
    private static final List<AnnotationKey> KEYS = List.of(
            AnnotationKey.FRONTEND_NLB_EIP_ALLOCATIONS,
            AnnotationKey.FRONTEND_NLB_HEALTHCHECK_PATH,
            AnnotationKey.FRONTEND_NLB_HEALTHCHECK_INTERVAL_SECONDS,
            AnnotationKey.FRONTEND_NLB_HEALTHCHECK_TIMEOUT_SECONDS,
            AnnotationKey.FRONTEND_NLB_HEALTHCHECK_HEALTHY_THRESHOLD_COUNT,
            AnnotationKey.FRONTEND_NLB_HEALTHCHECK_UNHEALTHY_THRESHOLD_COUNT,
            AnnotationKey.FRONTEND_NLB_HEALTHCHECK_SUCCESS_CODES,
            AnnotationKey.FRONTEND_NLB_ATTRIBUTES,
            AnnotationKey.FRONTEND_NLB_TAGS);
    private static final Limit.Range PORTS = new Limit.Range(1, 65535);

    private final AnnotationReader annotations;
    private final FrontendWish wish;

    FrontendLimits(MemberScope scope, FrontendWish wish) {
        this.annotations = scope.annotations();
        this.wish = wish;
    }

    void check() {
        if (!Boolean.TRUE.equals(wish.enabled())) {
            return;
        }
        KEYS.forEach(annotations::checkLimit);
        wish.ports().forEach(this::checkPort);
    }

    private void checkPort(FrontendPort port) {
        if (port.port() < PORTS.least() || port.port() > PORTS.most()) {
            annotations.invalid(
                    AnnotationKey.FRONTEND_NLB_LISTENER_PORT_MAPPING,
                    "has the port " + port.port() + ", which is not from 1 to 65535");
        }
        Integer interval = port.healthCheck().intervalSeconds();
        Integer timeout = port.healthCheck().timeoutSeconds();
        if (interval != null && timeout != null && timeout >= interval) {
            annotations.invalid(
                    AnnotationKey.FRONTEND_NLB_HEALTHCHECK_TIMEOUT_SECONDS,
                    "is " + timeout + ", which is not less than the interval of " + interval);
        }
    }
}
