package io.headgate.system.corpus;

import com.fasterxml.jackson.databind.JsonNode;
import io.headgate.aws.AwsProvider;
import io.headgate.aws.client.AwsSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.InstantSource;
import java.util.Optional;

/** The account of a seed, as the operator's own provider sees it. */
final class SeedAccount {

    private SeedAccount() {}

    /** A provider that has read nothing yet. Every client secret is known to it. */
    static AwsProvider provider(URI endpoint, JsonNode seed) {
        AwsSettings account = AwsSettings.of(
                        seed.get("clusterName").asText(),
                        seed.get("region").asText(),
                        seed.get("vpc").get("id").asText())
                .withLocalEndpoint(endpoint);
        return AwsProvider.create(
                account, secret -> Optional.of("secret"), new SimpleMeterRegistry(), InstantSource.system());
    }
}
