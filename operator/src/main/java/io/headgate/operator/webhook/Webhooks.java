package io.headgate.operator.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.headgate.core.cloud.TargetRegistry;
import io.headgate.core.cluster.Ingress;
import io.headgate.core.group.ClassOwnership;
import io.headgate.core.settings.CompilerSettings;
import io.headgate.operator.translate.IngressReader;
import io.headgate.operator.watch.ClusterView;
import io.headgate.operator.webhook.certificate.CertificateKeeper;
import io.headgate.operator.webhook.certificate.CertificateSource;
import io.headgate.operator.webhook.certificate.ReloadingKeys;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/** The webhooks of one replica: every replica answers, the leader renews the certificate. Safe for use by many threads. */
public final class Webhooks implements AutoCloseable {

    public static final String PODS = "/mutate-v1-pod";
    public static final String BINDING_COMPLETION = "/mutate-elbv2-k8s-aws-v1beta1-targetgroupbinding";
    public static final String BINDINGS = "/validate-elbv2-k8s-aws-v1beta1-targetgroupbinding";
    public static final String CLASS_PARAMS = "/validate-elbv2-k8s-aws-v1beta1-ingressclassparams";
    public static final String INGRESSES = "/validate-networking-v1-ingress";

    private final WebhookServer server;
    private final CertificateKeeper certificate;

    private Webhooks(WebhookServer server, CertificateKeeper certificate) {
        this.server = server;
        this.certificate = certificate;
    }

    /**
     * What reviews are made with.
     *
     * @param ownerships of all providers: other Ingresses pass
     * @param targetGroups describes a target group by name or ARN
     */
    public record Surroundings(
            KubernetesClient client,
            ClusterView view,
            Collection<ClassOwnership> ownerships,
            CompilerSettings compiler,
            Function<String, TargetRegistry.Description> targetGroups) {

        public Surroundings {
            ownerships = List.copyOf(ownerships);
        }
    }

    /**
     * Begins to listen. The view must be warm.
     *
     * @throws java.io.UncheckedIOException if the address cannot be listened on
     */
    public static Webhooks start(WebhookSettings settings, Surroundings surroundings, InstantSource clock) {
        ReloadingKeys keys = new ReloadingKeys();
        WebhookServer server =
                WebhookServer.start(settings.address(), keys, reviewers(settings.policy(), surroundings));
        CertificateSource source = source(settings, surroundings.client(), clock);
        return new Webhooks(server, CertificateKeeper.start(source, keys, settings.lookAtCertificate()));
    }

    private static CertificateSource source(WebhookSettings settings, KubernetesClient client, InstantSource clock) {
        WebhookSettings.Files files = settings.files();
        if (files != null) {
            return CertificateSource.files(files.certificate(), files.key());
        }
        WebhookSettings.Managed managed = settings.managed();
        String service = managed.name() + "." + managed.namespace();
        List<String> hosts = Stream.concat(Stream.of(service + ".svc", service), managed.moreHosts().stream())
                .toList();
        return CertificateSource.managed(client, managed.namespace(), managed.name(), hosts, clock);
    }

    private static Map<String, Reviewer> reviewers(WebhookSettings.Policy policy, Surroundings with) {
        Map<String, Reviewer> reviewers = new LinkedHashMap<>();
        if (policy.readinessGates()) {
            reviewers.put(PODS, new GateInjection(with.view()));
        }
        reviewers.put(BINDING_COMPLETION, new BindingCompletion(with.targetGroups()));
        reviewers.put(BINDINGS, new BindingReview(with.view(), with.targetGroups()));
        reviewers.put(CLASS_PARAMS, new ClassParamsReview());
        reviewers.put(
                INGRESSES,
                new IngressReview(
                        with.view(),
                        new FreshClasses(with.client()),
                        with.ownerships(),
                        new IngressMistakes(with.compiler()),
                        policy,
                        ingressReader(with.client().getKubernetesSerialization())));
        return reviewers;
    }

    private static Function<JsonNode, Ingress> ingressReader(KubernetesSerialization serialization) {
        return node -> IngressReader.read(
                serialization.convertValue(node, io.fabric8.kubernetes.api.model.networking.v1.Ingress.class));
    }

    /** This replica renews the certificate from now on. */
    public void lead() {
        certificate.lead();
    }

    /** Where the server listens, also if the port was chosen freely. */
    public int port() {
        return server.port();
    }

    @Override
    public void close() {
        certificate.close();
        server.close();
    }
}
