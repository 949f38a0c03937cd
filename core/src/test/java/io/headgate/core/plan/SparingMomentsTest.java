package io.headgate.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.core.cluster.Ingress;
import io.headgate.core.compile.Compilation;
import io.headgate.core.compile.SparingGroups;
import io.headgate.core.routing.Action;
import io.headgate.core.routing.Router;
import io.headgate.core.routing.RoutingRequest;
import io.headgate.core.routing.RoutingTable;
import io.headgate.core.routing.TargetGroupRef;
import io.headgate.core.stack.Listener;
import io.headgate.core.stack.Stack;
import io.headgate.core.stack.TargetGroup;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Members that begin and cease to pack and share, come and go: at every moment each host that is served before and after a change gets
 * its own Service.
 */
final class SparingMomentsTest {

    private static final int HISTORIES = 12;
    private static final int CHANGES = 6;
    private static final int MEMBERS = 12;
    private static final int SERVICES = 3;
    private static final Policy POLICY = Policy.defaults("sg-backend");

    private int serial;
    private int answers;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 20_26})
    void everyHostGetsItsServiceAtEveryMoment(long seed) {
        Random random = new Random(seed);
        for (int history = 0; history < HISTORIES; history++) {
            Compilation last = SparingGroups.compile(members(random), Map.of());
            Stack observed = Stack.empty(last.stack().group());
            for (int change = 0; change < CHANGES; change++) {
                last = SparingGroups.compile(members(random), last.contributions());
                Plan plan = Planner.plan(last.stack(), observed, POLICY);
                observed = run(plan, observed, "seed " + seed + ", history " + history + ", change " + change);
            }
        }
        System.out.println("seed " + seed + ": " + answers + " answers of served hosts between steps");
        assertThat(answers).isGreaterThan(HISTORIES * CHANGES * MEMBERS);
    }

    private Stack run(Plan plan, Stack observed, String where) {
        Map<String, String> names = new HashMap<>();
        plan.steps().stream()
                .map(planned -> planned.step().handle())
                .filter(Placeholder::is)
                .forEach(handle -> names.put(handle, "arn:" + ++serial));
        Stack last = Renaming.of(names).stack(plan.applyTo(observed));
        Stack stack = observed;
        for (PlannedStep planned : plan.steps()) {
            stack = planned.step().applyTo(stack);
            Stack now = Renaming.of(names).stack(stack);
            for (int host = 0; host < MEMBERS; host++) {
                String before = service(observed, host);
                if (!before.isEmpty() && before.equals(service(last, host))) {
                    answers++;
                    assertThat(service(now, host))
                            .as("%s: host %d after %s", where, host, planned)
                            .isEqualTo(before);
                }
            }
        }
        return last;
    }

    /** Each host belongs to one member and one Service for ever; whether the member is there and sparing changes. */
    private static List<Ingress> members(Random random) {
        List<Ingress> members = new ArrayList<>();
        IntStream.range(0, MEMBERS).forEach(index -> {
            if (index == 0 || random.nextInt(4) > 0) {
                members.add(SparingGroups.ingress(
                        "m%02d".formatted(index),
                        "s" + index % SERVICES,
                        random.nextInt(3) == 0 ? Map.of() : SparingGroups.BOTH,
                        host(index)));
            }
        });
        return members;
    }

    private static String host(int index) {
        return "h" + index + ".example.com";
    }

    /** The Service that a host is sent to: what stands behind the last dash of the target group's resource. Empty for none. */
    private static String service(Stack stack, int host) {
        RoutingRequest request =
                new RoutingRequest("GET", host(host), "/", "", List.of(), InetAddress.getLoopbackAddress());
        return stack.loadBalancers().stream()
                .flatMap(balancer -> balancer.listeners().stream())
                .map(SparingMomentsTest::table)
                .flatMap(table -> Router.route(table, request).actions().stream())
                .flatMap(action -> targetGroup(stack, action))
                .map(TargetGroup::resource)
                .map(resource -> resource.substring(resource.lastIndexOf("-s") + 1, resource.indexOf(':')))
                .findFirst()
                .orElse("");
    }

    private static Stream<TargetGroup> targetGroup(Stack stack, Action action) {
        return action instanceof Action.Forward forward
                        && forward.targetGroups().getFirst().targetGroup() instanceof TargetGroupRef.ByArn(String arn)
                ? stack.targetGroups().stream().filter(group -> arn.equals(group.arn()))
                : Stream.empty();
    }

    private static RoutingTable table(Listener listener) {
        return new RoutingTable(
                listener.rules().stream().map(rule -> rule.routing()).toList(), listener.defaultActions());
    }
}
