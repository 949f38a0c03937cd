package io.headgate.system.history;

import static io.headgate.system.harness.Member.named;
import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.aws.client.AwsClients;
import io.headgate.aws.client.AwsSettings;
import io.headgate.simulator.AccountSnapshot;
import io.headgate.simulator.api.RecordedCall;
import io.headgate.simulator.fault.Fault;
import io.headgate.simulator.fault.FaultPlan;
import io.headgate.simulator.fault.Lag;
import io.headgate.simulator.fault.Selector;
import io.headgate.system.SimulatedAccount;
import io.headgate.system.harness.VirtualCluster;
import io.headgate.system.harness.World;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whatever a read says wrongly, whoever reads it, nothing that is wanted goes, and nothing that is not wanted stays. */
final class MisreadTest {

    private static final VirtualCluster SHOP = VirtualCluster.of(
            named("web")
                    .in("shop")
                    .path("/api", "api")
                    .host("web.example.org")
                    .with("certificate-arn", World.CERTIFICATE)
                    .with("wafv2-acl-arn", SimulatedAccount.WEB_ACL)
                    .with("shield-advanced-protection", "true"),
            named("cart").in("shop").onlyPath("/", "cart"));

    /** Who reads. */
    private enum Reader {
        A_NEW_PROCESS,
        A_LOOK_FOR_DRIFT;

        void read(World world) {
            switch (this) {
                case A_NEW_PROCESS -> world.restart();
                case A_LOOK_FOR_DRIFT -> world.look();
            }
            world.pass(SHOP);
            world.pass(SHOP);
        }
    }

    @Test
    void nothingThatIsWantedGoes() {
        List<Fault> faults = List.of(
                new Fault.Empty(),
                new Fault.Partial(1),
                new Fault.Stale(Lag.of(Integer.MAX_VALUE)),
                new Fault.Untagged(Lag.of(Integer.MAX_VALUE)));
        Set<String> reads = reads();
        List<String> wrong = Stream.of(Reader.values())
                .flatMap(reader ->
                        faults.stream().flatMap(fault -> reads.stream().map(read -> new Misread(reader, read, fault))))
                .parallel()
                .flatMap(misread -> misread.damage().stream())
                .toList();

        System.out.println("misreads: " + reads.size() + " reads " + reads + ", " + faults.size() + " faults each, "
                + wrong.size() + " wrong");
        assertThat(wrong).isEmpty();
    }

    @Test
    void whatWasJustMadeIsRemovedAlthoughNoListShowsIt() {
        try (World world = World.start(List.of(), 1)) {
            List<String> before = world.picture();
            world.converge(SHOP);
            world.faults()
                    .set(FaultPlan.of(
                            Selector.operation("DescribeTags"), new Fault.Untagged(Lag.of(Integer.MAX_VALUE))));
            world.operator().provider().refresh(group -> true);

            world.converge(new VirtualCluster(List.of()));

            assertThat(World.differences(before, world.picture())).isEmpty();
        }
    }

    @Test
    void whatOthersDeletedSinceIsNotWaitedFor() {
        try (World world = World.start(List.of(), 1)) {
            List<String> before = world.picture();
            world.converge(SHOP);
            deleteLoadBalancers(world);
            world.operator().provider().refresh(group -> true);

            world.converge(new VirtualCluster(List.of()));

            assertThat(World.differences(before, world.picture())).isEmpty();
        }
    }

    private static void deleteLoadBalancers(World world) {
        AwsSettings settings = AwsSettings.of("others", SimulatedAccount.REGION, SimulatedAccount.VPC)
                .withLocalEndpoint(world.endpoint());
        try (AwsClients others = AwsClients.create(settings, new SimpleMeterRegistry(), InstantSource.system())) {
            world.account()
                    .loadBalancers()
                    .forEach(balancer ->
                            others.elb().deleteLoadBalancer(request -> request.loadBalancerArn(balancer.arn())));
        }
    }

    /** All that is ever asked while the shop is served. */
    private static Set<String> reads() {
        try (World world = served()) {
            Reader.A_LOOK_FOR_DRIFT.read(world);
            Reader.A_NEW_PROCESS.read(world);
            Set<String> reads = new TreeSet<>();
            world.calls().calls().stream()
                    .map(RecordedCall::operation)
                    .filter(RecordedCall::reads)
                    .forEach(reads::add);
            return reads;
        }
    }

    private static World served() {
        World world = World.start(List.of(), 1);
        world.converge(SHOP);
        world.restart();
        world.converge(SHOP);
        return world;
    }

    private record Misread(Reader reader, String read, Fault fault) {

        List<String> damage() {
            try (World world = served()) {
                List<String> before = world.picture();
                Set<String> things = things(world.account());
                world.faults().set(FaultPlan.of(Selector.operation(read), fault));
                reader.read(world);
                List<String> wrong = new ArrayList<>();
                things.removeAll(things(world.account()));
                things.forEach(gone -> wrong.add(this + ": removed " + gone));
                World.differences(before, world.picture()).stream()
                        .filter(line -> line.startsWith("lacks"))
                        .forEach(line -> wrong.add(this + ": " + line));
                world.faults().clear();
                world.restart();
                world.converge(SHOP);
                World.differences(before, world.picture()).forEach(line -> wrong.add(this + ": " + line));
                return wrong;
            } catch (AssertionError endless) {
                return List.of(this + ": " + endless.getMessage());
            }
        }

        /** By ARN or id: what is made anew is another one. */
        private static Set<String> things(AccountSnapshot account) {
            Set<String> things = new TreeSet<>();
            account.loadBalancers().forEach(balancer -> things.add(balancer.arn()));
            account.listeners().forEach(listener -> things.add(listener.arn()));
            account.rules().values().forEach(rules -> rules.forEach(rule -> things.add(rule.arn())));
            account.targetGroups().forEach(group -> things.add(group.arn()));
            account.securityGroups().forEach(group -> things.add(group.id()));
            return things;
        }
    }
}
