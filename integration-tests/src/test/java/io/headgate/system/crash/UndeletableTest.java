package io.headgate.system.crash;

import static io.headgate.system.harness.Member.named;
import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.simulator.fault.Fault;
import io.headgate.simulator.fault.FaultPlan;
import io.headgate.simulator.fault.Selector;
import io.headgate.simulator.fault.Throttling;
import io.headgate.system.harness.VirtualCluster;
import io.headgate.system.harness.World;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever kept AWS from making all of a group: deleting it leaves nothing. */
final class UndeletableTest {

    private static final VirtualCluster SHOP = VirtualCluster.of(
            named("web").in("shop").path("/api", "api"),
            named("cart").in("shop").onlyPath("/", "cart"));
    private static final VirtualCluster NOTHING = VirtualCluster.of();
    private static final int PASSES = 3;

    /** What AWS says, by call that it says it to. */
    static List<Refusal> refusals() {
        List<String> creations = List.of(
                "CreateSecurityGroup",
                "AuthorizeSecurityGroupIngress",
                "CreateTargetGroup",
                "CreateLoadBalancer",
                "CreateListener",
                "CreateRule",
                "RegisterTargets",
                "ModifyLoadBalancerAttributes");
        Map<String, String> codes = new LinkedHashMap<>();
        codes.put("CreateSecurityGroup", "SecurityGroupLimitExceeded");
        codes.put("AuthorizeSecurityGroupIngress", "RulesPerSecurityGroupLimitExceeded");
        codes.put("CreateTargetGroup", "TooManyTargetGroups");
        codes.put("CreateLoadBalancer", "TooManyLoadBalancers");
        codes.put("CreateListener", "TooManyListeners");
        codes.put("CreateRule", "TooManyUniqueTargetGroupsPerLoadBalancer");
        codes.put("RegisterTargets", "TooManyTargets");
        List<Refusal> refusals = new ArrayList<>();
        for (String call : creations) {
            for (String code : List.of(
                    codes.getOrDefault(call, "LimitExceeded"),
                    "AccessDenied",
                    "Throttling",
                    "ResourceNotFound",
                    "InternalFailure")) {
                refusals.add(new Refusal(call, code, 1));
                refusals.add(new Refusal(call, code, 2));
            }
        }
        return refusals;
    }

    /** @param from the first call of that name that is refused; all after it are too */
    record Refusal(String call, String code, int from) {
        FaultPlan plan() {
            return FaultPlan.of(Selector.operation(call).from(from), Fault.refused(code, "injected"));
        }

        @Override
        public String toString() {
            return call + " from the " + from + ". on: " + code;
        }
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void whatCouldNotBeMadeCanBeDeleted(Refusal refusal) {
        try (World world = World.start(List.of(), 1)) {
            List<String> empty = world.picture();
            world.faults().set(refusal.plan());
            for (int pass = 0; pass < PASSES; pass++) {
                world.pass(SHOP);
            }
            // The account goes on refusing: what deletes is not what creates.
            world.converge(NOTHING);

            assertThat(World.differences(empty, world.picture())).isEmpty();
        }
    }

    @Test
    void aThrottledAccountIsEmptiedOnceTimePasses() {
        try (World world = World.start(List.of(), 1)) {
            List<String> empty = world.picture();
            world.faults()
                    .set(FaultPlan.NONE.withThrottling(Throttling.account().withNeighbour(0.8)));
            for (int pass = 0; pass < PASSES; pass++) {
                world.pass(SHOP);
            }

            assertThat(world.secondsUntilDone(NOTHING)).as("simulated seconds").isLessThan(60);
            world.faults().clear();
            assertThat(World.differences(empty, world.picture())).isEmpty();
        }
    }
}
