package io.headgate.system.corpus;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.headgate.aws.AwsProvider;
import io.headgate.aws.client.AwsSettings;
import io.headgate.core.cloud.ClientSecrets;
import io.headgate.core.settings.CompilerSettings;
import io.headgate.core.settings.FeatureGate;
import io.headgate.operator.cli.OperatorFlags;
import io.headgate.operator.loadbalancer.gate.GateSettings;
import io.headgate.operator.runtime.RuntimeSettings;
import io.headgate.operator.runtime.Tuning;
import io.headgate.system.RunningOperator;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** The account of a seed, as the operator's own provider sees it. */
final class SeedAccount {

    private static final Duration NEVER = Duration.ofHours(1);

    private SeedAccount() {}

    /** The operator on that account. While a case lasts it reads no health and does not look again by itself. */
    static RunningOperator operator(KubernetesClient client, URI endpoint, JsonNode seed, List<String> flags) {
        return RunningOperator.start(
                client,
                secrets -> provider(endpoint, seed, flags, secrets),
                OperatorFlags.parse(flags, seed.get("clusterName").asText()),
                new RuntimeSettings(null, null, null, null, null, NEVER, NEVER, null, true, null, Tuning.DEFAULT)
                        .withGates(GateSettings.NONE));
    }

    /** A provider that has read nothing yet. Every client secret is known to it. */
    static AwsProvider provider(URI endpoint, JsonNode seed, List<String> flags) {
        return provider(endpoint, seed, flags, secret -> Optional.of("secret"));
    }

    private static AwsProvider provider(URI endpoint, JsonNode seed, List<String> flags, ClientSecrets secrets) {
        CompilerSettings settings =
                OperatorFlags.parse(flags, seed.get("clusterName").asText());
        AwsSettings account = AwsSettings.of(
                        seed.get("clusterName").asText(),
                        seed.get("region").asText(),
                        seed.get("vpc").get("id").asText())
                .withManagesCertificates(settings.enabled(FeatureGate.ENABLE_CERTIFICATE_MANAGEMENT))
                .withLocalEndpoint(endpoint);
        return AwsProvider.create(account, secrets, new SimpleMeterRegistry(), InstantSource.system());
    }
}
