package io.headgate.system;

import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingWebhook;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingWebhookBuilder;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingWebhookConfigurationBuilder;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.RuleWithOperations;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.RuleWithOperationsBuilder;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingWebhook;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingWebhookBuilder;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingWebhookConfigurationBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.headgate.operator.telemetry.BindAddress;
import io.headgate.operator.webhook.WebhookSettings;
import java.time.Duration;
import java.util.List;

/** What the chart tells the API server of the webhooks, with a port of this process in place of a Service. */
final class WebhookConfigurations {

    static final String NAME = "headgate-webhook";
    static final String NAMESPACE = "kube-system";

    private final String url;

    private WebhookConfigurations(String url) {
        this.url = url;
    }

    /** Webhooks on any port of loopback, by a certificate of their own that is looked at often. */
    static WebhookSettings settings(WebhookSettings.Policy policy) {
        return new WebhookSettings(
                new BindAddress("127.0.0.1", 0),
                null,
                new WebhookSettings.Managed(NAMESPACE, NAME, List.of("127.0.0.1")),
                policy,
                Duration.ofMillis(200));
    }

    static void install(KubernetesClient client, int port) {
        WebhookConfigurations webhooks = new WebhookConfigurations("https://127.0.0.1:" + port);
        client.resource(new MutatingWebhookConfigurationBuilder()
                        .withNewMetadata()
                        .withName(NAME)
                        .endMetadata()
                        .withWebhooks(webhooks.pods(), webhooks.completion())
                        .build())
                .create();
        client.resource(new ValidatingWebhookConfigurationBuilder()
                        .withNewMetadata()
                        .withName(NAME)
                        .endMetadata()
                        .withWebhooks(
                                webhooks.validating("networking.k8s.io", "v1", "ingresses", "networking-v1-ingress"),
                                webhooks.validating(
                                        "elbv2.k8s.aws",
                                        "v1beta1",
                                        "ingressclassparams",
                                        "elbv2-k8s-aws-v1beta1-ingressclassparams"),
                                webhooks.validating(
                                        "elbv2.k8s.aws",
                                        "v1beta1",
                                        "targetgroupbindings",
                                        "elbv2-k8s-aws-v1beta1-targetgroupbinding"))
                        .build())
                .create();
    }

    static void remove(KubernetesClient client) {
        client.admissionRegistration()
                .v1()
                .mutatingWebhookConfigurations()
                .withName(NAME)
                .delete();
        client.admissionRegistration()
                .v1()
                .validatingWebhookConfigurations()
                .withName(NAME)
                .delete();
    }

    private MutatingWebhook pods() {
        return new MutatingWebhookBuilder()
                .withName("pods.headgate.io")
                .withNewClientConfig()
                .withUrl(url + "/mutate-v1-pod")
                .endClientConfig()
                .withRules(rule("", "v1", "pods", "CREATE"))
                .withNewNamespaceSelector()
                .addToMatchLabels("elbv2.k8s.aws/pod-readiness-gate-inject", "enabled")
                .endNamespaceSelector()
                .withFailurePolicy("Ignore")
                .withSideEffects("None")
                .withAdmissionReviewVersions("v1")
                .build();
    }

    private MutatingWebhook completion() {
        return new MutatingWebhookBuilder()
                .withName("targetgroupbindings.headgate.io")
                .withNewClientConfig()
                .withUrl(url + "/mutate-elbv2-k8s-aws-v1beta1-targetgroupbinding")
                .endClientConfig()
                .withRules(rule("elbv2.k8s.aws", "v1beta1", "targetgroupbindings", "CREATE", "UPDATE"))
                .withFailurePolicy("Ignore")
                .withSideEffects("None")
                .withAdmissionReviewVersions("v1")
                .build();
    }

    private ValidatingWebhook validating(String group, String version, String resource, String path) {
        return new ValidatingWebhookBuilder()
                .withName(resource + ".headgate.io")
                .withNewClientConfig()
                .withUrl(url + "/validate-" + path)
                .endClientConfig()
                .withRules(rule(group, version, resource, "CREATE", "UPDATE"))
                .withFailurePolicy("Ignore")
                .withSideEffects("None")
                .withAdmissionReviewVersions("v1")
                .build();
    }

    private static RuleWithOperations rule(String group, String version, String resource, String... operations) {
        return new RuleWithOperationsBuilder()
                .withApiGroups(group)
                .withApiVersions(version)
                .withResources(resource)
                .withOperations(operations)
                .build();
    }
}
