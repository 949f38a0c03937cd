package io.headgate.core.annotation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CatalogueTest {

    @Test
    void hasOneEntryForEachAnnotationOf72ThatAreKnownElsewhereAndOurOwn() {
        List<AnnotationKey> entries =
                Catalogue.entries().stream().map(CatalogueEntry::key).toList();

        assertThat(entries).containsExactlyElementsOf(Arrays.asList(AnnotationKey.values()));
        assertThat(entries)
                .filteredOn(key -> key.prefix().equals(AnnotationKey.PREFIX))
                .hasSize(72);
    }

    @Test
    void saysOfEachWhatItMeans() {
        assertThat(Catalogue.entries()).allSatisfy(entry -> {
            assertThat(entry.meaning()).isNotBlank();
            assertThat(entry.remedy()).isNotBlank();
            assertThat(entry.places()).isNotEmpty();
        });
    }

    @Test
    void findsMembersOfFamilies() {
        Optional<AnnotationKey> family = Catalogue.lookup("alb.ingress.kubernetes.io/actions.ssl-redirect")
                .map(CatalogueEntry::key);

        assertThat(family).contains(AnnotationKey.ACTIONS);
    }

    @Test
    void givesAnExampleThatAwsTakes() {
        assertThat(Catalogue.entries())
                .filteredOn(entry -> entry.key() != AnnotationKey.DRY_RUN_PLAN)
                .allSatisfy(entry -> {
                    assertThat(entry.example()).isNotBlank();
                    assertThat(entry.limit().complaints(entry.example())).isEmpty();
                });
    }

    @ParameterizedTest
    @CsvSource({
        "alb.ingress.kubernetes.io/shceme, alb.ingress.kubernetes.io/scheme",
        "alb.ingress.kubernetes.io/Scheme, alb.ingress.kubernetes.io/scheme",
        "alb.ingress.kubernetes.io/HealthCheck-Path, alb.ingress.kubernetes.io/healthcheck-path",
        "alb.ingress.kubernetes.io/action.web, alb.ingress.kubernetes.io/actions.web",
        "alb.ingress.kubernetes.io/Conditions.Web, alb.ingress.kubernetes.io/conditions.Web",
        "alb.ingress.kubernetes.io/actions, alb.ingress.kubernetes.io/actions.<name>",
        "alb.ingress.kubernetes.io/listener-attribute.HTTP-80, alb.ingress.kubernetes.io/listener-attributes.HTTP-80",
        "alb.ingress.kubernetes.io/rule-order, headgate.io/rule-order",
        "headgate.io/scheme, alb.ingress.kubernetes.io/scheme",
        "headgate.io/endpoint, headgate.io/endpoints",
        "tagz, alb.ingress.kubernetes.io/tags"
    })
    void suggestsTheNearestKey(String written, String meant) {
        assertThat(Catalogue.nearest(written)).contains(meant);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"alb.ingress.kubernetes.io/nothing-like-any-of-them", "alb.ingress.kubernetes.io/", "x", ""})
    void suggestsNothingWhenNothingIsNear(String written) {
        assertThat(Catalogue.nearest(written)).isEmpty();
    }

    @Test
    void knowsNoFamilyWithoutAName() {
        assertThat(Catalogue.lookup("alb.ingress.kubernetes.io/actions.")).isEmpty();
    }
}
