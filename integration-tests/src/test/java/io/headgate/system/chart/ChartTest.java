package io.headgate.system.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.operator.cli.HeadgateCommand;
import io.headgate.system.Shell;
import io.headgate.system.SimulatedAccount;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Tag;

/** The chart: linted, rendered, and installed on a real API server beside what aws-load-balancer-controller leaves there. */
class ChartTest {

    private static final String OPERATOR = "--as=system:serviceaccount:headgate-system:headgate";

    private static final String VALUES = "--set clusterName=lab --set region=us-west-2 --set vpcId=vpc-0a0a0a0a";

    private static InstalledChart chart;

    @TempDir
    Path folder;

    @BeforeAll
    static void installBesideTheOther() throws Exception {
        chart = InstalledChart.install(
                VALUES,
                "create -f crds/src/main/resources/crds/targetgroupbindings.elbv2.k8s.aws-v1.yml",
                "label crd targetgroupbindings.elbv2.k8s.aws app.kubernetes.io/name=aws-load-balancer-controller",
                "create -f examples/bookshop/00-namespaces.yaml"); // with IngressClass alb
    }

    @AfterAll
    static void stop() {
        chart.close();
    }

    @Test
    void lints() throws Exception {
        assertThat(chart.helm().run(Map.of(), "lint --strict CHART " + VALUES).exitCode())
                .isZero();
    }

    @Test
    void saysWhichValueIsMissing() throws Exception {
        Shell.Result rendered = chart.helm().run(Map.of(), "template headgate CHART --kube-version 1.35.4");

        assertThat(rendered.exitCode()).isNotZero();
        assertThat(rendered.output()).contains("clusterName");
    }

    @Test
    void asksTheInstanceForWhatIsNotGiven() throws Exception {
        Shell.Result rendered =
                chart.helm().run(Map.of(), "template headgate CHART --kube-version 1.35.4 --set clusterName=lab");

        assertThat(rendered.exitCode()).as(rendered.output()).isZero();
        assertThat(rendered.output()).contains("--cluster-name=lab").doesNotContain("--aws-region", "--aws-vpc-id");
    }

