package io.headgate.core.compile;

import static io.headgate.core.compile.Fixture.SETTINGS;
import static io.headgate.core.compile.Fixture.facts;
import static io.headgate.core.compile.Fixture.key;
import static io.headgate.core.compile.SparingGroups.SHARING;
import static io.headgate.core.compile.SparingGroups.ingress;
import static io.headgate.core.compile.SparingGroups.singleHosts;
import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.core.cluster.Ingress;
import io.headgate.core.cluster.ObjectKey;
import io.headgate.core.contribution.Contribution;
import io.headgate.core.naming.TrackingTags;
import io.headgate.core.routing.Action;
import io.headgate.core.routing.TargetGroupRef;
import io.headgate.core.stack.Stack;
import io.headgate.core.stack.TargetGroup;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Members that want it share equal target groups, which keep their names whoever comes and goes. */
final class TargetSharingTest {
    private static final Map<String, String> SHARES = Map.of(SHARING, "enabled");
    private static final Map<String, String> OTHER_CHECK =
            Map.of(SHARING, "enabled", "alb.ingress.kubernetes.io/healthcheck-path", "/other");

    @Test
    void makesOneTargetGroupForAHundredIngressesOfOneService() {
        Stack stack = compile(singleHosts(100, 1, SHARES), Map.of()).stack();

        assertThat(stack.targetGroups()).singleElement().satisfies(group -> {
            assertThat(group.resource()).isEqualTo("shop/m000-s00:80");
            assertThat(group.tags()).containsEntry(TrackingTags.RESOURCE, group.resource());
            assertThat(stack.bindings()).singleElement().satisfies(binding -> {
                assertThat(binding.key()).isEqualTo(key(group.name()));
                assertThat(binding.resource()).isEqualTo(group.resource());
                assertThat(binding.targetGroup()).isEqualTo(new TargetGroupRef.InStack(group.resource()));
            });
        });
        assertThat(forwardedTo(stack)).hasSize(100).containsOnly("shop/m000-s00:80");
    }

    @Test
    void sharesNothing_unlessAsked() {
        List<Ingress> members = Stream.concat(
                        singleHosts(2, 1, Map.of()).stream(), Stream.of(ingress("z", "s00", SHARES, "z.example.com")))
                .toList();

        assertThat(compile(members, Map.of()).stack().targetGroups()).hasSize(3);
    }

    @Test
    void keepsTheTargetGroup_whenTheMemberLeavesThatGaveTheName() {
        List<Ingress> members = singleHosts(3, 1, SHARES);
        Compilation before = compile(members, Map.of());

        Compilation after = compile(members.subList(1, 3), before.contributions());

        assertThat(after.stack().targetGroups()).isEqualTo(before.stack().targetGroups());
        assertThat(after.stack().bindings()).isEqualTo(before.stack().bindings());
        assertThat(compile(members.subList(2, 3), after.contributions()).stack().targetGroups())
                .isEqualTo(before.stack().targetGroups());
    }

    @Test
    void keepsTheTargetGroup_whenAMemberComesInFront() {
        List<Ingress> members = new ArrayList<>(singleHosts(2, 1, SHARES));
        Compilation before = compile(members, Map.of());
        members.add(ingress("a-first", "s00", SHARES, "first.example.com"));

        assertThat(compile(members, before.contributions()).stack().targetGroups())
                .isEqualTo(before.stack().targetGroups());
    }

    @Test
    void changesTheTargetGroupInPlace_whenAllChangeAlike() {
        Compilation before = compile(singleHosts(2, 1, SHARES), Map.of());

        Compilation after = compile(singleHosts(2, 1, OTHER_CHECK), before.contributions());

        assertThat(after.stack().targetGroups()).singleElement().satisfies(group -> {
            assertThat(group.name())
                    .isEqualTo(before.stack().targetGroups().getFirst().name());
            assertThat(group.healthCheck().path()).isEqualTo("/other");
        });
    }

    @Test
    void leavesTheTargetGroupOfTheOthersAsItIs_whenTheMemberChangesThatGaveTheName() {
        List<Ingress> members = singleHosts(3, 1, SHARES);
        Compilation before = compile(members, Map.of());
        List<Ingress> changed = new ArrayList<>(members);
        changed.set(0, ingress("m000", "s00", OTHER_CHECK, "h000.example.com"));

        Compilation after = compile(changed, before.contributions());
        Compilation again = compile(changed, after.contributions());

        TargetGroup shared = before.stack().targetGroups().getFirst();
        assertThat(after.stack().targetGroups()).hasSize(2).contains(shared);
        assertThat(after.stack().targetGroups())
                .filteredOn(group -> "/other".equals(group.healthCheck().path()))
                .singleElement()
                .satisfies(own -> {
                    assertThat(own.name()).isNotEqualTo(shared.name()).hasSameSizeAs(shared.name());
                    assertThat(own.resource()).isEqualTo("shop/m000-s00:80/2");
                });
        assertThat(forwardedTo(after.stack()))
                .containsExactly("shop/m000-s00:80/2", shared.resource(), shared.resource());
        assertThat(again.stack()).isEqualTo(after.stack());
    }

    @Test
    void givesTheNameBack_whenItsMemberSharesNoLonger() {
        List<Ingress> members = singleHosts(3, 1, SHARES);
        Compilation before = compile(members, Map.of());
        List<Ingress> changed = new ArrayList<>(members);
        changed.set(0, ingress("m000", "s00", Map.of(), "h000.example.com"));

        assertThat(forwardedTo(compile(changed, before.contributions()).stack()))
                .containsExactly("shop/m000-s00:80", "shop/m001-s00:80", "shop/m001-s00:80");
    }

    @Test
    void takesAnotherName_whenTheKindOfTargetGroupChanges() {
        Map<String, String> https = new HashMap<>(SHARES);
        https.put("alb.ingress.kubernetes.io/backend-protocol", "HTTPS");
        Compilation before = compile(singleHosts(2, 1, SHARES), Map.of());

        Compilation after = compile(singleHosts(2, 1, https), before.contributions());

        assertThat(after.stack().targetGroups())
                .singleElement()
                .satisfies(group -> assertThat(group.name())
                        .isNotEqualTo(before.stack().targetGroups().getFirst().name()));
    }

    @Test
    void findsTheNameEvenIfWhatWasAcceptedIsForgotten() {
        Compilation before = compile(singleHosts(3, 1, SHARES), Map.of());

        assertThat(compile(singleHosts(3, 1, SHARES), Map.of()).stack()).isEqualTo(before.stack());
    }

    private static Compilation compile(List<Ingress> members, Map<ObjectKey, Contribution> lastAccepted) {
        return Compiler.compile(SparingGroups.group(members), lastAccepted, facts(), SETTINGS);
    }

    private static List<String> forwardedTo(Stack stack) {
        return stack.loadBalancers().stream()
                .flatMap(balancer -> balancer.listeners().stream())
                .flatMap(listener -> listener.rules().stream())
                .flatMap(rule -> rule.routing().actions().stream())
                .map(Action.Forward.class::cast)
                .flatMap(forward -> forward.targetGroups().stream())
                .map(group -> ((TargetGroupRef.InStack) group.targetGroup()).resource())
                .toList();
    }
}
