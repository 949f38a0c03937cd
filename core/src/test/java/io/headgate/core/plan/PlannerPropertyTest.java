package io.headgate.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.core.routing.Router;
import io.headgate.core.routing.RoutingRequest;
import io.headgate.core.routing.RoutingTable;
import io.headgate.core.stack.Listener;
import io.headgate.core.stack.LoadBalancer;
import io.headgate.core.stack.Stack;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random histories of desired stacks: whatever was before, plans lead to what is wanted, and nothing goes wrong on the way. */
class PlannerPropertyTest {

    private static final int HISTORIES = 150;
    private static final int CHANGES = 8;
    private static final Policy POLICY = new Policy(Set.of(), Set.of("team"), "sg-backend", true, true);

    private int serial;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 20_26, 77_003})
    void everyHistoryConvergesSafely(long seed) {
        Random random = new Random(seed);
        for (int history = 0; history < HISTORIES; history++) {
            Stack observed = Stack.empty(RandomStacks.GROUP);
            for (int change = 0; change < CHANGES; change++) {
                Stack desired = new RandomStacks(random).next();
                Plan plan = Planner.plan(desired, observed, POLICY);

                Stack after = run(plan, observed, random);

                assertThat(Planner.plan(desired, after, POLICY).steps())
                        .as("second plan, seed %d history %d change %d", seed, history, change)
                        .isEmpty();
                assertSameRouting(desired, after);
                observed = after;
            }
        }
    }

    /** Runs the steps in a random order that their dependencies allow, looking at every state between. */
    private Stack run(Plan plan, Stack observed, Random random) {
        Map<String, String> names = names(plan);
        Stack last = Renaming.of(names).stack(plan.applyTo(observed));
        List<PlannedStep> waiting = new ArrayList<>(plan.steps());
        Set<Integer> done = new HashSet<>();
        Stack stack = observed;
        while (!waiting.isEmpty()) {
            List<PlannedStep> ready = waiting.stream()
                    .filter(step -> done.containsAll(step.after()))
                    .toList();
            assertThat(ready).as("a step that can run").isNotEmpty();
            PlannedStep next = ready.get(random.nextInt(ready.size()));
            waiting.remove(next);
            done.add(next.number());
            stack = next.step().applyTo(stack);
            StackRules.check(stack);
            assertProbes(observed, Renaming.of(names).stack(stack), last, next);
        }
        return Renaming.of(names).stack(stack);
    }

    private Map<String, String> names(Plan plan) {
        Map<String, String> names = new HashMap<>();
        for (PlannedStep planned : plan.steps()) {
            if (Placeholder.is(planned.step().handle())) {
                names.put(planned.step().handle(), "arn:" + ++serial);
            }
        }
        return names;
    }

    /** A request that gets the same before and after gets it at every moment between, as long as its listener stays. */
    private static void assertProbes(Stack before, Stack now, Stack after, PlannedStep step) {
        for (int port : List.of(80, 443)) {
            Optional<RoutingTable> first = table(before, port);
            Optional<RoutingTable> last = table(after, port);
            if (first.isEmpty() || last.isEmpty() || !sameBalancer(before, after)) {
                continue;
            }
            RoutingTable current = table(now, port).orElseThrow();
            for (RoutingRequest probe : probes()) {
                Object old = Router.route(first.get(), probe).actions();
                if (old.equals(Router.route(last.get(), probe).actions())) {
                    assertThat(Router.route(current, probe).actions())
                            .as("%s%s after %s", probe.host(), probe.path(), step)
                            .isEqualTo(old);
                }
            }
        }
    }

    private static boolean sameBalancer(Stack before, Stack after) {
        return before.loadBalancers().getFirst().arn() != null
                && before.loadBalancers()
                        .getFirst()
                        .scheme()
                        .equals(after.loadBalancers().getFirst().scheme());
    }

    private static Optional<RoutingTable> table(Stack stack, int port) {
        return stack.loadBalancers().stream()
                .flatMap(balancer -> balancer.listeners().stream())
                .filter(listener -> listener.port() == port)
                .findFirst()
                .map(PlannerPropertyTest::table);
    }

    private static RoutingTable table(Listener listener) {
        return new RoutingTable(
                listener.rules().stream().map(rule -> rule.routing()).toList(), listener.defaultActions());
    }

    private static List<RoutingRequest> probes() {
        List<RoutingRequest> probes = new ArrayList<>();
        for (String host : List.of("a.example.com", "b.example.com", "c.example.com", "other.test")) {
            for (String path : List.of("/", "/a", "/a/b", "/a/c", "/b", "/bc", "/b/c")) {
                probes.add(new RoutingRequest("GET", host, path, "", List.of(), InetAddress.getLoopbackAddress()));
            }
        }
        return probes;
    }

    private static void assertSameRouting(Stack desired, Stack after) {
        assertThat(after.loadBalancers()).hasSameSizeAs(desired.loadBalancers());
        Map<String, String> arns = new HashMap<>();
        after.targetGroups().forEach(group -> arns.put(group.resource(), String.valueOf(group.arn())));
        for (int index = 0; index < desired.loadBalancers().size(); index++) {
            LoadBalancer wanted = desired.loadBalancers().get(index);
            List<Listener> listeners = after.loadBalancers().get(index).listeners();
            assertThat(listeners).hasSameSizeAs(wanted.listeners());
            for (int at = 0; at < listeners.size(); at++) {
                assertThat(conditions(listeners.get(at)))
                        .isEqualTo(conditions(wanted.listeners().get(at)));
                Set<String> resolved = new HashSet<>();
                StackRules.targetGroups(wanted.listeners().get(at)).forEach(name -> resolved.add(arns.get(name)));
                assertThat(StackRules.targetGroups(listeners.get(at))).isEqualTo(resolved);
            }
        }
    }

    private static List<Object> conditions(Listener listener) {
        return listener.rules().stream()
                .<Object>map(rule -> rule.routing().conditions())
                .toList();
    }
}
