package io.headgate.system;

import static io.headgate.system.Cluster.ingress;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.IngressBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.IngressClassBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.headgate.core.group.Instance;
import io.headgate.crds.elbv2.TargetGroupBinding;
import io.headgate.crds.loadbalancer.LoadBalancer;
import io.headgate.crds.report.IngressReport;
import io.headgate.simulator.AccountSnapshot;
import io.headgate.simulator.ec2.SecurityGroupRule;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two operators in one cluster, one of them with a name, each with classes of its own: neither touches what is the other's. */
@Tag("system")
@ExtendWith(KubeApiServerExtension.class)
final class InstancesTest {

    private static final String BLUE = "--instance=blue";
    private static final Map<String, String> IN_GROUP = Map.of("alb.ingress.kubernetes.io/group.name", "shops");

    private final KubernetesClient client;
    private final Cluster cluster;
    private final SimulatedAccount account = new SimulatedAccount();

    InstancesTest(KubernetesClient client) {
        this.client = client;
        this.cluster = new Cluster(client);
    }

    @BeforeEach
    void prepare() {
        cluster.prepare();
        cluster.apply(new IngressClassBuilder()
                .withNewMetadata()
                .withName("blue")
                .endMetadata()
                .withNewSpec()
                .withController("headgate.io/alb-blue")
                .endSpec()
                .build());
        cluster.namespace("shop");
        cluster.service("shop", "web");
        cluster.service("shop", "api");
    }

    @AfterEach
    void leaveNothing() {
        account.close();
        client.network()
                .v1()
                .ingresses()
                .inNamespace("shop")
                .list()
                .getItems()
                .forEach(left -> client.resource(left)
                        .edit(ingress -> new IngressBuilder(ingress)
                                .editMetadata()
                                .withFinalizers()
                                .endMetadata()
                                .build()));
    }

    @Test
    void groupsOfTheSameNameAreTwo() {
        try (RunningOperator _ = operator(account);
                RunningOperator _ = operator(account, BLUE)) {
            serveBoth();

            AccountSnapshot now = account.now();
            assertThat(account.loadBalancers()).hasSize(2).doesNotHaveDuplicates();
            assertThat(owned(now, "")).isNotEmpty();
            assertThat(owned(now, "blue")).isNotEmpty();
            assertThat(permissions(now))
                    .extracting(SecurityGroupRule::description)
                    .containsExactlyInAnyOrder("elbv2.k8s.aws/targetGroupBinding=shared", "headgate.io/instance=blue");
            assertThat(permissions(now)).extracting(SecurityGroupRule::peer).doesNotHaveDuplicates();
            assertThat(finalizers("web")).containsExactly("group.ingress.k8s.aws/shops");
            assertThat(finalizers("api")).containsExactly("blue.group.headgate.io/shops");
            drain("web", "api");
        }
        assertThat(account.isEmpty()).isTrue();
        assertThat(permissions(account.now())).isEmpty();
    }

    @Test
    void whatOneDoesLeavesTheOtherAsItIs() {
        try (RunningOperator _ = operator(account, BLUE)) {
            RunningOperator unnamed = operator(account);
            serveBoth();
            List<Object> blue = all("blue");

            cluster.apply(ingress("shop", "web", "web", "/changed", IN_GROUP));
            await("the edit is served").until(() -> account.paths().contains("/changed"));
            unnamed.close();
            unnamed = operator(account);
            cluster.apply(ingress("shop", "more", "web", "/more", IN_GROUP));
            cluster.awaitProgrammed("shop", "more");
            drain("web", "more");
            unnamed.close();

            assertThat(all("blue")).isEqualTo(blue);
            assertThat(owned(account.now(), "")).as("of the one that drained").isEmpty();
            drain("api");
        }
        assertThat(account.isEmpty()).isTrue();
    }

    @Test
    void whatTheOneWithANameDoesLeavesTheOtherAsItIs() {
        try (RunningOperator _ = operator(account)) {
            RunningOperator blue = operator(account, BLUE);
            serveBoth();
            List<Object> unnamed = all("");

            blue.close();
            blue = operator(account, BLUE);
            cluster.apply(blue(ingress("shop", "api", "api", "/changed", IN_GROUP)));
            await("the edit is served").until(() -> account.paths().contains("/changed"));
            drain("api");
            blue.close();

            assertThat(all("")).isEqualTo(unnamed);
            assertThat(owned(account.now(), "blue"))
                    .as("of the one that drained")
                    .isEmpty();
            drain("web");
        }
        assertThat(account.isEmpty()).isTrue();
    }