    @Test
    void needsNoAccountForTheProxyAlone() throws Exception {
        String alone = "template headgate CHART --kube-version 1.35.4 --set aws.enabled=false";
        Shell.Result rendered = chart.helm().run(Map.of(), alone + " --set proxy.enabled=true");

        assertThat(rendered.exitCode()).as(rendered.output()).isZero();
        assertThat(rendered.output())
                .contains("--controllers=", "--enable-proxy-class", "controller: headgate.io/proxy")
                .doesNotContain(
                        "--cluster-name", "--lbc-", "--enable-webhooks", "WebhookConfiguration", "headgate.io/alb");
        assertThat(chart.helm().run(Map.of(), alone).exitCode())
                .as("with nothing to serve")
                .isNotZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --set instance=blue                                    | name: headgate-blue        | --instance=blue
            --set instance=blue                                    | headgate.io/alb-blue       | --instance=blue
            --set instance=blue --set ingressClass.name=west       | name: west                 | --instance=blue
            --set instance=blue --set ingressClass.controller=x/y  | controller: x/y            | --controllers=x/y
            """)
    void rendersOneOfSeveralOperators(String values, String rendered, String argument) throws Exception {
        Shell.Result result =
                chart.helm().run(Map.of(), "template headgate CHART --kube-version 1.35.4 " + VALUES + " " + values);

        assertThat(result.exitCode()).as(result.output()).isZero();
        assertThat(result.output()).contains(rendered, argument);
    }

    @Test
    void refusesWhatIsNoNameOfAnOperator() throws Exception {
        Shell.Result result = chart.helm()
                .run(Map.of(), "template headgate CHART --kube-version 1.35.4 --set instance=Blue " + VALUES);

        assertThat(result.exitCode()).isNotZero();
        assertThat(result.output()).contains("/instance");
    }

    @Test
    void rendersTwoReplicasThatMayDoLittle() throws Exception {
        String deployment = chart.kubectl("get deployment headgate -n headgate-system -o yaml");

        assertThat(deployment)
                .contains("replicas: 2", "runAsNonRoot: true", "readOnlyRootFilesystem: true", "path: /readyz")
                .contains("--cluster-name=lab", "--aws-region=us-west-2", "--aws-vpc-id=vpc-0a0a0a0a");
    }

    @Test
    void servesNoClassOfTheProxyUnlessAskedTo() throws Exception {
        assertThat(chart.kubectl("get deployment headgate -n headgate-system -o yaml"))
                .doesNotContain("--enable-proxy-class");
        assertThat(chart.kubectl("get service -n headgate-system -o name")).doesNotContain("headgate-proxy");
    }

    @Test
    void bringsRequestsToTheProxyOfEachReplica() throws Exception {
        Shell.Result rendered = chart.helm()
                .run(Map.of(), "template headgate CHART --kube-version 1.35.4 --set proxy.enabled=true " + VALUES);

        assertThat(rendered.exitCode()).as(rendered.output()).isZero();
        assertThat(rendered.output())
                .contains("--enable-proxy-class", "--bind=0.0.0.0", "--listen=443=10443,80=10080", "@/app/proxy.flags")
                .contains("{name: proxy-443, containerPort: 10443}", "{name: metrics, containerPort: 8080}")
                .contains("{name: proxy-443, port: 443, targetPort: 10443}")
                .contains("controller: headgate.io/proxy");
    }

    @Test
    void leavesTheOthersClassAndKindsAlone() throws Exception {
        assertThat(chart.kubectl("get ingressclass -o name"))
                .contains("ingressclass.networking.k8s.io/alb", "ingressclass.networking.k8s.io/headgate");
        assertThat(chart.kubectl("get crd targetgroupbindings.elbv2.k8s.aws --show-labels"))
                .contains("aws-load-balancer-controller");
        assertThat(chart.kubectl("get crd -o name"))
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
        "patch, pods, no",
        "list, mutatingwebhookconfigurations.admissionregistration.k8s.io, no",
        "delete, ingresses.networking.k8s.io, no",
        "create, pods, no",
        "list, secrets, no",
        "create, deployments.apps, no",
        "escalate, clusterroles.rbac.authorization.k8s.io, no",
    })
    void theOperatorMayDoWhatItNeedsAndNoMore(String verb, String resource, String answer) throws Exception {
        Shell.Result result = chart.tryKubectl(OPERATOR + " auth can-i " + verb + " " + resource + " -A");

        assertThat(result.output().strip()).endsWith(answer);
    }

    @Test
    void drainsOnUninstallOnlyIfAskedTo() throws Exception {
        String template = "template headgate CHART --namespace headgate-system --kube-version 1.35.4 ";
        String asked = chart.helm()
                .run(Map.of(), template + VALUES + " --set instance=blue --set drainOnUninstall.enabled=true")
                .output();

        assertThat(chart.helm().run(Map.of(), template + VALUES).output()).doesNotContain("pre-delete");
        assertThat(asked)
                .contains("kind: Job", "helm.sh/hook: pre-delete", "resourceNames: [headgate]")
                .contains(
                        "- drain",
                        "- --yes",
                        "- --stop-operator=headgate-system/headgate",
                        "- --cluster-name=lab",
                        "- --instance=blue",
                        "- --timeout=10m");
    }

    @Test
    void theHookStopsTheOperatorBeforeItDrains() throws Exception {
        String hook = "template headgate CHART --namespace headgate-system --kube-version 1.35.4 --show-only"
                + " templates/drain.yaml --set drainOnUninstall.enabled=true " + VALUES + " --set clusterName="
                + SimulatedAccount.CLUSTER;
        String rendered = chart.helm().run(Map.of(), hook).output();
        Path manifest = Files.writeString(folder.resolve("hook.yaml"), rendered.substring(rendered.indexOf("---")));
        chart.kubectl("create -f " + manifest);
        Path kubeconfig = chart.kubeconfigOf("headgate", folder);
        try (SimulatedAccount account = new SimulatedAccount();
                ElasticLoadBalancingV2Client elb = account.elb()) {
            elb.createTargetGroup(request -> request.name("left")
                    .protocol("HTTP")
                    .port(80)
                    .vpcId(SimulatedAccount.VPC)
                    .tags(
                            tag("elbv2.k8s.aws/cluster", SimulatedAccount.CLUSTER),
                            tag("ingress.k8s.aws/stack", "shop")));
            List<String> arguments = new ArrayList<>(List.of(chart.kubectl(
                            "get job headgate-drain -n headgate-system -o jsonpath='{.spec.template.spec.containers[0].args[*]}'")
                    .split(" ")));
            arguments.remove("--aws-vpc-id=vpc-0a0a0a0a");
            arguments.addAll(List.of("--kubeconfig=" + kubeconfig, "--aws-endpoint-url=" + account.endpoint()));

            int exitCode = HeadgateCommand.run(arguments.toArray(String[]::new));

            assertThat(exitCode).isZero();
            assertThat(elb.describeTargetGroups().targetGroups()).isEmpty();
        }
        assertThat(chart.kubectl("get deployment headgate -n headgate-system -o jsonpath='{.spec.replicas}'"))
                .isEqualTo("0");
        chart.kubectl("scale deployment headgate -n headgate-system --replicas=2");
        chart.kubectl("delete -f " + manifest);
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }

    @Test
    void whenNobodyAnswersObjectsAreStored() throws Exception {
        assertThat(chart.kubectl("get mutatingwebhookconfigurations,validatingwebhookconfigurations -o yaml"))
                .contains("name: headgate-webhook", "path: /mutate-v1-pod", "path: /validate-networking-v1-ingress")
                .contains("failurePolicy: Ignore")
                .doesNotContain("failurePolicy: Fail");
        assertThat(chart.kubectl("get service headgate-webhook -n headgate-system -o yaml"))
                .contains("targetPort: webhook");
        assertThat(chart.tryKubectl(OPERATOR + " auth can-i update secrets/headgate-webhook -n headgate-system")
                        .output()
                        .strip())
                .endsWith("yes");
        assertThat(chart.tryKubectl(OPERATOR + " auth can-i get secrets/other -n headgate-system")
                        .output()
                        .strip())
                .endsWith("no");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --set webhooks.enabled=false                       | WebhookConfiguration
            --set webhooks.certificate.secretName=made-by-them | mutatingwebhookconfigurations
            --set webhooks.podReadinessGates.enabled=false     | /mutate-v1-pod
            """)
    void leavesOutWhatIsNotWanted(String value, String leftOut) throws Exception {
        Shell.Result rendered =
                chart.helm().run(Map.of(), "template headgate CHART --kube-version 1.35.4 " + VALUES + " " + value);

        assertThat(rendered.exitCode()).as(rendered.output()).isZero();
        assertThat(rendered.output()).doesNotContain(leftOut);
    }
}
