package io.headgate.operator.targets;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.LifecycleHandlerBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What pods are told that end while requests still come. */
final class EndingAdviceTest {

    private static final Instant BEGAN = Instant.parse("2026-01-02T03:04:05Z");

    @ParameterizedTest(name = "{0} with {1} s of grace: {2}")
    @CsvSource({
        "'', 30, 12, 42",
        "sleep 5, 30, 12, 37",
        "sleep 12, 30, , ",
        "sleep 12, 12, 12, 42",
        "/bin/sh -c sleep 40, 30, 40, 70",
        "/bin/sh -c sleep 40, 90, , ",
        "nginx -s quit, 30, , ",
    })
    void waitingIsAdvisedWhereItIsTooShort(String hook, long grace, Integer sleep, Integer graceNeeded) {
        Ending ending = Ending.of(pod(hook, grace)).orElseThrow();

        var advice = new EndingAdvice().after(ending, BEGAN.plusMillis(1200));

        if (sleep == null) {
            assertThat(advice).isEmpty();
        } else {
            assertThat(advice)
                    .hasValueSatisfying(text -> assertThat(text)
                            .endsWith("set lifecycle.preStop.sleep.seconds to " + sleep
                                    + " and terminationGracePeriodSeconds to " + graceNeeded));
        }
    }

    @Test
    void oneInAHundredMayBeLater() {
        EndingAdvice advice = new EndingAdvice();
        Ending ending = Ending.of(pod("", 30)).orElseThrow();
        IntStream.range(0, 198).forEach(number -> advice.after(ending, BEGAN.plusSeconds(2)));
        advice.after(ending, BEGAN.plusSeconds(60));

        assertThat(advice.after(ending, BEGAN.plusSeconds(2)))
                .hasValueSatisfying(text -> assertThat(text).contains("is 2.0 s here"));
        assertThat(advice.after(ending, BEGAN.plusSeconds(60))).isPresent();
        assertThat(advice.after(ending, BEGAN.plusSeconds(60)))
                .hasValueSatisfying(text -> assertThat(text).contains("is 60.0 s here"));
    }

    @Test
    void aPodThatLivesDoesNotEnd() {
        Pod living = pod("", 30);
        living.getMetadata().setDeletionTimestamp(null);

        assertThat(Ending.of(living)).isEmpty();
    }

    @Test
    void whoOwnsItIsNamedAsPeopleKnowIt() {
        Pod pod = pod("", 30);
        assertThat(Ending.of(pod).orElseThrow().owner()).isEqualTo("Deployment web");

        pod.getMetadata().getOwnerReferences().getFirst().setKind("StatefulSet");
        assertThat(Ending.of(pod).orElseThrow().owner()).isEqualTo("StatefulSet web-5d4f");

        pod.getMetadata().getOwnerReferences().clear();
        assertThat(Ending.of(pod).orElseThrow().owner()).isEqualTo("Pod web-5d4f-x");
    }

    private static Pod pod(String hook, long grace) {
        var spec = new PodBuilder()
                .withNewMetadata()
                .withName("web-5d4f-x")
                .addToLabels("pod-template-hash", "5d4f")
                .withDeletionTimestamp(BEGAN.plusSeconds(grace).toString())
                .withDeletionGracePeriodSeconds(grace)
                .addNewOwnerReference()
                .withKind("ReplicaSet")
                .withName("web-5d4f")
                .withController(true)
                .endOwnerReference()
                .endMetadata()
                .withNewSpec()
                .addNewContainer();
        return hook.isEmpty()
                ? spec.endContainer().endSpec().build()
                : spec.withNewLifecycle()
                        .withPreStop(new LifecycleHandlerBuilder()
                                .withNewExec()
                                .addToCommand(hook.split(" "))
                                .endExec()
                                .build())
                        .endLifecycle()
                        .endContainer()
                        .endSpec()
                        .build();
    }
}
