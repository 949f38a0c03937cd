package io.headgate.operator.language;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.headgate.core.annotation.Catalogue;
import io.headgate.core.annotation.CatalogueEntry;
import io.headgate.core.annotation.Limit;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AnnotationSchemaTest {
    private static final JsonNode SCHEMA = AnnotationSchema.write();

    @Test
    void takesTheExampleOfEveryAnnotation() {
        assertThat(Catalogue.entries()).allSatisfy(entry -> {
            JsonNode value = schemaOf(entry);
            assertThat(value.path("type").asText()).isEqualTo("string");
            if (!entry.example().isEmpty()) {
                assertThat(takes(value, entry.example())).as(value.toString()).isTrue();
            }
        });
    }

    @ParameterizedTest
    @CsvSource({
        "scheme, public",
        "healthcheck-interval-seconds, 4",
        "healthcheck-interval-seconds, 301",
        "load-balancer-name, internal-shop",
        "enable-frontend-nlb, yes",
        "auth-session-timeout, 604801"
    })
    void refusesWhatAwsRefuses(String suffix, String value) {
        CatalogueEntry entry =
                Catalogue.lookup("alb.ingress.kubernetes.io/" + suffix).orElseThrow();

        assertThat(takes(schemaOf(entry), value)).isFalse();
    }

    @Test
    void knowsTheNamesUnderOurPrefixesAndNoOthers() {
        assertThat(knows("alb.ingress.kubernetes.io/scheme")).isTrue();
        assertThat(knows("alb.ingress.kubernetes.io/actions.web")).isTrue();
        assertThat(knows("kubernetes.io/ingress.class")).isTrue();
        assertThat(knows("alb.ingress.kubernetes.io/shceme")).isFalse();
        assertThat(knows("headgate.io/rule-orders")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"5, 300", "2, 10", "0, 3600", "1, 65535", "-1000, 1000", "1, 604800", "30, 900", "7, 7", "99, 101"})
    void patternsOfRangesTakeTheNumbersOfTheRangeAlone(long least, long most) {
        Pattern pattern = Pattern.compile(RangePattern.of(new Limit.Range(least, most)));

        LongStream.rangeClosed(least - 2000, most + 2000)
                .filter(number ->
                        pattern.matcher(Long.toString(number)).matches() != (number >= least && number <= most))
                .findFirst()
                .ifPresent(number -> assertThat(number).as(pattern.pattern()).isNull());
        assertThat(pattern.matcher(least + "0000000").matches()).isEqualTo(least == 0);
    }

    private static JsonNode schemaOf(CatalogueEntry entry) {
        if (!entry.key().isFamily()) {
            return SCHEMA.get("properties").get(entry.key().key());
        }
        return SCHEMA.get("patternProperties").properties().stream()
                .filter(property -> Pattern.compile(property.getKey())
                        .matcher(entry.key().key("x"))
                        .find())
                .findFirst()
                .orElseThrow()
                .getValue();
    }

    private static boolean takes(JsonNode schema, String value) {
        boolean matches = !schema.has("pattern")
                || Pattern.compile(schema.get("pattern").asText())
                        .matcher(value)
                        .find();
        return matches && (!schema.has("enum") || contains(schema.get("enum"), value));
    }

    private static boolean knows(String name) {
        JsonNode alternatives = SCHEMA.get("propertyNames").get("anyOf");
        return StreamSupport.stream(alternatives.spliterator(), false)
                .anyMatch(alternative -> Optional.ofNullable(alternative.get("not"))
                        .map(not -> !takes(not, name))
                        .orElseGet(() -> takes(alternative, name)));
    }

    private static boolean contains(JsonNode words, String value) {
        return StreamSupport.stream(words.spliterator(), false)
                .anyMatch(word -> word.asText().equals(value));
    }
}
