package io.headgate.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.core.group.GroupId;
import io.headgate.core.stack.SecurityGroup;
import io.headgate.core.stack.SecurityGroup.Permission;
import io.headgate.core.stack.SecurityGroup.Source;
import io.headgate.core.stack.SecurityGroupRef;
import io.headgate.core.stack.Stack;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class SecurityGroupPlannerTest {
    private static final GroupId GROUP = new GroupId.Explicit("front");
    private static final Permission HTTP = new Permission("tcp", 80, 80, new Source.Cidr("0.0.0.0/0"), "");
    private static final Permission OUT = new Permission(
            "tcp", 8080, 8080, new Source.Cidr("0.0.0.0/0"), SecurityGroup.OUTBOUND_DESCRIPTION + ": targets");

    @Test
    void opensWhatIsNeededBeforeItShutsWhatIsNot() {
        Plan plan = plan(group(List.of(HTTP), List.of(OUT)), group(List.of(HTTP), SecurityGroup.OPEN_EGRESS));

        assertThat(calls(plan)).containsExactly("AuthorizeEgress", "RevokeEgress");
        assertThat(plan.applyTo(stack(group(List.of(HTTP), SecurityGroup.OPEN_EGRESS)))
                        .securityGroups()
                        .getFirst()
                        .egress())
                .containsExactly(OUT);
    }

    @Test
    void aFullGroupIsChangedInPlace_andNothingIsRevokedFirst() {
        List<Permission> before = blocks("10.0.", 60);
        List<Permission> after = blocks("10.9.", 60);

        Plan plan = plan(group(after, null), group(before, null));

        assertThat(calls(plan)).containsExactly("ReplaceIngress");
        assertThat(plan.applyTo(stack(group(before, null)))
                        .securityGroups()
                        .getFirst()
                        .ingress())
                .containsExactlyInAnyOrderElementsOf(after);
    }

    private static List<Permission> blocks(String prefix, int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> new Permission("tcp", 80, 80, new Source.Cidr(prefix + number + ".0/24"), ""))
                .toList();
    }

    @Test
    void leavesOutboundPermissionsOfOthersAlone() {
        Permission foreign = new Permission("tcp", 5432, 5432, new Source.Cidr("10.0.0.0/8"), "database");

        assertThat(calls(plan(group(List.of(HTTP), null), group(List.of(HTTP), List.of(foreign)))))
                .isEmpty();
    }

    @Test
    void opensAgainWhatWasRestrictedByUs() {
        assertThat(calls(plan(group(List.of(HTTP), null), group(List.of(HTTP), List.of(OUT)))))
                .containsExactly("AuthorizeEgress", "RevokeEgress");
    }

    @Test
    void takesBlocksForTheSameThatEc2WritesDifferently() {
        Permission written = new Permission("tcp", 80, 80, new Source.Cidr("10.1.2.3/8"), "");
        Permission answered = new Permission("tcp", 80, 80, new Source.Cidr("10.0.0.0/8"), "");
        Permission ofPeer = new Permission(
                "tcp", 80, 80, new Source.Group(new SecurityGroupRef.OfPeer("999999999999", "sg-1")), "");
        Permission byId = new Permission("tcp", 80, 80, new Source.Group(new SecurityGroupRef.ById("sg-1")), "");

        assertThat(calls(plan(group(List.of(written, ofPeer), null), group(List.of(answered, byId), null))))
                .isEmpty();
    }

    @Test
    void describesWhatIsThereAlready_withoutTouchingIt() {
        Permission described = HTTP.withDescription("headgate.io/inbound: port 80 of front");

        Plan plan = plan(group(List.of(described), null), group(List.of(HTTP), null));

        assertThat(calls(plan)).containsExactly("DescribeIngress");
        assertThat(plan.applyTo(stack(group(List.of(HTTP), null)))
                        .securityGroups()
                        .getFirst()
                        .ingress())
                .containsExactly(described);
    }

    private static Plan plan(SecurityGroup desired, SecurityGroup observed) {
        return Planner.plan(stack(desired.withId(null)), stack(observed), Policy.defaults(null));
    }

    private static List<String> calls(Plan plan) {
        return plan.steps().stream()
                .map(planned -> planned.step().getClass().getSimpleName())
                .toList();
    }

    private static SecurityGroup group(List<Permission> ingress, @Nullable List<Permission> egress) {
        return new SecurityGroup(
                SecurityGroup.MANAGED_RESOURCE, "sg-managed", "k8s-front", "managed", ingress, egress, Map.of());
    }

    private static Stack stack(SecurityGroup group) {
        return Stack.empty(GROUP).withSecurityGroups(List.of(group));
    }
}
