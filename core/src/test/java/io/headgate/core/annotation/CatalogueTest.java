package io.headgate.core.annotation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class CatalogueTest {

    @Test
    void hasOneEntryForEachOfThe72Annotations() {
        List<AnnotationKey> entries =
                Catalogue.entries().stream().map(CatalogueEntry::key).toList();

        assertThat(entries).hasSize(72).containsExactlyElementsOf(Arrays.asList(AnnotationKey.values()));
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
    void suggestsTheNearestKey() {
        assertThat(Catalogue.nearest("alb.ingress.kubernetes.io/shceme")).contains(AnnotationKey.SCHEME);
        assertThat(Catalogue.nearest("alb.ingress.kubernetes.io/nothing-like-any-of-them"))
                .isEmpty();
    }
}
