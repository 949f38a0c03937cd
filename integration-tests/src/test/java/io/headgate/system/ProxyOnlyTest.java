package io.headgate.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.IngressBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.IngressClassBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.headgate.core.settings.CompilerSettings;
import io.headgate.crds.elbv2.TargetGroupBinding;
import io.headgate.crds.elbv2.TargetGroupBindingSpec;
import io.headgate.crds.elbv2.TargetGroupBindingSpec.ServiceReference;
import io.headgate.crds.loadbalancer.LoadBalancer;
import io.headgate.operator.proxyclass.ProxyClassSettings;
import io.headgate.operator.runtime.OperatorRuntime;
import io.headgate.operator.runtime.RuntimeSettings;
import io.headgate.operator.serve.PortMapping;
import io.headgate.operator.watch.OidcSecrets;
import io.headgate.proxy.config.AddressMapping;
import java.net.InetAddress;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An operator that serves only the class of the proxy, in a cluster where aws-load-balancer-controller works. */
@Tag("system")
@ExtendWith(KubeApiServerExtension.class)
final class ProxyOnlyTest {

    private static final String OF_GROUP = "group.ingress.k8s.aws/shop";
    private static final String OF_INGRESS = "ingress.k8s.aws/resources";
    private static final String OF_BINDING = "elbv2.k8s.aws/resources";

    private final KubernetesClient client;
    private final Cluster cluster;

    ProxyOnlyTest(KubernetesClient client) {
        this.client = client;
        this.cluster = new Cluster(client);
    }

    @BeforeEach
    void prepare() {
        cluster.prepare();
        cluster.apply(new IngressClassBuilder()
                .withNewMetadata()
                .withName("proxy")
                .endMetadata()
                .withNewSpec()
                .withController("headgate.io/proxy")
                .endSpec()
                .build());
        cluster.namespace("shop");
        cluster.service("shop", "web");
        cluster.apply(left("grouped", OF_GROUP));
        cluster.apply(left("implicit", OF_INGRESS));
        cluster.apply(left("leaving", OF_INGRESS));
        cluster.delete("shop", "leaving");
        cluster.apply(binding());
    }

    @AfterEach
    void letEverythingGo() {
        List.of("grouped", "implicit", "leaving").forEach(this::letGo);
        cluster.delete("shop", "mine");
        client.resources(TargetGroupBinding.class)
                .inNamespace("shop")
                .withName("web")
                .edit(ProxyOnlyTest::unheld);
        client.resources(TargetGroupBinding.class)
                .inNamespace("shop")
                .withName("web")
                .delete();
        await("all Ingresses are gone").until(() -> cluster.ingresses().isEmpty());
    }

    @Test
    void servesItsClassAndTouchesNothingOfTheOther() {
        Map<String, String> before = cluster.versions();
        try (OidcSecrets secrets = new OidcSecrets(client, null);
                OperatorRuntime _ = OperatorRuntime.start(
                        client, Map.of(), CompilerSettings.defaults(""), proxyOnly(), secrets, Clock.systemUTC())) {
            cluster.apply(new IngressBuilder(Cluster.ingress("shop", "mine", "web", "/", Map.of()))
                    .editSpec()
                    .withIngressClassName("proxy")
                    .endSpec()
                    .build());
            cluster.awaitProgrammed("shop", "mine");
            await("the address is shown").until(() -> hasAddress("mine"));
        }

        assertThat(cluster.versions()).as("objects of the other").containsAllEntriesOf(before);
        assertThat(client.resources(LoadBalancer.class).list().getItems()).isEmpty();
        assertThat(cluster.condition("shop", "grouped", "Accepted")).isEmpty();
    }

    private static RuntimeSettings proxyOnly() {
        return RuntimeSettings.alone()
                .withProxyClass(new ProxyClassSettings(
                        new PortMapping(InetAddress.ofLiteral("127.46.0.1"), Map.of(), 8000),
                        AddressMapping.loopback(),
                        null));
    }

    /** An Ingress as the other controller holds it. */
    private static Ingress left(String name, String finalizer) {
        return new IngressBuilder(Cluster.ingress("shop", name, "web", "/", Map.of()))
                .editMetadata()
                .withFinalizers(finalizer)
                .endMetadata()
                .build();
    }

    private static TargetGroupBinding binding() {
        TargetGroupBinding binding = new TargetGroupBinding();
        binding.setMetadata(new ObjectMetaBuilder()
                .withNamespace("shop")
                .withName("web")
                .withFinalizers(OF_BINDING)
                .build());
        binding.setSpec(new TargetGroupBindingSpec(
                "arn:aws:elasticloadbalancing:us-west-2:123456789012:targetgroup/web/0d0d0d0d0d0d0d01",
                null,
                null,
                null,
                null,
                new ServiceReference("web", new IntOrString(80)),
                null,
                null,
                null,
                null,
                null,
                null));
        return binding;
    }

    private boolean hasAddress(String name) {
        return cluster.ingresses().stream()
                .filter(ingress -> ingress.getMetadata().getName().equals(name))
                .anyMatch(ingress ->
                        !ingress.getStatus().getLoadBalancer().getIngress().isEmpty());
    }

    private void letGo(String ingress) {
        client.network().v1().ingresses().inNamespace("shop").withName(ingress).edit(ProxyOnlyTest::unheld);
        cluster.delete("shop", ingress);
    }

    private static <T extends HasMetadata> T unheld(T object) {
        object.getMetadata().setFinalizers(List.of());
        return object;
    }
}
