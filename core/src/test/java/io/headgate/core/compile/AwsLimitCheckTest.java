package io.headgate.core.compile;

import static io.headgate.core.compile.Fixture.facts;
import static io.headgate.core.compile.Fixture.group;
import static io.headgate.core.compile.Fixture.key;
import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.core.annotation.AnnotationKey;
import io.headgate.core.cluster.Ingress;
import io.headgate.core.cluster.PortRef;
import io.headgate.core.finding.Finding;
import io.headgate.core.settings.AwsLimits;
import io.headgate.core.settings.CompilerSettings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What AWS refuses, and what it takes. Rows of the tables are the part behind the prefix, the value, and what the message says. */
final class AwsLimitCheckTest {
    private static final String HTTPS = "[{\"HTTPS\":443}]";

    @ParameterizedTest
    @CsvFileSource(
            resources = "refused-by-aws.csv",
            delimiter = '|',
            quoteCharacter = '\'',
            ignoreLeadingAndTrailingWhitespace = true)
    void refusesBeforeAnyCallWhatAwsRefuses(String suffix, String value, String told) {
        Compilation refused = compile(AwsLimits.REFUSE, annotations(suffix, value));
        Compilation reported = compile(AwsLimits.REPORT, annotations(suffix, value));

        assertThat(refused.refused(key("web"))).isTrue();
        assertThat(reported.refused(key("web"))).isFalse();
        assertThat(reported.findings().get(key("web"))).anySatisfy(finding -> {
            assertThat(finding.reason()).isEqualTo("RefusedByAws");
            assertThat(finding.message()).contains(told).endsWith("; AWS will refuse that");
            assertThat(finding.remedy()).isNotBlank();
        });
        assertThat(reported.stack().loadBalancers()).isNotEmpty();
    }

    @ParameterizedTest
    @CsvFileSource(
            resources = "taken-by-aws.csv",
            delimiter = '|',
            quoteCharacter = '\'',
            ignoreLeadingAndTrailingWhitespace = true)
    void refusesNothingThatAwsTakes(String suffix, String value) {
        Compilation compilation = compile(AwsLimits.REFUSE, annotations(suffix, value));

        assertThat(compilation.findings().get(key("web")))
                .noneMatch(finding -> finding.severity() == Finding.Severity.ERROR);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"auth-session-timeout=0", "ssl-policy=modern", "frontend-nlb-healthcheck-interval-seconds=1"})
    void refusesNobodyForWhatHasNoEffect(String annotation) {
        List<String> pair = new ArrayList<>(List.of(annotation.split("=", 2)));

        Compilation compilation =
                compile(AwsLimits.REFUSE, Map.of(AnnotationKey.PREFIX + pair.getFirst(), pair.getLast()));

        assertThat(compilation.findings().get(key("web"))).isEmpty();
    }

    @Test
    void onlyTellsOfAttributesThatMayBeNewerThanTheTable() {
        Compilation compilation =
                compile(AwsLimits.REFUSE, annotations("load-balancer-attributes", "idle_timeout.timeout_second=60"));

        assertThat(compilation.findings().get(key("web"))).singleElement().satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(Finding.Severity.WARNING);
            assertThat(finding.message()).contains("did you mean idle_timeout.timeout_seconds?");
        });
    }

    @Test
    void onlyTellsOfBlocksThatAwsRewrites() {
        Compilation compilation = compile(AwsLimits.REFUSE, annotations("inbound-cidrs", "10.1.2.3/8"));

        assertThat(compilation.findings().get(key("web"))).singleElement().satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(Finding.Severity.WARNING);
            assertThat(finding.remedy()).contains("10.0.0.0/8");
        });
    }

    @Test
    void tellsOfWhatNamesNothing() {
        Compilation compilation = compile(
                AwsLimits.REFUSE,
                Map.of(
                        AnnotationKey.ACTIONS.key("nobody"), "{}",
                        AnnotationKey.LISTENER_ATTRIBUTES.key("http-80"), "a=b",
                        AnnotationKey.ENDPOINTS.key(), "all"));

        assertThat(compilation.findings().get(key("web")))
                .extracting(Finding::reason)
                .containsOnly("UnusedAnnotation")
                .hasSize(3);
    }

    private static Map<String, String> annotations(String suffix, String value) {
        Map<String, String> annotations = new HashMap<>();
        annotations.put(AnnotationKey.PREFIX + suffix, value);
        if (suffix.startsWith("auth-") || suffix.startsWith("jwt-") || suffix.startsWith("ssl-policy")) {
            annotations.put(AnnotationKey.LISTEN_PORTS.key(), HTTPS);
        }
        if (suffix.startsWith("auth-")) {
            annotations.put(AnnotationKey.AUTH_TYPE.key(), "cognito");
            annotations.putIfAbsent(
                    AnnotationKey.AUTH_IDP_COGNITO.key(),
                    "{\"userPoolARN\":\"arn:aws:cognito-idp:r:1:userpool/p\",\"userPoolClientID\":\"c\",\"userPoolDomain\":\"d\"}");
        }
        if (suffix.startsWith("frontend-nlb-")) {
            annotations.put(AnnotationKey.ENABLE_FRONTEND_NLB.key(), "true");
        }
        if (suffix.startsWith("certificate-arn")) {
            annotations.put(AnnotationKey.LISTEN_PORTS.key(), HTTPS);
        }
        return annotations;
    }

    private static Compilation compile(AwsLimits limits, Map<String, String> annotations) {
        boolean action = annotations.containsKey(AnnotationKey.ACTIONS.key("web"));
        Ingress.Path path = new Ingress.Path(
                "/",
                Ingress.PathType.PREFIX,
                new Ingress.Backend.ServiceBackend("web", new PortRef.ByName(action ? "use-annotation" : "http")));
        Ingress ingress = new Ingress(
                key("web"),
                "",
                1,
                annotations,
                Set.of(),
                false,
                "alb",
                null,
                List.of(new Ingress.Rule("web.example.com", List.of(path))),
                List.of());
        return Compiler.compile(
                group(ingress), facts(), CompilerSettings.defaults("lab").withAwsLimits(limits));
    }
}
