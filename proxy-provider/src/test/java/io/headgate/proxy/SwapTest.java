package io.headgate.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.core.finding.Finding;
import io.headgate.proxy.config.AddressMapping;
import io.headgate.proxy.config.DataPlaneConfig;
import io.headgate.proxy.config.ListenerConfig;
import io.headgate.proxy.config.Protocol;
import io.headgate.proxy.config.TrafficAttributes;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Configurations that change while requests run: row R18. */
final class SwapTest {

    private static final int CLIENTS = 8;
    private static final int SWAPS = 200;

    /** Each client asks over and over; every answer is one of the two right ones. */
    @Test
    void losesNoRequest() throws Exception {
        try (RecordingUpstream one = RecordingUpstream.saying("one");
                RecordingUpstream two = RecordingUpstream.saying("two");
                Fixture proxy = new Fixture()
                        .group("a", one.target())
                        .group("b", two.target())
                        .otherwise(Fixture.forward("a"));
                ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            proxy.apply();
            AtomicBoolean done = new AtomicBoolean();
            List<Future<Integer>> results = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                results.add(clients.submit(asking(proxy, done)));
            }
            for (int i = 0; i < SWAPS; i++) {
                proxy.clearRules();
                if (i % 2 == 0) {
                    proxy.rule(Fixture.forward("b"), Fixture.path("/x"));
                }
                proxy.group("a", i % 3 == 0 ? two.target() : one.target()).apply();
            }
            done.set(true);
            int answers = 0;
            for (Future<Integer> result : results) {
                answers += result.get();
            }
            assertThat(answers).isGreaterThan(CLIENTS);
        }
    }

    private static Callable<Integer> asking(Fixture proxy, AtomicBoolean done) {
        return () -> {
            int answers = 0;
            try (RawClient client = proxy.client()) {
                while (!done.get()) {
                    Wire.Message answer = client.send(RawClient.get("h", "/x")).answer();
                    assertThat(answer.status()).isEqualTo(200);
                    assertThat(answer.text()).isIn("one", "two");
                    answers++;
                }
            }
            return answers;
        };
    }

    @Test
    void listenersComeAndGoWithoutTouchingOthers() throws Exception {
        try (DataPlane plane =
                DataPlane.start(new DataPlaneSettings(AddressMapping.identity(), 1, Fixture.NOW, Fixture.SEED))) {
            plane.apply(new DataPlaneConfig(List.of(listener("one", 0), listener("two", 0)), List.of()));
            InetSocketAddress one = plane.address("one").orElseThrow();
            InetSocketAddress two = plane.address("two").orElseThrow();
            try (RawClient stays = RawClient.connect(one);
                    RawClient goes = RawClient.connect(two)) {
                assertThat(stays.send(RawClient.get("h", "/")).answer().text()).isEqualTo("one");
                assertThat(goes.send(RawClient.get("h", "/")).answer().text()).isEqualTo("two");

                List<Finding> findings = plane.apply(
                        new DataPlaneConfig(List.of(listener("one", 0), listener("three", one.getPort())), List.of()));

                assertThat(findings).extracting(Finding::reason).containsExactly("CannotBind");
                assertThat(plane.address("one")).contains(one);
                assertThat(plane.address("two")).isEmpty();
                assertThat(plane.address("three")).isEmpty();
                assertThat(goes.ended()).isTrue();
                assertThat(stays.send(RawClient.get("h", "/")).answer().text()).isEqualTo("one");
            }
        }
    }

    private static ListenerConfig listener(String key, int port) {
        return new ListenerConfig(
                key,
                new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
                80,
                Protocol.HTTP,
                new io.headgate.core.routing.RoutingTable(List.of(), List.of(Fixture.fixed(200, key))),
                List.of(),
                TrafficAttributes.DEFAULT);
    }
}
