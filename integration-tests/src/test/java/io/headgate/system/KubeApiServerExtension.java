package io.headgate.system;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.headgate.operator.dev.controlplane.ControlPlane;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives each test class a fresh kube-apiserver with etcd and the custom resource definitions in place. Tests take a {@link KubernetesClient}
 * or the {@link ControlPlane} as parameter. There are no controllers: nothing collects garbage or finishes namespaces.
 */
public final class KubeApiServerExtension implements BeforeAllCallback, AfterAllCallback, ParameterResolver {

    private static final ExtensionContext.Namespace STORE =
            ExtensionContext.Namespace.create(KubeApiServerExtension.class);

    private static final List<String> DEFINITIONS = List.of(
            "ingressclassparams.elbv2.k8s.aws-v1.yml",
            "targetgroupbindings.elbv2.k8s.aws-v1.yml",
            "loadbalancers.headgate.io-v1.yml",
            "ingressreports.headgate.io-v1.yml");

    /** How long tests wait for anything at most, unless they say so: a busy machine is no reason to fail. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Override
    public void beforeAll(ExtensionContext context) {
        Awaitility.setDefaultTimeout(PATIENCE);
        ControlPlane controlPlane = ControlPlane.start(line -> System.out.println("control plane: " + line));
        KubernetesClient client = client(controlPlane);
        installAll(client);
        ExtensionContext.Store store = context.getStore(STORE);
        store.put(ControlPlane.class, controlPlane);
        store.put(KubernetesClient.class, client);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        ExtensionContext.Store store = context.getStore(STORE);
        Objects.requireNonNull(store.remove(KubernetesClient.class, KubernetesClient.class))
                .close();
        Objects.requireNonNull(store.remove(ControlPlane.class, ControlPlane.class))
                .close();
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == KubernetesClient.class || type == ControlPlane.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return Objects.requireNonNull(
                context.getStore(STORE).get(parameter.getParameter().getType()));
    }

    static KubernetesClient client(ControlPlane controlPlane) {
        return new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(controlPlane.kubeconfigYaml()))
                .build();
    }

    static void installAll(KubernetesClient client) {
        DEFINITIONS.forEach(definition -> install(client, definition));
    }

    private static void install(KubernetesClient client, String definition) {
        try (InputStream yaml = KubeApiServerExtension.class.getResourceAsStream("/crds/" + definition)) {
            client.load(Objects.requireNonNull(yaml, definition)).serverSideApply();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String name = definition.replace("-v1.yml", "");
        client.apiextensions()
                .v1()
                .customResourceDefinitions()
                .withName(name)
                .waitUntilCondition(KubeApiServerExtension::established, 30, TimeUnit.SECONDS);
    }

    private static boolean established(@Nullable CustomResourceDefinition definition) {
        return definition != null
                && definition.getStatus() != null
                && definition.getStatus().getConditions() != null
                && definition.getStatus().getConditions().stream()
                        .anyMatch(condition -> condition.getType().equals("Established")
                                && condition.getStatus().equals("True"));
    }
}
