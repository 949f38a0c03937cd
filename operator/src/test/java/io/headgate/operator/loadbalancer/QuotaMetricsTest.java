package io.headgate.operator.loadbalancer;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.utils.Serialization;
import io.headgate.crds.loadbalancer.LoadBalancer;
import io.headgate.operator.watch.LoadBalancerObject;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.junit.jupiter.api.Test;

/** Metrics of quotas follow the status of the LoadBalancers. */
final class QuotaMetricsTest {

    private static final String OBJECT = """
            apiVersion: headgate.io/v1alpha1
            kind: LoadBalancer
            metadata: {name: aws-shops}
            spec: {provider: aws, group: shops, controller: ingress.k8s.aws/alb}
            status:
              quotas:
            """;

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final QuotaMetrics metrics = new QuotaMetrics(registry);

    @Test
    void tellsWhatAGroupUses_asLongAsItIsThere() {
        LoadBalancerObject before =
                object("{name: rules, used: 40, limit: 100}", "{name: targets, used: 2, limit: 1000}");
        LoadBalancerObject after = object("{name: rules, used: 41, limit: 200}");

        metrics.changed(null, before);
        assertThat(registry.scrape())
                .contains("headgate_quota_used{group=\"shops\",quota=\"rules\"} 40")
                .contains("headgate_quota_limit{group=\"shops\",quota=\"rules\"} 100")
                .contains("headgate_quota_used{group=\"shops\",quota=\"targets\"} 2");

        metrics.changed(before, after);
        assertThat(registry.scrape())
                .contains("headgate_quota_used{group=\"shops\",quota=\"rules\"} 41")
                .contains("headgate_quota_limit{group=\"shops\",quota=\"rules\"} 200")
                .doesNotContain("targets");

        metrics.changed(after, null);
        assertThat(registry.scrape()).doesNotContain("shops");
    }

    private static LoadBalancerObject object(String... quotas) {
        return LoadBalancerObject.read(
                Serialization.unmarshal(OBJECT + "  - " + String.join("\n  - ", quotas), LoadBalancer.class));
    }
}
