package io.headgate.aws;

import io.headgate.aws.facts.FactsReader;
import io.headgate.core.quota.Quota;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.Arrays;

/**
 * How much of its limits the whole account uses, as {@code headgate.quota.used} and {@code headgate.quota.limit} without a group. Of other
 * clusters and users it is what was there when everything was read last.
 */
final class AccountMetrics {

    private AccountMetrics() {}

    static void register(FactsReader facts, MeterRegistry registry) {
        Arrays.stream(Quota.values()).filter(Quota::ofAccount).forEach(quota -> {
            Tags tags = Tags.of("group", "", "quota", quota.key());
            Gauge.builder(
                            "headgate.quota.used",
                            facts,
                            reader -> reader.ofAccount().used(quota))
                    .description("How much of a limit of the account is used")
                    .tags(tags)
                    .register(registry);
            Gauge.builder(
                            "headgate.quota.limit",
                            facts,
                            reader -> reader.ofAccount().limits().of(quota))
                    .description("The limit of the account")
                    .tags(tags)
                    .register(registry);
        });
    }
}