    @Test
    void anIngressMovesFromOneToTheOther() {
        try (RunningOperator _ = operator(account);
                RunningOperator _ = operator(account, BLUE)) {
            cluster.apply(ingress("shop", "web", "web", "/", Map.of()));
            cluster.awaitProgrammed("shop", "web");
            String before = account.loadBalancers().getFirst();

            cluster.apply(blue(ingress("shop", "web", "web", "/", Map.of())));

            await("only the other one serves it")
                    .until(() -> account.loadBalancers().size() == 1
                            && !account.loadBalancers().contains(before)
                            && owned(account.now(), "").isEmpty());
            String address = account.now().loadBalancers().getFirst().dnsName();
            await("its address is shown").until(() -> address(get("web")).equals(address));
            await("only the other one holds it")
                    .until(() -> finalizers("web").equals(List.of("blue.headgate.io/resources")));
            cluster.awaitProgrammed("shop", "web");
            drain("web");
        }
    }

    @Test
    void eachMayHaveAnAccountOfItsOwn() {
        try (SimulatedAccount other = new SimulatedAccount();
                RunningOperator _ = operator(account);
                RunningOperator _ = operator(other, BLUE)) {
            serveBoth();

            assertThat(owned(account.now(), "blue")).isEmpty();
            assertThat(owned(other.now(), "")).isEmpty();
            drain("web");
            assertThat(other.loadBalancers()).hasSize(1);
            drain("api");
            assertThat(other.isEmpty()).isTrue();
        }
    }

    private RunningOperator operator(SimulatedAccount where, String... flags) {
        return flags.length == 0
                ? RunningOperator.start(client, where)
                : RunningOperator.start(client, where, flags[0]);
    }

    /** An Ingress for each, in groups of the same name. */
    private void serveBoth() {
        cluster.apply(ingress("shop", "web", "web", "/web", IN_GROUP));
        cluster.apply(blue(ingress("shop", "api", "api", "/api", IN_GROUP)));
        for (String name : List.of("web", "api")) {
            cluster.awaitProgrammed("shop", name);
            await(name + " has healthy targets")
                    .until(() -> cluster.condition("shop", name, "TargetsHealthy")
                            .filter(condition -> condition.message().startsWith("2 of 2"))
                            .isPresent());
        }
    }

    private static Ingress blue(Ingress ingress) {
        return new IngressBuilder(ingress)
                .editSpec()
                .withIngressClassName("blue")
                .endSpec()
                .build();
    }

    private void drain(String... ingresses) {
        Stream.of(ingresses).forEach(name -> cluster.delete("shop", name));
        await("they are gone")
                .until(() -> cluster.ingresses().stream()
                        .noneMatch(left ->
                                Set.of(ingresses).contains(left.getMetadata().getName())));
        await("their groups are gone")
                .until(() -> client.resources(LoadBalancer.class).list().getItems().stream()
                        .noneMatch(object -> object.getMetadata().getDeletionTimestamp() != null));
    }

    /** All that an operator has, in the account and in the cluster, in the versions of now. */
    private List<Object> all(String instance) {
        return List.of(owned(account.now(), instance), versions(instance));
    }

    /** What carries the operator's tags, with what hangs on it. */
    private static Map<String, Object> owned(AccountSnapshot now, String instance) {
        Map<String, Object> owned = new TreeMap<>();
        now.tags().forEach((id, tags) -> {
            if (SimulatedAccount.CLUSTER.equals(tags.get("elbv2.k8s.aws/cluster"))
                    && instance.equals(tags.getOrDefault(Instance.KEY, ""))) {
                owned.put(id, new TreeMap<>(tags));
                owned.put(
                        id + " targets",
                        now.targetHealth().getOrDefault(id, Map.of()).keySet());
                owned.put(
                        id + " permissions",
                        new TreeSet<>(now.securityGroupRules().stream()
                                .filter(rule -> rule.groupId().equals(id))
                                .map(Object::toString)
                                .toList()));
            }
        });
        return owned;
    }

    /** Those of the nodes that an operator gave. */
    private static List<SecurityGroupRule> permissions(AccountSnapshot now) {
        return now.securityGroupRules().stream()
                .filter(rule -> rule.description().startsWith("elbv2.k8s.aws")
                        || rule.description().startsWith("headgate.io"))
                .toList();
    }

    private Map<String, String> versions(String instance) {
        Map<String, String> versions = new TreeMap<>();
        Stream.of(LoadBalancer.class, TargetGroupBinding.class, IngressReport.class)
                .flatMap(kind -> client.resources(kind).inAnyNamespace().list().getItems().stream())
                .map(HasMetadata.class::cast)
                .filter(object -> new Instance(instance).owns(labels(object)))
                .forEach(object -> versions.put(
                        object.getKind() + " " + object.getMetadata().getName(),
                        object.getMetadata().getResourceVersion()));
        return versions;
    }

    private static Map<String, String> labels(HasMetadata object) {
        Map<String, String> labels = object.getMetadata().getLabels();
        return labels == null ? Map.of() : labels;
    }

    private Ingress get(String name) {
        return client.network()
                .v1()
                .ingresses()
                .inNamespace("shop")
                .withName(name)
                .get();
    }

    private List<String> finalizers(String ingress) {
        return get(ingress).getMetadata().getFinalizers();
    }

    private static String address(Ingress ingress) {
        return ingress.getStatus().getLoadBalancer().getIngress().getFirst().getHostname();
    }
}
