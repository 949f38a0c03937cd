package io.headgate.benchmark;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionStatus;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.headgate.operator.dev.controlplane.ControlPlane;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A real API server on loopback with two nodes, two Services in a namespace, and our kinds. Closing it leaves nothing. */
public final class ApiServer implements AutoCloseable {

    private static final List<String> DEFINITIONS = List.of(
            "ingressclassparams.elbv2.k8s.aws",
            "targetgroupbindings.elbv2.k8s.aws",
            "loadbalancers.headgate.io",
            "ingressreports.headgate.io");

    private final ControlPlane controlPlane;
    private final KubernetesClient client;

    private ApiServer(ControlPlane controlPlane, KubernetesClient client) {
        this.controlPlane = controlPlane;
        this.client = client;
    }

    public static ApiServer start() {
        ControlPlane controlPlane = ControlPlane.start(System.err::println);
        KubernetesClient client = new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(controlPlane.kubeconfigYaml()))
                .build();
        ApiServer server = new ApiServer(controlPlane, client);
        boolean ready = false;
        try {
            DEFINITIONS.forEach(server::define);
            server.load("/io/headgate/benchmark/cluster.yaml");
            ready = true;
            return server;
        } finally {
            if (!ready) {
                server.close();
            }
        }
    }

    private void define(String definition) {
        load("/crds/" + definition + "-v1.yml");
        client.apiextensions()
                .v1()
                .customResourceDefinitions()
                .withName(definition)
                .waitUntilCondition(ApiServer::established, 30, TimeUnit.SECONDS);
    }

    private static boolean established(@Nullable CustomResourceDefinition definition) {
        return Optional.ofNullable(definition)
                .map(CustomResourceDefinition::getStatus)
                .map(CustomResourceDefinitionStatus::getConditions)
                .stream()
                .flatMap(List::stream)
                .anyMatch(condition -> condition.getType().equals("Established")
                        && condition.getStatus().equals("True"));
    }

    private void load(String name) {
        try (InputStream yaml = resource(name)) {
            client.load(yaml).create();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the account of the nodes holds, for the simulator. */
    public static String seed() {
        try (InputStream seed = resource("/io/headgate/operator/dev/seed.json")) {
            return new String(seed.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream resource(String name) {
        return Objects.requireNonNull(ApiServer.class.getResourceAsStream(name), name);
    }

    /** As the administrator. */
    public KubernetesClient client() {
        return client;
    }

    /** The environment of a program that is to find it without a kubeconfig, as in a Pod. */
    public Map<String, String> environment() {
        Config config = client.getConfiguration();
        return Map.of(
                "KUBERNETES_MASTER",
                config.getMasterUrl(),
                "KUBERNETES_CERTS_CA_DATA",
                config.getCaCertData(),
                "KUBERNETES_AUTH_TOKEN",
                Objects.requireNonNullElse(config.getOauthToken(), config.getAutoOAuthToken()),
                "KUBERNETES_AUTH_TRYKUBECONFIG",
                "false");
    }

    @Override
    public void close() {
        client.close();
        controlPlane.close();
    }
}
