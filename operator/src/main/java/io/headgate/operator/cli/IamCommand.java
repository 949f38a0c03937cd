package io.headgate.operator.cli;

import io.headgate.aws.iam.Feature;
import io.headgate.aws.iam.LeastPrivilege;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code headgate iam}. */
@Command(
        name = "iam",
        description = "Print the IAM policy that the operator needs, and nothing beyond it",
        mixinStandardHelpOptions = true)
final class IamCommand implements Callable<Integer> {

    @Option(
            names = "--cluster-name",
            paramLabel = "NAME",
            required = true,
            description = "name of the cluster, whose tag limits what may be changed")
    private String clusterName = "";

    @Option(
            names = "--features",
            paramLabel = "FEATURE",
            split = ",",
            description = "what is used beside load balancers; all for everything (docs/reference/iam.md lists them)")
    private List<String> features = List.of();

    @Option(
            names = "--partition",
            paramLabel = "NAME",
            defaultValue = "aws",
            description = "aws, aws-cn or aws-us-gov (default ${DEFAULT-VALUE})")
    private String partition = "aws";

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() {
        spec.commandLine().getOut().print(LeastPrivilege.policy(clusterName, chosen(), partition));
        spec.commandLine().getOut().flush();
        return ExitCode.DONE;
    }

    private List<Feature> chosen() {
        List<Feature> chosen = new ArrayList<>();
        for (String name : features) {
            if (name.equals("all")) {
                chosen.addAll(List.of(Feature.values()));
            } else {
                chosen.add(Feature.of(name)
                        .orElseThrow(() -> new ParameterException(
                                spec.commandLine(), "there is no feature " + name + ", only all, " + known())));
            }
        }
        return chosen;
    }

    private static String known() {
        return Arrays.stream(Feature.values()).map(Feature::id).collect(Collectors.joining(", "));
    }
}
