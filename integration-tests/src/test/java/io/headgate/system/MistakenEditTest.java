package io.headgate.system;

import static io.headgate.system.Cluster.ingress;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.headgate.crds.report.IngressReport;
import io.headgate.simulator.AccountSnapshot;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A mistake in what is served already: all stays as it is, whether or not it is known what was accepted before. */
@Tag("system")
@ExtendWith(KubeApiServerExtension.class)
final class MistakenEditTest {

    /** What somebody types wrong. */
    enum Mistake {
        VALUE("alb.ingress.kubernetes.io/scheme", "sideways", "alb"),
        GROUP_NAME("alb.ingress.kubernetes.io/group.name", "no group!", "alb"),
        CLASS("example.com/note", "nothing to us", "nobody");

        private final String annotation;
        private final String value;
        private final String ingressClass;

        Mistake(String annotation, String value, String ingressClass) {
            this.annotation = annotation;
            this.value = value;
            this.ingressClass = ingressClass;
        }

        Ingress typed() {
            Ingress mistaken = ingress("shop", "web", "web", "/new", Map.of(annotation, value));
            mistaken.getSpec().setIngressClassName(ingressClass);
            return mistaken;
        }
    }

    private final KubernetesClient client;
    private final Cluster cluster;
    private final SimulatedAccount account = new SimulatedAccount();
    private RunningOperator operator;

    MistakenEditTest(KubernetesClient client) {
        this.client = client;
        this.cluster = new Cluster(client);
        this.operator = RunningOperator.start(client, account);
    }

    @BeforeEach
    void serve() {
        cluster.prepare();
        cluster.namespace("shop");
        cluster.service("shop", "web");
        cluster.apply(ingress("shop", "web", "web", "/old", Map.of()));
        cluster.awaitProgrammed("shop", "web");
        await("both nodes are targets").until(() -> account.targets() == 2);
    }

    @AfterEach
    void leaveNothing() {
        cluster.delete("shop", "web");
        await("the Ingress is gone").until(() -> cluster.ingresses().isEmpty());
        await("the account is empty").until(account::isEmpty);
        operator.close();
        account.close();
    }

    @ParameterizedTest
    @EnumSource
    void changesNothingUntilItIsPutRight(Mistake mistake) {
        AccountSnapshot before = account.now();
        account.calls().reset();

        cluster.apply(mistake.typed());

        assertThatItIsRefused();
        assertThatNothingChanged(before);
        assertThatItServesWhatIsRight();
    }

    @ParameterizedTest
    @EnumSource
    void changesNothingEvenIfNobodyKnowsWhatWasAccepted(Mistake mistake) {
        operator.close();
        client.resources(IngressReport.class)
                .inNamespace("shop")
                .withName("web")
                .delete();
        AccountSnapshot before = account.now();
        account.calls().reset();
        cluster.apply(mistake.typed());

        operator = RunningOperator.start(client, account);

        assertThatItIsRefused();
        assertThatNothingChanged(before);
        assertThatItServesWhatIsRight();
    }

    private void assertThatItIsRefused() {
        await("the edit is refused")
                .until(() -> cluster.condition("shop", "web", "Accepted")
                        .filter(condition -> condition.status().equals("False"))
                        .isPresent());
        String uid = cluster.ingresses().getFirst().getMetadata().getUid();
        await("its author is warned")
                .until(() -> cluster.events("shop", "web").stream()
                        .anyMatch(event -> event.getInvolvedObject().getUid().equals(uid)
                                && event.getType().equals("Warning")));
    }

    private void assertThatNothingChanged(AccountSnapshot before) {
        assertThat(account.calls().writes()).isEmpty();
        assertThat(account.now().loadBalancers()).isEqualTo(before.loadBalancers());
        assertThat(account.now().rules()).isEqualTo(before.rules());
    }

    private void assertThatItServesWhatIsRight() {
        cluster.apply(ingress("shop", "web", "web", "/new", Map.of()));
        await("the right path is served").until(() -> account.paths().equals(List.of("/new")));
        await("the edit is accepted")
                .until(() -> cluster.condition("shop", "web", "Accepted")
                        .filter(condition -> condition.status().equals("True"))
                        .isPresent());
        assertThat(account.loadBalancers()).hasSize(1);
    }
}
