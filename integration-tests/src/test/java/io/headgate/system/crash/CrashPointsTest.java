package io.headgate.system.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.simulator.fault.Fault;
import io.headgate.simulator.fault.FaultPlan;
import io.headgate.simulator.fault.Selector;
import io.headgate.system.harness.VirtualCluster;
import io.headgate.system.harness.World;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Whatever stops the operator, and whichever call fails in whichever way: the same end, nothing twice, nothing left over. */
final class CrashPointsTest {

    @TestFactory
    Stream<DynamicTest> everyPointLeadsToTheSameEnd() {
        String only = System.getProperty("headgate.crash.only", "");
        return Scenario.all().stream()
                .filter(scenario -> scenario.name().contains(only))
                .map(scenario -> DynamicTest.dynamicTest(scenario.name(), () -> check(scenario)));
    }

    private static void check(Scenario scenario) {
        long start = System.nanoTime();
        Undisturbed undisturbed = Undisturbed.of(scenario);
        List<String> wrong = new ArrayList<>();
        int points = 0;
        for (Disturbance disturbance : Disturbance.values()) {
            List<String> found = IntStream.rangeClosed(1, undisturbed.calls())
                    .parallel()
                    .mapToObj(call -> disturbed(scenario, undisturbed, disturbance, call))
                    .flatMap(List::stream)
                    .toList();
            wrong.addAll(found);
            points += undisturbed.calls();
        }
        System.out.println("crash points: " + scenario + ": " + undisturbed.calls() + " calls (" + undisturbed.writes()
                + "), " + points + " points, " + wrong.size() + " wrong, " + (System.nanoTime() - start) / 1_000_000
                + " ms");
        assertThat(wrong).isEmpty();
    }

    /** The same change without anything going wrong. */
    private record Undisturbed(int calls, List<String> writes, List<String> picture) {
        static Undisturbed of(Scenario scenario) {
            try (World world = World.start(scenario.flags(), 1, scenario.care())) {
                world.converge(scenario.before());
                world.restart();
                int before = world.writes().size();
                world.converge(scenario.after());
                int calls = world.lifeline().done();
                List<String> writes = world.writes().stream().skip(before).toList();
                assertThat(world.writesOfARestart(scenario.after()))
                        .as("writes of a restart without any disturbance")
                        .isEmpty();
                world.policy().expectNothingDenied();
                return new Undisturbed(calls, writes, world.picture(scenario.after()));
            }
        }
    }

    /** What happens at a point. */
    private enum Disturbance {
        STOP,
        ERROR_BEFORE,
        ERROR_AFTER,
        LOST_ANSWER;

        /** An answer that is lost is asked for again; an error is left to the next pass. */
        int attempts() {
            return this == LOST_ANSWER ? 3 : 1;
        }

        void arm(World world, int point) {
            switch (this) {
                case STOP -> world.lifeline().cutAfter(point);
                case ERROR_BEFORE -> fail(world, point, Fault.broken(Fault.Moment.BEFORE_THE_EFFECT));
                case ERROR_AFTER -> fail(world, point, Fault.broken(Fault.Moment.AFTER_THE_EFFECT));
                case LOST_ANSWER -> fail(world, point, new Fault.Losing(Fault.Moment.AFTER_THE_EFFECT));
            }
        }

        private static void fail(World world, int point, Fault fault) {
            world.faults().set(FaultPlan.of(Selector.all().nth(point), fault));
        }
    }

    private static List<String> disturbed(
            Scenario scenario, Undisturbed undisturbed, Disturbance disturbance, int point) {
        String where = disturbance + " at " + point + ": ";
        try (World world = World.start(scenario.flags(), disturbance.attempts(), scenario.care())) {
            world.converge(scenario.before());
            world.restart();
            disturbance.arm(world, point);
            passUntilStopped(world, scenario.after());
            if (disturbance == Disturbance.STOP) {
                world.restart();
            }
            world.converge(scenario.after());
            world.faults().clear();
            List<String> wrong = new ArrayList<>();
            world.writesOfARestart(scenario.after()).forEach(write -> wrong.add(where + "a restart writes " + write));
            World.differences(undisturbed.picture(), world.picture(scenario.after()))
                    .forEach(line -> wrong.add(where + line));
            return wrong;
        } catch (AssertionError endless) {
            return List.of(where + endless.getMessage());
        }
    }

    private static void passUntilStopped(World world, VirtualCluster cluster) {
        for (int pass = 0; pass < 24 && !world.lifeline().isCut(); pass++) {
            if (world.pass(cluster).idle()) {
                return;
            }
        }
    }
}
