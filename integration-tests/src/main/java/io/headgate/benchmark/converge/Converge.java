package io.headgate.benchmark.converge;

import static org.awaitility.Awaitility.await;

import io.headgate.benchmark.ApiServer;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * One run: a cluster with all of its Services and endpoints, an account whose calls take {@value #DELAY_MILLIS} ms, and the operator; then
 * one Ingress several times, some, many; then the operator anew.
 */
final class Converge {

    static final int DELAY_MILLIS = 50;

    private static final String INGRESSES = "/apis/networking.k8s.io/v1/namespaces/shop/ingresses";
    private static final String SLICES = "/apis/discovery.k8s.io/v1/namespaces/shop/endpointslices";
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Load load;
    private final ApiServer server;
    private final BulkWriter writer;
    private final AccountClient account;
    private final URI endpoint;
    private final Progress progress;

    private Converge(Load load, ApiServer server, URI endpoint, AccountClient account, Progress progress) {
        this.load = load;
        this.server = server;
        this.writer = new BulkWriter(server.client());
        this.endpoint = endpoint;
        this.account = account;
        this.progress = progress;
    }

    /** Hears what is done next. */
    @FunctionalInterface
    interface Progress {
        void tell(String what);
    }

    static Figures measure(Load load, ImageFlags flags, Progress progress) {
        try (ApiServer server = ApiServer.start();
                ChildProcess account = ChildProcess.start(
                        List.of("-Xmx2g"), Map.of(), SlowAccount.class, List.of(Integer.toString(DELAY_MILLIS)))) {
            URI endpoint = URI.create(account.await(line -> line.startsWith("http")));
            try (AccountClient client = new AccountClient(endpoint)) {
                return new Converge(load, server, endpoint, client, progress).run(flags);
            }
        }
    }

    private Figures run(ImageFlags flags) {
        Figures.Memory idle;
        try (OperatorProcess operator = OperatorProcess.start(flags, server.environment(), endpoint)) {
            idle = settled(operator);
            operator.stop();
        }
        fill();
        List<Figures.Step> steps = new ArrayList<>();
        Figures.Memory loaded;
        Figures.Start firstReady;
        try (OperatorProcess operator = OperatorProcess.start(flags, server.environment(), endpoint);
                Addresses addresses = new Addresses(server.client())) {
            firstReady = operator.begun();
            steps.add(new Figures.Step("1 Ingress", 1, single(addresses)));
            steps.add(step(load.few(), "few", addresses));
            steps.add(step(load.many() - load.few(), "many", addresses));
            loaded = settled(operator);
            operator.stop();
        }
        progress.tell("restarting the operator");
        account.forgetCalls();
        try (OperatorProcess operator = OperatorProcess.start(flags, server.environment(), endpoint)) {
            Duration served = firstEndpoint();
            return new Figures(load, idle, firstReady, steps, loaded, operator.begun(), served, settled(operator));
        }
    }

    private void fill() {
        progress.tell("writing " + load.services() + " Services with " + load.endpoints() + " endpoints");
        BulkWriter.each(load.services(), number -> {
            writer.create("/api/v1/namespaces/shop/services", ShopObjects.service(number));
            writer.create(SLICES, ShopObjects.slice(number, load.endpointsOfEach() - 1, load.endpointsOfEach()));
        });
        BulkWriter.each(load.endpoints(), pod -> {
            int number = pod / load.endpointsOfEach();
            int index = pod % load.endpointsOfEach();
            String pods = "/api/v1/namespaces/shop/pods";
            writer.create(pods, ShopObjects.pod(number, index));
            writer.replace(
                    pods + "/" + ShopObjects.podName(number, index) + "/status",
                    ShopObjects.podStatus(number, index, load.endpointsOfEach()));
        });
    }

    private Times single(Addresses addresses) {
        progress.tell("one Ingress, " + load.repetitions() + " times");
        List<Duration> times = new ArrayList<>();
        for (int round = 0; round < load.repetitions(); round++) {
            String name = "single-" + round;
            times.add(applied(1, number -> ShopObjects.ingress(name, "", 0), _ -> name, addresses)
                    .last());
            writer.delete(INGRESSES + "/" + name);
            await("the Ingress is gone")
                    .atMost(PATIENCE)
                    .until(() -> !addresses.seen().containsKey(name));
        }
        return Times.of(times);
    }

    private Figures.Step step(int count, String kind, Addresses addresses) {
        progress.tell(count + " Ingresses in groups of " + Load.GROUP_SIZE);
        int first = kind.equals("few") ? 0 : load.few();
        Times times = applied(
                count,
                number ->
                        ShopObjects.ingress(kind + "-" + number, kind + "-" + number / Load.GROUP_SIZE, first + number),
                number -> kind + "-" + number,
                addresses);
        return new Figures.Step(count + " Ingresses in groups of " + Load.GROUP_SIZE, count, times);
    }

    /** From the moment before the first is written until each has its address. */
    private Times applied(int count, IntFunction<String> json, IntFunction<String> name, Addresses addresses) {
        long began = System.nanoTime();
        BulkWriter.each(count, number -> writer.create(INGRESSES, json.apply(number)));
        List<String> names = IntStream.range(0, count).mapToObj(name).toList();
        await("all have an address")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> addresses.seen().keySet().containsAll(names));
        Map<String, Long> seen = addresses.seen();
        return Times.of(names.stream()
                .flatMap(each -> Stream.ofNullable(seen.get(each)))
                .map(moment -> Duration.ofNanos(moment - began))
                .toList());
    }

    /** The last endpoint of a Service, left out so far, appears; until it is registered. */
    private Duration firstEndpoint() {
        long began = System.nanoTime();
        writer.replace(
                SLICES + "/" + ShopObjects.serviceName(1) + "-x1",
                ShopObjects.slice(1, load.endpointsOfEach(), load.endpointsOfEach()));
        String address = ShopObjects.address(2 * load.endpointsOfEach() - 1);
        await("the endpoint is registered")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> account.called("RegisterTargets", address));
        return Duration.ofNanos(System.nanoTime() - began);
    }

    /** Once nothing has been changed for a while. */
    private Figures.Memory settled(OperatorProcess operator) {
        account.forgetCalls();
        long[] before = {-1};
        await("the operator is quiet")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(1))
                .during(load.quiet())
                .until(() -> {
                    long changes = account.changes();
                    boolean same = before[0] == changes;
                    before[0] = changes;
                    return same;
                });
        return new Figures.Memory(operator.resident(), operator.mostResident());
    }
}
