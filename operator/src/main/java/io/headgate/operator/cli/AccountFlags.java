package io.headgate.operator.cli;

import io.headgate.aws.AwsProvider;
import io.headgate.aws.client.AwsSettings;
import io.headgate.core.cloud.ClientSecrets;
import io.headgate.core.group.Instance;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Which cluster's things in which account a command is about, when it compiles nothing. */
final class AccountFlags {

    @Option(
            names = "--cluster-name",
            required = true,
            paramLabel = "NAME",
            description = "Name of the cluster, by which its things are tagged")
    String clusterName = "";

    @Option(
            names = {"--aws-region", "--region"},
            paramLabel = "REGION",
            description = "Region of the load balancers")
    @Nullable
    String region;

    @Option(
            names = {"--aws-vpc-id", "--vpc-id"},
            paramLabel = "ID",
            description = "Only this VPC; by default each in which the cluster has something")
    @Nullable
    String vpcId;

    @Option(
            names = "--instance",
            paramLabel = "NAME",
            defaultValue = "",
            converter = InstanceConverter.class,
            description = "Which of several operators in the cluster; by default the one without a name")
    Instance instance = Instance.UNNAMED;

    @Mixin
    AwsFlags awsFlags = new AwsFlags();

    /** The account, seen from a VPC; from none if the id is empty. Whoever asks for it closes it. */
    AwsProvider account(String vpc, CommandSpec command) {
        return AwsProvider.create(
                settings(vpc, command), ClientSecrets.NONE, new SimpleMeterRegistry(), Clock.systemUTC());
    }

    private AwsSettings settings(String vpc, CommandSpec command) {
        try {
            // Whether certificates were requested is not known of a cluster that may be gone.
            return awsFlags.settingsIn(vpc, clusterName, region, System.getenv())
                    .withInstance(instance)
                    .withManagesCertificates(true);
        } catch (IOException unknown) {
            throw new ParameterException(command.commandLine(), String.valueOf(unknown.getMessage()), unknown);
        }
    }
}
