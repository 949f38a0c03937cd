package io.headgate.operator.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.headgate.core.cluster.ObjectKey;
import io.headgate.operator.explain.Explainer;
import io.headgate.operator.explain.Explanation;
import io.headgate.operator.preview.LiveCluster;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code headgate explain}. */
@Command(
        name = "explain",
        description = "Show on one screen what became of an Ingress, and what is wrong, the first cause first",
        mixinStandardHelpOptions = true)
final class ExplainCommand implements Callable<Integer> {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Parameters(index = "0", paramLabel = "NAMESPACE/INGRESS", description = "The Ingress")
    String ingress = "";

    @Option(names = "--offline", description = "Ask the API server only, not AWS: what the operator last noted")
    boolean offline;

    @Option(
            names = "-o",
            defaultValue = "text",
            paramLabel = "FORMAT",
            description = "What to print: ${COMPLETION-CANDIDATES}")
    PlanCommand.Output output = PlanCommand.Output.text;

    @Mixin
    ClusterFlags clusterFlags = new ClusterFlags();

    @Mixin
    AwsFlags awsFlags = new AwsFlags();

    @Mixin
    OperatorFlags flags = new OperatorFlags();

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        Logs.onlyErrors();
        ObjectKey key = key();
        Explanation explanation = offline ? offline(key) : live(key);
        PrintWriter out = spec.commandLine().getOut();
        out.print(
                switch (output) {
                    case text -> explanation.text();
                    case json -> JSON.writerWithDefaultPrettyPrinter().writeValueAsString(explanation.json()) + "\n";
                });
        out.flush();
        return explanation.wrong() ? ExitCode.REFUSED : ExitCode.DONE;
    }

    private ObjectKey key() {
        int slash = ingress.indexOf('/');
        if (slash < 1 || slash == ingress.length() - 1) {
            throw new ParameterException(
                    spec.commandLine(), "expected NAMESPACE/INGRESS, such as shop/web, was \"" + ingress + "\"");
        }
        return new ObjectKey(ingress.substring(0, slash), ingress.substring(slash + 1));
    }

    private Explanation live(ObjectKey key) throws IOException {
        try (Connection connection = Connection.open(spec, flags, clusterFlags, awsFlags, null)) {
            return new Explainer(connection.cluster(), connection.client(), () -> {
                        connection.cluster().cloud();
                        return connection.account().teardown().nodePermissions();
                    })
                    .explain(key);
        }
    }

    private Explanation offline(ObjectKey key) throws IOException {
        try (KubernetesClient client = clusterFlags.client(spec);
                LiveCluster cluster =
                        LiveCluster.read(client, null, flags.settings("unknown"), null, Clock.systemUTC())) {
            return new Explainer(cluster, client, null).explain(key);
        }
    }
}
