package io.headgate.operator.cli;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.headgate.aws.AwsProvider;
import io.headgate.aws.client.AwsSettings;
import io.headgate.core.cloud.ClientSecrets;
import io.headgate.core.cloud.CloudProvider;
import io.headgate.core.settings.CompilerSettings;
import io.headgate.operator.proxyclass.ProxyClass;
import io.headgate.operator.runtime.OperatorRuntime;
import io.headgate.operator.telemetry.Logging;
import io.headgate.operator.watch.OidcSecrets;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code headgate operator}: runs until it is told to stop or another replica takes over. */
@Command(name = "operator", description = "Run the operator", mixinStandardHelpOptions = true)
final class OperatorCommand implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(OperatorCommand.class);

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private OperatorFlags flags = new OperatorFlags();

    @Mixin
    private RuntimeFlags runtimeFlags = new RuntimeFlags();

    @Override
    public Integer call() {
        requireSomethingToServe();
        requireOneProviderForEachClass();
        requireUnnamedForProxy();
        AwsSettings aws = flags.servesAws() ? runtimeFlags.awsFlags.settings(flags, spec) : null;
        Logging.configure(runtimeFlags.logLevel, runtimeFlags.logFormat);
        requireLeaseOfItsOwn();
        CompilerSettings settings = flags.settings(aws == null ? "" : aws.clusterName());
        flags.withoutEffect().forEach(flag -> LOG.info("{} has no effect here", flag));
        Clock clock = Clock.systemUTC();
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        CompletableFuture<ClientSecrets> known = new CompletableFuture<>();
        try (Termination termination = Termination.install();
                Meanwhile<Account> account = Meanwhile.make(
                        () -> Account.open(aws, secret -> known.join().clientSecret(secret), registry, clock),
                        Account::close);
                KubernetesClient client = OperatorClient.create(runtimeFlags.kubeconfig);
                OidcSecrets secrets = new OidcSecrets(client, runtimeFlags.requiredSecretsLabel)) {
            known.complete(secrets);
            try (OperatorRuntime runtime = OperatorRuntime.start(
                    client,
                    account.get().providers(),
                    settings,
                    runtimeFlags.settings(flags.instance),
                    secrets,
                    registry,
                    clock)) {
                return termination.await(runtime.leadershipLost());
            }
        }
    }

    /** What AWS serves, if anything. */
    private record Account(@Nullable AwsProvider provider) {

        static Account open(
                @Nullable AwsSettings settings, ClientSecrets secrets, PrometheusMeterRegistry registry, Clock clock) {
            return new Account(settings == null ? null : AwsProvider.create(settings, secrets, registry, clock));
        }

        Map<String, CloudProvider> providers() {
            return provider == null ? Map.of() : Map.of("aws", provider);
        }

        void close() {
            if (provider != null) {
                provider.close();
            }
        }
    }

    private void requireSomethingToServe() {
        if (flags.servesAws()) {
            return;
        }
        if (!runtimeFlags.servesProxyClass()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--controllers is empty, so nothing is served; name a controller, or give --enable-proxy-class");
        }
        if (runtimeFlags.servesWebhooks()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--enable-webhooks is for what AWS serves, but --controllers is empty; leave one of them away");
        }
    }

    private void requireOneProviderForEachClass() {
        if (flags.controllers.contains(ProxyClass.CONTROLLER)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--controllers names what is served by AWS, and " + ProxyClass.CONTROLLER
                            + " is not; use --enable-proxy-class");
        }
    }

    private void requireUnnamedForProxy() {
        if (flags.instance.named() && runtimeFlags.servesProxyClass()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--enable-proxy-class is for the operator without --instance; leave one of them away");
        }
    }

    private void requireLeaseOfItsOwn() {
        if (runtimeFlags.wouldObserveItself()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--leader-election-id and --lbc-leader-election-id name the same lease; choose another for Headgate");
        }
    }
}
