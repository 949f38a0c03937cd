package io.headgate.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

final class CompileCommandTest {
    private static final String CORPUS = "src/test/resources/corpus/";
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        CommandLine commandLine =
                HeadgateCommand.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        return commandLine.execute(arguments);
    }

    private int compile(String one, String... more) {
        String[] arguments = new String[5 + more.length];
        arguments[0] = "compile";
        arguments[1] = "-f";
        arguments[2] = CORPUS + one;
        arguments[3] = "--facts";
        arguments[4] = CORPUS + "seed.json";
        System.arraycopy(more, 0, arguments, 5, more.length);
        return run(arguments);
    }

    @Test
    void tellsOfARefusedIngressWhereWhyAndWhatToDo() {
        int exitCode = compile("cases/scheme-unknown");

        assertThat(exitCode).isEqualTo(ExitCode.REFUSED);
        assertThat(err.toString())
                .contains("Ingress schbad/bad alb.ingress.kubernetes.io/scheme: FailedBuildModel:")
                .contains("-> set it to internal or internet-facing");
    }

    @Test
    void lacksFacts() {
        assertThat(HeadgateCommand.run("compile", "-f", CORPUS + "cases")).isEqualTo(ExitCode.WRONG_USAGE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--feature-gates=NoSuchGate=true",
                "--enable-waf=perhaps",
                "--default-tags=broken",
                "--default-tags=ingress.k8s.aws/stack=mine",
                "--external-managed-tags=elbv2.k8s.aws/cluster",
                "--default-target-type=pod",
                "--default-load-balancer-scheme=public",
                "--backend-security-group=nodes",
                "--aws-quotas=rules=1",
                "--aws-quotas=target-groups=0",
                "--default-rule-packing=yes"
            })
    void refusesFlagsThatMeanNothing(String flag) {
        int exitCode = HeadgateCommand.run(
                "compile", "-f", CORPUS + "cases/app-bookshop", "--facts", CORPUS + "seed.json", flag);

        assertThat(exitCode).isEqualTo(ExitCode.WRONG_USAGE);
    }

    @ParameterizedTest
    @CsvSource({
        "--default-tags=team=a, --external-managed-tags=team",
        "--enable-manage-backend-security-group-rules, --enable-backend-security-group=false"
    })
    void refusesFlagsThatDoNotFitTogether(String one, String other) {
        int exitCode = HeadgateCommand.run(
                "compile", "-f", CORPUS + "cases/app-bookshop", "--facts", CORPUS + "seed.json", one, other);

        assertThat(exitCode).isEqualTo(ExitCode.WRONG_USAGE);
    }

    @Test
    void tellsOfFlagsAndGatesWithoutEffect() {
        int exitCode = compile(
                "cases/app-bookshop", "--kube-ca-pem-filepath=/ca.pem", "--feature-gates=NLBSecurityGroup=false");

        assertThat(exitCode).isEqualTo(ExitCode.DONE);
        assertThat(err.toString())
                .contains("INFO --kube-ca-pem-filepath has no effect")
                .contains("INFO --feature-gates=NLBSecurityGroup has no effect");
    }

    @ParameterizedTest
    @ValueSource(strings = {"operator", "compile", "plan"})
    void takesEveryFlagOfTheControllerThatItReplaces(String command) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(command));
        if (!command.equals("operator")) {
            arguments.addAll(List.of("-f", CORPUS + "cases/app-bookshop", "--facts", CORPUS + "seed.json"));
        }
        arguments.addAll(Files.readAllLines(Path.of("src/test/resources/controller-flags.txt")));

        ParseResult parsed = HeadgateCommand.commandLine().parseArgs(arguments.toArray(String[]::new));

        assertThat(parsed.subcommand().unmatched()).isEmpty();
    }

    @Test
    void takesFlagsThatDecideNothingOffline() {
        assertThat(compile("cases/app-bookshop", "--sync-period=1h", "--enable-leader-election=false"))
                .isEqualTo(ExitCode.DONE);
    }

    @Test
    void printsATableForPeople() {
        assertThat(compile("cases/app-bookshop", "-o", "table")).isEqualTo(ExitCode.DONE);
        assertThat(out.toString()).contains("Load balancer k8s-").contains("HTTPS:443");
    }

    @Test
    void printsWhatIsUsedOfTheLimitsOfTheAccount_andWhatPackingAndSharingWouldSpare() {
        assertThat(compile(
                        "cases/app-bookshop", "-o", "quotas", "--aws-quotas=rules-per-application-load-balancer=150"))
                .isEqualTo(ExitCode.DONE);

        assertThat(out.toString().replaceAll("\\s", ""))
                .contains("\"name\":\"rules-per-application-load-balancer\"", "\"limit\":150,\"known\":true")
                .contains("\"usedIfSparing\":");
    }

    @Test
    void printsTheObjectsThatTheOperatorWouldWrite() throws IOException {
        Path folder = Path.of("src/test/resources/io/headgate/operator/cli/yaml");

        int exitCode = run(
                "compile",
                "-f",
                folder.resolve("manifests.yaml").toString(),
                "--facts",
                CORPUS + "seed.json",
                "-o",
                "yaml");

        assertThat(exitCode).isEqualTo(ExitCode.REFUSED);
        assertThat(out.toString().strip())
                .isEqualTo(Files.readString(folder.resolve("expected.yaml")).strip());
    }

    @Test
    void printsObjectsThatCanBeReadAgain() {
        assertThat(compile("cases/app-bookshop", "-o", "yaml")).isEqualTo(ExitCode.DONE);

        List<HasMetadata> objects = new KubernetesSerialization().unmarshal(out.toString());

        assertThat(objects)
                .extracting(HasMetadata::getKind)
                .contains("LoadBalancer", "Ingress", "IngressReport", "TargetGroupBinding");
    }
}
