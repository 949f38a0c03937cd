package io.headgate.operator.cli;

import io.headgate.core.settings.FeatureGate;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * Flags and feature gates of aws-load-balancer-controller that a command takes without effect, so that the arguments of a controller can
 * be passed on as they are. A flag that a command defines itself is none of these.
 */
final class ForeignFlags {
    private static final List<String> NAMES = List.of(
            "--alb-gateway-max-concurrent-reconciles",
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
            "--gateway-class-max-concurrent-reconciles",
            "--globalaccelerator-max-concurrent-reconciles",
            "--globalaccelerator-max-exponential-backoff-delay",
            "--health-probe-bind-addr",
            "--ingress-max-concurrent-reconciles",
            "--kube-ca-pem-filepath",
            "--kubeconfig",
            "--lb-stabilization-monitor-interval",
            "--leader-election-id",
            "--leader-election-namespace",
            "--load-balancer-class",
            "--log-level",
            "--max-targets-per-target-group",
            "--metrics-bind-addr",
            "--nlb-gateway-max-concurrent-reconciles",
            "--quic-environment-variable-name",
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
            "--webhook-key-file");

    private static final Set<FeatureGate> GATES = EnumSet.of(
            FeatureGate.WEIGHTED_TARGET_GROUPS,
            FeatureGate.ENABLE_SERVICE_CONTROLLER,
            FeatureGate.NLB_HEALTH_CHECK_ADVANCED_CONFIG,
            FeatureGate.NLB_SECURITY_GROUP,
            FeatureGate.NLB_GATEWAY_API,
            FeatureGate.ALB_GATEWAY_API,
            FeatureGate.GATEWAY_LISTENER_SET,
            FeatureGate.SERVICE_TYPE_LOAD_BALANCER_ONLY,
            FeatureGate.ENABLE_TCPUDP_LISTENER,
            FeatureGate.ENABLE_RGTAPI,
            FeatureGate.GLOBAL_ACCELERATOR_CONTROLLER,
            FeatureGate.ALB_TARGET_CONTROL_AGENT,
            FeatureGate.INGRESS_PLAN_ANNOTATION);

    private ForeignFlags() {}

    /** Lets a command take the flags that it does not know itself. */
    static void addTo(CommandLine command) {
        CommandSpec spec = command.getCommandSpec();
        NAMES.stream()
                .filter(name -> !spec.optionsMap().containsKey(name))
                .forEach(name -> spec.addOption(OptionSpec.builder(name)
                        .hidden(true)
                        .arity("0..1")
                        .type(String.class)
                        .fallbackValue("true")
                        .paramLabel("VALUE")
                        .build()));
    }

    /** What of a command's arguments has no effect, as written; in order of the arguments, gates last. */
    static List<String> given(ParseResult parsed, Set<String> gates) {
        Stream<String> flags = parsed.matchedOptions().stream()
                .filter(ArgSpec::hidden)
                .map(OptionSpec::longestName)
                .filter(NAMES::contains);
        Stream<String> idle = GATES.stream().map(FeatureGate::key).filter(gates::contains);
        return Stream.concat(flags.distinct(), idle.map(gate -> "--feature-gates=" + gate))
                .toList();
    }
}
