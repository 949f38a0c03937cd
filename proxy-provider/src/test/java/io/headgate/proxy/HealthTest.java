package io.headgate.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.headgate.core.target.Target;
import io.headgate.core.target.TargetHealth;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which targets get requests, and what is told of them: rows HC and B6. */
final class HealthTest {

    private static Set<String> answersOf(Fixture proxy, int requests) {
        return IntStream.range(0, requests)
                .mapToObj(i -> answer(proxy))
                .map(answer -> answer.status() == 200 ? answer.text() : Integer.toString(answer.status()))
                .collect(Collectors.toSet());
    }

    private static Wire.Message answer(Fixture proxy) {
        try {
            return proxy.exchange(RawClient.get("h", "/"));
        } catch (java.io.IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static Set<String> states(Fixture proxy, String group) {
        return proxy.plane().targetHealth(Fixture.ref(group)).stream()
                .map(health -> health.state() + " " + health.reason())
                .collect(Collectors.toSet());
    }

    @Test
    void usesHealthyTargetsAndAllWhenThereIsNone() throws Exception {
        try (RecordingUpstream one = RecordingUpstream.saying("one");
                RecordingUpstream two = RecordingUpstream.saying("two");
                Fixture proxy =
                        new Fixture().group("a", one.target(), two.target()).otherwise(Fixture.forward("a"))) {
            proxy.apply();
            await().until(() -> states(proxy, "a").equals(Set.of("healthy ")));
            assertThat(answersOf(proxy, 10)).containsExactlyInAnyOrder("one", "two");

            two.healthStatus(500);
            await().until(() -> states(proxy, "a").contains("unhealthy Target.ResponseCodeMismatch"));
            assertThat(answersOf(proxy, 10)).containsExactly("one");

            one.healthStatus(404);
            await().until(() -> states(proxy, "a").equals(Set.of("unhealthy Target.ResponseCodeMismatch")));
            assertThat(answersOf(proxy, 10)).containsExactlyInAnyOrder("one", "two");

            two.healthStatus(204);
            await().until(() -> states(proxy, "a").contains("healthy "));
            assertThat(answersOf(proxy, 10)).containsExactly("two");
        }
    }

    @Test
    void tellsWhyATargetIsNotHealthy() throws Exception {
        try (RecordingUpstream up = RecordingUpstream.saying("up");
                Fixture proxy = new Fixture()
                        .group("refusing", new Target("127.0.0.1", 1, null))
                        .group("no-address", new Target("i-0123", 80, null))
                        .group("unused", up.target())
                        .rule(Fixture.forward("refusing"), Fixture.path("/refusing"))
                        .otherwise(Fixture.forward("no-address"))) {
            proxy.apply();
            assertThat(states(proxy, "unused")).containsExactly("unused Target.NotInUse");
            assertThat(states(proxy, "no-address")).containsExactly("unhealthy Target.FailedHealthChecks");
            assertThat(states(proxy, "unknown")).isEmpty();
            await().until(() -> states(proxy, "refusing").equals(Set.of("unhealthy Target.FailedHealthChecks")));
            assertThat(proxy.exchange(RawClient.get("h", "/refusing")).status()).isEqualTo(502);
            assertThat(proxy.exchange(RawClient.get("h", "/")).status()).isEqualTo(502);
        }
    }

    @Test
    void drainsTargetsThatAreTakenOff() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch answerNow = new CountDownLatch(1);
        try (ScriptedTarget old = ScriptedTarget.start((in, out) -> {
                    Wire.headOnly(in);
                    asked.countDown();
                    answerNow.await();
                    out.write(RecordingUpstream.response("200 OK", "", "old"));
                });
                RecordingUpstream fresh = RecordingUpstream.saying("fresh");
                Fixture proxy = new Fixture().group("a", old.target()).otherwise(Fixture.forward("a"))) {
            proxy.apply();
            try (RawClient client = proxy.client()) {
                client.send(RawClient.get("h", "/"));
                asked.await();

                proxy.group("a", fresh.target()).apply();

                assertThat(proxy.plane().targetHealth(Fixture.ref("a")))
                        .filteredOn(health -> health.target().equals(old.target()))
                        .extracting(TargetHealth::state, TargetHealth::reason)
                        .containsExactly(
                                org.assertj.core.groups.Tuple.tuple("draining", "Target.DeregistrationInProgress"));
                assertThat(answersOf(proxy, 5)).containsExactly("fresh");
                answerNow.countDown();
                assertThat(client.answer().text()).isEqualTo("old");
            }
        }
    }

    @Test
    void hasNoAnswerWithoutTargets() throws Exception {
        try (Fixture proxy = new Fixture().group("empty").otherwise(Fixture.forward("empty"))) {
            proxy.apply();
            Wire.Message answer = proxy.exchange(RawClient.get("h", "/"));
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.field("Server")).isEqualTo("awselb/2.0");
        }
    }
}
