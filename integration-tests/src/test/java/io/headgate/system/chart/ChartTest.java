package io.headgate.system.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.headgate.operator.dev.controlplane.ControlPlane;
import io.headgate.system.Checkout;
import io.headgate.system.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The chart: linted, rendered, and installed on a real API server beside what aws-load-balancer-controller leaves there. */
class ChartTest {

    private static final String OPERATOR = " --as=system:serviceaccount:headgate-system:headgate";

    private static Helm helm;
    private static ControlPlane controlPlane;

    @BeforeAll
    static void installBesideTheOther() throws Exception {
        helm = Helm.obtain();
        controlPlane = ControlPlane.start(System.out::println);
        kubectl("create -f crds/src/main/resources/crds/targetgroupbindings.elbv2.k8s.aws-v1.yml");
        kubectl("label crd targetgroupbindings.elbv2.k8s.aws app.kubernetes.io/name=aws-load-balancer-controller");
        kubectl("create -f examples/bookshop/00-namespaces.yaml"); // with IngressClass alb

        Shell.Result installed = helm.run(
                cluster(),
                "install headgate CHART --namespace headgate-system --create-namespace --set clusterName=lab"
                        + " --set region=us-west-2 --set vpcId=vpc-0a0a0a0a");
        assertThat(installed.exitCode()).as(installed.output()).isZero();
    }

    @AfterAll
    static void stop() {
        controlPlane.close();
    }

    @Test
    void lints() throws Exception {
        assertThat(helm.run(Map.of(), "lint --strict CHART --set clusterName=lab")
                        .exitCode())
                .isZero();
    }

    @Test
    void saysWhichValueIsMissing() throws Exception {
        Shell.Result rendered = helm.run(Map.of(), "template headgate CHART --kube-version 1.35.4");

        assertThat(rendered.exitCode()).isNotZero();
        assertThat(rendered.output()).contains("clusterName");
    }

    @Test
    void rendersTwoReplicasThatMayDoLittle() throws Exception {
        String deployment = kubectl("get deployment headgate -n headgate-system -o yaml");

        assertThat(deployment)
                .contains("replicas: 2", "runAsNonRoot: true", "readOnlyRootFilesystem: true", "path: /readyz")
                .contains("--cluster-name=lab", "--aws-region=us-west-2", "--aws-vpc-id=vpc-0a0a0a0a");
    }

    @Test
    void leavesTheOthersClassAndKindsAlone() throws Exception {
        assertThat(kubectl("get ingressclass -o name"))
                .contains("ingressclass.networking.k8s.io/alb", "ingressclass.networking.k8s.io/headgate");
        assertThat(kubectl("get crd targetgroupbindings.elbv2.k8s.aws --show-labels"))
                .contains("aws-load-balancer-controller");
        assertThat(kubectl("get crd -o name"))
                .contains("loadbalancers.headgate.io", "ingressreports.headgate.io", "ingressclassparams");
    }

    @ParameterizedTest
    @CsvSource({
        "list, ingresses.networking.k8s.io, yes",
        "patch, ingresses.networking.k8s.io/status, yes",
        "create, targetgroupbindings.elbv2.k8s.aws, yes",
        "patch, loadbalancers.headgate.io/status, yes",
        "watch, endpointslices.discovery.k8s.io, yes",
        "create, events, yes",
        "delete, ingresses.networking.k8s.io, no",
        "create, pods, no",
        "update, secrets, no",
        "create, deployments.apps, no",
        "escalate, clusterroles.rbac.authorization.k8s.io, no",
    })
    void theOperatorMayDoWhatItNeedsAndNoMore(String verb, String resource, String answer) throws Exception {
        Shell.Result result = Shell.run(
                Checkout.root(),
                cluster(),
                controlPlane.kubectl() + OPERATOR + " auth can-i " + verb + " " + resource + " -A");

        assertThat(result.output().strip()).endsWith(answer);
    }

    @Test
    void thePolicyIsValidAndNamesNoWildcardAction() throws Exception {
        JsonNode policy =
                new ObjectMapper().readTree(Files.readString(Checkout.root().resolve("helm/headgate/iam-policy.json")));
        Stream<JsonNode> actions = policy.path("Statement")
                .valueStream()
                .flatMap(statement -> statement.path("Action").isArray()
                        ? statement.path("Action").valueStream()
                        : Stream.of(statement.path("Action")));

        assertThat(actions.map(JsonNode::asText)).isNotEmpty().noneMatch(action -> action.contains("*"));
    }

    private static Map<String, String> cluster() {
        return Map.of("KUBECONFIG", controlPlane.kubeconfig().toString());
    }

    private static String kubectl(String arguments) throws IOException, InterruptedException {
        Shell.Result result = Shell.run(Checkout.root(), cluster(), controlPlane.kubectl() + " " + arguments);
        assertThat(result.exitCode()).as(result.output()).isZero();
        return result.output();
    }
}
