package io.headgate.operator.cli;

import io.headgate.core.group.Instance;
import io.headgate.operator.predecessor.LeaseName;
import io.headgate.operator.runtime.RuntimeSettings;
import io.headgate.operator.telemetry.BindAddress;
import io.headgate.operator.telemetry.Logging;
import io.headgate.operator.watch.NamedSecrets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/**
 * The flags of the operator that decide how it runs, under the names of aws-load-balancer-controller where the meaning is the same. Each is
 * also an environment variable: {@code --log-level} is {@code HEADGATE_LOG_LEVEL} (see {@link EnvironmentDefaults}).
 */
final class RuntimeFlags {

    @Option(
            names = "--kubeconfig",
            paramLabel = "FILE",
            description =
                    "How to reach the API server; by default KUBECONFIG, ~/.kube/config, or the pod's own account")
    @Nullable
    Path kubeconfig;

    @Option(names = "--watch-namespace", paramLabel = "NAME", description = "Only look at this namespace")
    @Nullable
    String watchNamespace;

    @Option(
            names = "--metrics-bind-addr",
            paramLabel = "ADDRESS",
            defaultValue = ":8080",
            converter = BindAddressConverter.class,
            description = "Where /metrics is served, 0 for nowhere (default: ${DEFAULT-VALUE})")
    BindAddressConverter.Choice metrics = new BindAddressConverter.Choice(Optional.of(new BindAddress("", 8080)));

    @Option(
            names = "--health-probe-bind-addr",
            paramLabel = "ADDRESS",
            defaultValue = ":61779",
            converter = BindAddressConverter.class,
            description = "Where /livez and /readyz are served, 0 for nowhere (default: ${DEFAULT-VALUE})")
    BindAddressConverter.Choice health = new BindAddressConverter.Choice(Optional.of(new BindAddress("", 61779)));

    @Option(
            names = "--enable-leader-election",
            arity = "0..1",
            fallbackValue = "true",
            defaultValue = "true",
            converter = GoBooleanConverter.class,
            description = "Let replicas agree on one that acts (default: ${DEFAULT-VALUE})")
    boolean enableLeaderElection = true;

    @Option(
            names = "--leader-election-id",
            paramLabel = "NAME",
            defaultValue = "headgate-leader",
            description = "Name of the lease (default: ${DEFAULT-VALUE})")
    String leaderElectionId = "headgate-leader";

    @Option(
            names = "--leader-election-namespace",
            paramLabel = "NAME",
            defaultValue = "kube-system",
            description = "Namespace of the lease (default: ${DEFAULT-VALUE})")
    String leaderElectionNamespace = "kube-system";

    @Option(
            names = "--lbc-leader-election-id",
            paramLabel = "NAME",
            defaultValue = "aws-load-balancer-controller-leader",
            description =
                    "Lease of aws-load-balancer-controller: while it is renewed, groups of its class are only observed;"
                            + " empty to look for none (default: ${DEFAULT-VALUE})")
    String lbcLeaderElectionId = LeaseName.DEFAULT.name();

    @Option(
            names = "--lbc-leader-election-namespace",
            paramLabel = "NAME",
            defaultValue = "kube-system",
            description = "Namespace of that lease (default: ${DEFAULT-VALUE})")
    String lbcLeaderElectionNamespace = LeaseName.DEFAULT.namespace();

    @Option(
            names = "--sync-period",
            paramLabel = "DURATION",
            defaultValue = "10m",
            converter = GoDurationConverter.class,
            description = "How often everything is looked at again (default: ${DEFAULT-VALUE})")
    Duration syncPeriod = Duration.ofMinutes(10);

    @Option(
            names = "--targetgroupbinding-requeue-duration",
            paramLabel = "DURATION",
            defaultValue = "15s",
            converter = GoDurationConverter.class,
            description = "How soon the health of new targets is looked at (default: ${DEFAULT-VALUE})")
    Duration targetHealthInterval = Duration.ofSeconds(15);

    @Option(
            names = "--required-secrets-label",
            paramLabel = "KEY=VALUE",
            converter = SecretsLabelConverter.class,
            description = "Only Secrets with this label may be used for OpenID Connect; the others are not even read")
    NamedSecrets.@Nullable Label requiredSecretsLabel;

    @Option(
            names = "--log-level",
            paramLabel = "LEVEL",
            defaultValue = "info",
            description = "info or debug (default: ${DEFAULT-VALUE})")
    Logging.Level logLevel = Logging.Level.INFO;

    @Option(
            names = "--log-format",
            paramLabel = "FORMAT",
            defaultValue = "json",
            description = "json or text (default: ${DEFAULT-VALUE})")
    Logging.Format logFormat = Logging.Format.JSON;

    @Mixin
    AwsFlags awsFlags = new AwsFlags();

    @Mixin
    TuningFlags tuningFlags = new TuningFlags();

    @Mixin
    SafetyFlags safetyFlags = new SafetyFlags();

    @Mixin
    GateFlags gateFlags = new GateFlags();

    @Mixin
    ProxyClassFlags proxyClassFlags = new ProxyClassFlags();

    @Mixin
    WebhookFlags webhookFlags = new WebhookFlags();

    /** Reads {@code key=value}; an empty text asks for no label. */
    static final class SecretsLabelConverter implements ITypeConverter<NamedSecrets.@Nullable Label> {
        @Override
        public NamedSecrets.@Nullable Label convert(String text) {
            int equals = text.indexOf('=');
            if (!text.isEmpty() && equals < 1) {
                throw new TypeConversionException("expected KEY=VALUE, was \"" + text + "\"");
            }
            return text.isEmpty()
                    ? null
                    : new NamedSecrets.Label(text.substring(0, equals), text.substring(equals + 1));
        }
    }

    RuntimeSettings settings(Instance instance) {
        return new RuntimeSettings(
                watchNamespace == null || watchNamespace.isEmpty() ? null : watchNamespace,
                enableLeaderElection
                        ? new RuntimeSettings.LeaderElection(
                                InstanceDefaults.lease(leaderElectionId, instance), leaderElectionNamespace)
                        : null,
                instance.named() ? null : predecessor(),
                metrics.address().orElse(null),
                health.address().orElse(null),
                syncPeriod,
                targetHealthInterval,
                proxyClassFlags.settings(),
                webhookFlags.enablePodReadinessGateInject,
                webhookFlags.settings(),
                tuningFlags.tuning(),
                safetyFlags.settings(),
                gateFlags.settings());
    }

    boolean servesProxyClass() {
        return proxyClassFlags.enableProxyClass;
    }

    boolean servesWebhooks() {
        return webhookFlags.enableWebhooks;
    }

    /** Null to look for none. */
    private @Nullable LeaseName predecessor() {
        return lbcLeaderElectionId.isEmpty() ? null : new LeaseName(lbcLeaderElectionNamespace, lbcLeaderElectionId);
    }

    /** Whether this operator's own Lease was taken for that of another controller. */
    boolean wouldObserveItself() {
        return enableLeaderElection && new LeaseName(leaderElectionNamespace, leaderElectionId).equals(predecessor());
    }
}
