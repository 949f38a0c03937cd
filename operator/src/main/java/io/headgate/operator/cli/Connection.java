package io.headgate.operator.cli;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.headgate.aws.AwsProvider;
import io.headgate.aws.client.AwsSettings;
import io.headgate.core.cloud.ClientSecrets;
import io.headgate.core.settings.CompilerSettings;
import io.headgate.operator.preview.LiveCluster;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** The API server and the account that a command looks at. */
record Connection(KubernetesClient client, AwsProvider account, LiveCluster cluster) implements AutoCloseable {

    /**
     * Connects and reads the cluster. Nothing can be written to the account through it.
     *
     * @throws picocli.CommandLine.ParameterException if it is not said which cluster or which account
     * @throws io.fabric8.kubernetes.client.KubernetesClientException if the API server cannot be reached or refuses to list
     */
    static Connection open(
            CommandSpec command,
            OperatorFlags flags,
            ClusterFlags clusterFlags,
            AwsFlags awsFlags,
            @Nullable String watchNamespace) {
        AwsSettings aws = awsFlags.settings(flags, command);
        AwsProvider account =
                AwsProvider.readOnly(aws, ClientSecrets.NONE, new SimpleMeterRegistry(), Clock.systemUTC());
        return open(account, clusterFlags.client(command), flags.settings(aws.clusterName()), watchNamespace);
    }

    /** The same, to change the account. */
    static Connection openForChange(
            CommandSpec command, OperatorFlags flags, ClusterFlags clusterFlags, AwsFlags awsFlags) {
        AwsSettings aws = awsFlags.settings(flags, command);
        AwsProvider account = AwsProvider.create(aws, ClientSecrets.NONE, new SimpleMeterRegistry(), Clock.systemUTC());
        return open(account, clusterFlags.client(command), flags.settings(aws.clusterName()), null);
    }

    private static Connection open(
            AwsProvider account, KubernetesClient client, CompilerSettings settings, @Nullable String watchNamespace) {
        LiveCluster cluster = null;
        try {
            cluster = LiveCluster.read(client, account, settings, watchNamespace, Clock.systemUTC());
            return new Connection(client, account, cluster);
        } finally {
            if (cluster == null) {
                account.close();
                client.close();
            }
        }
    }

    @Override
    public void close() {
        cluster.close();
        account.close();
        client.close();
    }
}
