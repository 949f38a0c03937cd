package io.headgate.system;

import io.headgate.operator.cli.HeadgateCommand;
import io.headgate.operator.dev.controlplane.ControlPlane;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What a command said, in this process. */
public record CommandLineRun(int exitCode, String out, String err) {

    /** Runs a command that needs neither cluster nor account. */
    static CommandLineRun typed(List<String> arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode = HeadgateCommand.commandLine(new PrintWriter(out, true), new PrintWriter(err, true))
                .execute(arguments.toArray(String[]::new));
        return new CommandLineRun(exitCode, out.toString(), err.toString());
    }

    /**
     * Commands about one cluster and one account.
     *
     * @param account where AWS is
     */
    public record Place(Path kubeconfig, URI account) {

        /** Where there is no cluster. */
        public static Place withoutCluster(URI account) {
            return new Place(Path.of("/no/such/kubeconfig"), account);
        }

        static Place of(ControlPlane controlPlane, SimulatedAccount account) throws IOException {
            Path kubeconfig = Files.createTempFile("kubeconfig", ".yaml");
            kubeconfig.toFile().deleteOnExit();
            return new Place(Files.writeString(kubeconfig, controlPlane.kubeconfigYaml()), account.endpoint());
        }

        CommandLineRun run(String command, String... arguments) {
            List<String> all = new ArrayList<>(List.of(command));
            all.addAll(List.of("--kubeconfig", kubeconfig.toString()));
            all.addAll(flags());
            all.addAll(List.of(arguments));
            return typed(all);
        }

        /** A command that never asks the API server. */
        public CommandLineRun runWithoutCluster(String command, String... arguments) {
            List<String> all = new ArrayList<>(List.of(command));
            all.addAll(flags());
            all.addAll(List.of(arguments));
            return typed(all);
        }

        private List<String> flags() {
            return List.of(
                    "--cluster-name",
                    SimulatedAccount.CLUSTER,
                    "--aws-region",
                    SimulatedAccount.REGION,
                    "--aws-vpc-id",
                    SimulatedAccount.VPC,
                    "--aws-endpoint-url",
                    account.toString());
        }
    }
}
