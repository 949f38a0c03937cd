package io.headgate.benchmark;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionStatus;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.headgate.crds.report.IngressReport;
import io.headgate.operator.dev.controlplane.ControlPlane;
import io.headgate.simulator.AccountSnapshot;
import io.headgate.simulator.Simulator;
import io.headgate.simulator.SimulatorConfig;
import io.headgate.simulator.account.Timing;
import io.headgate.simulator.api.RecordedCall;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A real API server with two nodes and two Services, and an empty simulated account in which everything happens at once. All on
 * loopback; closing it leaves nothing.
 */
final class Testbed implements AutoCloseable {

    private static final List<String> DEFINITIONS = List.of(
            "ingressclassparams.elbv2.k8s.aws",
            "targetgroupbindings.elbv2.k8s.aws",
            "loadbalancers.headgate.io",
            "ingressreports.headgate.io");

    private final ControlPlane controlPlane;
    private final KubernetesClient client;
    private final Simulator simulator;

    private Testbed(ControlPlane controlPlane, KubernetesClient client, Simulator simulator) {
        this.controlPlane = controlPlane;
        this.client = client;
        this.simulator = simulator;
    }

    static Testbed start() throws IOException {
        Simulator simulator = Simulator.start(
                SimulatorConfig.DEFAULT.withSeed(seed()).withDataPlane(false).withTiming(Timing.INSTANT));
        ControlPlane controlPlane = ControlPlane.start(System.err::println);
        KubernetesClient client = new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(controlPlane.kubeconfigYaml()))
                .build();
        Testbed testbed = new Testbed(controlPlane, client, simulator);
        boolean ready = false;
        try {
            DEFINITIONS.forEach(testbed::define);
            testbed.load("/io/headgate/benchmark/cluster.yaml");
            ready = true;
            return testbed;
        } finally {
            if (!ready) {
                testbed.close();
            }
        }
    }

    private static String seed() throws IOException {
        try (InputStream seed = resource("/io/headgate/operator/dev/seed.json")) {
            return new String(seed.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private void define(String definition) {
        load("/crds/" + definition + "-v1.yml");
        client.apiextensions()
                .v1()
                .customResourceDefinitions()
                .withName(definition)
                .waitUntilCondition(Testbed::established, 30, TimeUnit.SECONDS);
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

    private static InputStream resource(String name) {
        return Objects.requireNonNull(Testbed.class.getResourceAsStream(name), name);
    }

    RunningOperator startOperator() {
        return RunningOperator.start(client, simulator.endpoint());
    }

    /** Applies objects as {@code kubectl apply --server-side} does. */
    void apply(List<? extends HasMetadata> objects) {
        for (HasMetadata object : objects) {
            client.resource(object).fieldManager("kubectl").forceConflicts().serverSideApply();
        }
    }

    void delete(Ingress ingress) {
        client.resource(ingress).delete();
    }

    /** Whether so many Ingresses have all that they ask for, healthy targets included. */
    boolean served(int ingresses) {
        return client.resources(IngressReport.class).inNamespace(Shop.NAMESPACE).list().getItems().stream()
                        .filter(Testbed::served)
                        .count()
                == ingresses;
    }

    private static boolean served(IngressReport report) {
        return report.getStatus() != null
                && report.getStatus().conditions().stream()
                                .filter(condition ->
                                        List.of("Programmed", "TargetsHealthy").contains(condition.type()))
                                .filter(condition -> condition.status().equals("True"))
                                .count()
                        == 2;
    }

    boolean hasNoIngress() {
        return client.network()
                .v1()
                .ingresses()
                .inAnyNamespace()
                .list()
                .getItems()
                .isEmpty();
    }

    AccountSnapshot account() {
        return simulator.account();
    }

    List<RecordedCall> calls() {
        return simulator.callLog().calls();
    }

    void forgetCalls() {
        simulator.callLog().reset();
    }

    @Override
    public void close() {
        client.close();
        controlPlane.close();
        simulator.close();
    }
}
