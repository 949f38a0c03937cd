package io.headgate.operator.cli;

import io.headgate.operator.telemetry.BindAddress;
import io.headgate.operator.webhook.WebhookSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whether and how the API server may ask the operator before it stores objects. */
final class WebhookFlags {

    private static final Duration LOOK_AT_CERTIFICATE = Duration.ofSeconds(10);

    @Option(
            names = "--enable-webhooks",
            arity = "0..1",
            fallbackValue = "true",
            defaultValue = "false",
            converter = GoBooleanConverter.class,
            description = "Serve admission webhooks (default: ${DEFAULT-VALUE})")
    boolean enableWebhooks;

    @Option(
            names = "--webhook-bind-port",
            paramLabel = "PORT",
            defaultValue = "9443",
            description = "Where webhooks are served (default: ${DEFAULT-VALUE})")
    int webhookBindPort = 9443;

    @Option(
            names = "--webhook-bind-host",
            paramLabel = "HOST",
            defaultValue = "",
            description = "Address that webhooks are served at; by default all")
    String webhookBindHost = "";

    @Option(
            names = "--webhook-cert-dir",
            paramLabel = "FOLDER",
            description =
                    "Where somebody else keeps the certificate of the webhooks; by default it is made and renewed here")
    @Nullable
    Path webhookCertDir;

    @Option(
            names = "--webhook-cert-file",
            paramLabel = "NAME",
            defaultValue = "tls.crt",
            description = "Name of the certificate in that folder (default: ${DEFAULT-VALUE})")
    String webhookCertFile = "tls.crt";

    @Option(
            names = "--webhook-key-file",
            paramLabel = "NAME",
            defaultValue = "tls.key",
            description = "Name of the key in that folder (default: ${DEFAULT-VALUE})")
    String webhookKeyFile = "tls.key";

    @Option(
            names = "--webhook-namespace",
            paramLabel = "NAME",
            defaultValue = "kube-system",
            description = "Namespace of the Service of the webhooks and of the Secret with their certificate"
                    + " (default: ${DEFAULT-VALUE})")
    String webhookNamespace = "kube-system";

    @Option(
            names = "--webhook-name",
            paramLabel = "NAME",
            defaultValue = "headgate-webhook",
            description = "Name of that Service and Secret, and of both webhook configurations"
                    + " (default: ${DEFAULT-VALUE})")
    String webhookName = "headgate-webhook";

    @Option(
            names = "--enable-pod-readiness-gate-inject",
            arity = "0..1",
            fallbackValue = "true",
            defaultValue = "true",
            converter = GoBooleanConverter.class,
            description = "Let new pods of labelled namespaces wait for their targets (default: ${DEFAULT-VALUE})")
    boolean enablePodReadinessGateInject = true;

    @Option(
            names = "--disable-ingress-class-annotation",
            arity = "0..1",
            fallbackValue = "true",
            defaultValue = "false",
            converter = GoBooleanConverter.class,
            description = "Refuse new use of kubernetes.io/ingress.class (default: ${DEFAULT-VALUE})")
    boolean disableIngressClassAnnotation;

    @Option(
            names = "--disable-ingress-group-name-annotation",
            arity = "0..1",
            fallbackValue = "true",
            defaultValue = "false",
            converter = GoBooleanConverter.class,
            description = "Refuse new use of alb.ingress.kubernetes.io/group.name (default: ${DEFAULT-VALUE})")
    boolean disableIngressGroupNameAnnotation;

    /** Null when webhooks are not served. */
    @Nullable
    WebhookSettings settings() {
        return enableWebhooks
                ? new WebhookSettings(
                        new BindAddress(webhookBindHost, webhookBindPort),
                        files(),
                        new WebhookSettings.Managed(webhookNamespace, webhookName, List.of()),
                        new WebhookSettings.Policy(
                                enablePodReadinessGateInject,
                                !disableIngressClassAnnotation,
                                !disableIngressGroupNameAnnotation),
                        LOOK_AT_CERTIFICATE)
                : null;
    }

    private WebhookSettings.@Nullable Files files() {
        return webhookCertDir == null
                ? null
                : new WebhookSettings.Files(
                        webhookCertDir.resolve(webhookCertFile), webhookCertDir.resolve(webhookKeyFile));
    }
}
