package io.headgate.operator.cli;

import java.util.List;
import picocli.CommandLine.Option;

/**
 * Flags of aws-load-balancer-controller that decide nothing about what is built: concurrency, endpoints, webhooks and the like. A command
 * that works offline takes them without effect, so that the arguments of a controller can be passed on as they are.
 */
final class OnlineFlags {

    @Option(
            names = {
                "--aws-api-endpoints",
                "--aws-api-throttle",
                "--aws-max-retries",
                "--aws-vpc-tag-key",
                "--aws-vpc-tags",
                "--disable-ingress-class-annotation",
                "--disable-ingress-group-name-annotation",
                "--enable-endpoint-slices",
                "--enable-leader-election",
                "--enable-pod-readiness-gate-inject",
                "--health-probe-bind-addr",
                "--ingress-max-concurrent-reconciles",
                "--kubeconfig",
                "--lb-stabilization-monitor-interval",
                "--leader-election-id",
                "--leader-election-namespace",
                "--load-balancer-class",
                "--log-level",
                "--max-targets-per-target-group",
                "--metrics-bind-addr",
                "--required-secrets-label",
                "--service-max-concurrent-reconciles",
                "--service-target-eni-security-group-tags",
                "--sync-period",
                "--targetgroupbinding-max-concurrent-reconciles",
                "--targetgroupbinding-max-exponential-backoff-delay",
                "--targetgroupbinding-requeue-duration",
                "--watch-namespace",
                "--webhook-bind-port",
                "--webhook-cert-dir",
                "--webhook-cert-file",
                "--webhook-key-file"
            },
            hidden = true,
            arity = "0..1",
            fallbackValue = "true",
            paramLabel = "VALUE")
    List<String> withoutEffect = List.of();
}
