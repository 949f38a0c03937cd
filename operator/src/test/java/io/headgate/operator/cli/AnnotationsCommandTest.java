package io.headgate.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.headgate.core.annotation.AnnotationKey;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

final class AnnotationsCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        CommandLine commandLine =
                HeadgateCommand.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        return commandLine.execute(arguments);
    }

    @Test
    void listsAllAnnotations() {
        assertThat(run("annotations")).isEqualTo(ExitCode.DONE);
        assertThat(out.toString())
                .contains("alb.ingress.kubernetes.io/scheme ")
                .contains("alb.ingress.kubernetes.io/listener-attributes.<PROTOCOL>-<port>")
                .contains("headgate.io/rule-order ");
    }

    @Test
    void listsThemForPrograms() throws IOException {
        assertThat(run("annotations", "-o", "json")).isEqualTo(ExitCode.DONE);

        JsonNode all = new ObjectMapper().readTree(out.toString());

        assertThat(all).hasSize(AnnotationKey.values().length).allSatisfy(entry -> {
            assertThat(entry.get("meaning").asText()).isNotBlank();
            assertThat(entry.get("values").asText()).isNotBlank();
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "healthcheck-path",
                "alb.ingress.kubernetes.io/healthcheck-path",
                "actions",
                "actions.web",
                "rule-order",
                "headgate.io/rule-order"
            })
    void explainsOneHoweverItIsWritten(String key) {
        assertThat(run("annotations", key)).isEqualTo(ExitCode.DONE);
        assertThat(out.toString()).contains("meaning:").contains("default:").contains("example:");
    }

    @Test
    void namesTheAttributesOfAnAttributeAnnotation() {
        run("annotations", "target-group-attributes");

        assertThat(out.toString()).contains("slow_start.duration_seconds=0 or a whole number from 30 to 900");
    }

    @Test
    void suggestsTheNearestForAnUnknownOne() {
        assertThat(HeadgateCommand.run("annotations", "shceme")).isEqualTo(ExitCode.WRONG_USAGE);
        run("annotations", "shceme");
        assertThat(err.toString()).contains("alb.ingress.kubernetes.io/scheme");
    }

    @Test
    void printsASchema() throws IOException {
        assertThat(run("annotations", "--schema")).isEqualTo(ExitCode.DONE);
        assertThat(new ObjectMapper().readTree(out.toString()).get("$schema").asText())
                .endsWith("2020-12/schema");
    }
}
