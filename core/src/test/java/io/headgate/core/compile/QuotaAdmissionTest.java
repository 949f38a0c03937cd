package io.headgate.core.compile;

import static io.headgate.core.compile.Fixture.SETTINGS;
import static io.headgate.core.compile.Fixture.facts;
import static io.headgate.core.compile.Fixture.group;
import static io.headgate.core.compile.Fixture.ingress;
import static io.headgate.core.compile.Fixture.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.headgate.core.cluster.Ingress;
import io.headgate.core.cluster.ObjectKey;
import io.headgate.core.contribution.Contribution;
import io.headgate.core.facts.CloudFacts;
import io.headgate.core.finding.Finding;
import io.headgate.core.quota.Limits;
import io.headgate.core.quota.Quota;
import io.headgate.core.settings.AwsLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whoever does not fit into the limits of the account is refused alone, before any call. */
final class QuotaAdmissionTest {

    @Test
    void refusesOnlyTheIngressOfTheHundredAndFirstRule_withNumbers() {
        Compilation compilation = compile(members(101), Map.of(), told(Quota.RULES, 100));

        assertThat(rules(compilation)).isEqualTo(100);
        assertThat(refused(compilation)).containsExactly("m100");
        assertThat(compilation.findings().get(key("m100"))).singleElement().satisfies(finding -> {
            assertThat(finding.reason()).isEqualTo(Finding.QUOTA_EXCEEDED);
            assertThat(finding.message())
                    .contains("without it 100 of 100 rules", "with it 101", "rules-per-application-load-balancer");
            assertThat(finding.remedy()).contains("higher limit", "another group");
        });
    }

    @Test
    void keepsThoseAcceptedBefore_whenOneComesInFrontOfThem() {
        Map<ObjectKey, Contribution> before =
                compile(members(3), Map.of(), told(Quota.RULES, 3)).contributions();
        List<Ingress> now = Stream.concat(Stream.of(ingress("a-first")), members(3).stream())
                .toList();

        Compilation compilation = compile(now, before, told(Quota.RULES, 3));

        assertThat(refused(compilation)).containsExactly("a-first");
        assertThat(rules(compilation)).isEqualTo(3);
    }

    @Test
    void refusesTheGrowthOfAMember_butNotItsOtherChanges() {
        List<Ingress> members = members(3);
        Map<ObjectKey, Contribution> before =
                compile(members, Map.of(), told(Quota.RULES, 3)).contributions();
        List<Ingress> grown = List.of(members.get(0), withHosts("m001", "m001", "more"), members.get(2));
        List<Ingress> edited = List.of(members.get(0), withHosts("m001", "other"), members.get(2));

        Compilation refusing = compile(grown, before, told(Quota.RULES, 3));
        Compilation accepting = compile(edited, before, told(Quota.RULES, 3));

        assertThat(refused(refusing)).containsExactly("m001");
        assertThat(refusing.contributions()).isEqualTo(before);
        assertThat(refused(accepting)).isEmpty();
    }

    @Test
    void letsOneGrowIntoTheRoomThatAnotherLeaves() {
        List<Ingress> members = List.of(withHosts("m000", "a"), withHosts("m001", "b", "c"));
        Map<ObjectKey, Contribution> before =
                compile(members, Map.of(), told(Quota.RULES, 3)).contributions();
        List<Ingress> swapped = List.of(withHosts("m000", "a", "d"), withHosts("m001", "b"));

        Compilation compilation = compile(swapped, before, told(Quota.RULES, 3));

        assertThat(refused(compilation)).isEmpty();
        assertThat(rules(compilation)).isEqualTo(3);
    }

    @Test
    void keepsASmallOneInThoughALargeOneBeforeItDoesNotFit() {
        List<Ingress> members = List.of(ingress("a"), withHosts("b", "b1", "b2", "b3"), ingress("c"));

        Compilation compilation = compile(members, Map.of(), told(Quota.RULES, 2));

        assertThat(refused(compilation)).containsExactly("b");
    }

    @Test
    void leavesWhatIsThere_whenALimitWasLowered_andLetsItShrink() {
        List<Ingress> members = members(4);
        Map<ObjectKey, Contribution> before =
                compile(members, Map.of(), told(Quota.RULES, 4)).contributions();

        Compilation unchanged = compile(members, before, told(Quota.RULES, 2));
        Compilation edited = compile(
                List.of(members.get(0), members.get(1), withHosts("m002", "edited")), before, told(Quota.RULES, 2));

        assertThat(refused(unchanged)).isEmpty();
        assertThat(rules(unchanged)).isEqualTo(4);
        assertThat(refused(edited)).isEmpty();
        assertThat(rules(edited)).isEqualTo(3);
    }

    @Test
    void acceptsTheRefusedOne_whenTheLimitIsRaised() {
        Compilation refusing = compile(members(3), Map.of(), told(Quota.RULES, 2));
        Compilation accepting = compile(members(3), refusing.contributions(), told(Quota.RULES, 3));

        assertThat(refused(refusing)).containsExactly("m002");
        assertThat(refused(accepting)).isEmpty();
    }

    @Test
    void refusesNobodyForALimitThatIsOnlyAssumed() {
        Compilation compilation = compile(members(150), Map.of(), facts());

        assertThat(refused(compilation)).isEmpty();
        assertThat(compilation.ledger().uses())
                .filteredOn(use -> use.quota() == Quota.RULES)
                .singleElement()
                .satisfies(use -> {
                    assertThat(use.used()).isEqualTo(150);
                    assertThat(use.limit()).isEqualTo(100);
                    assertThat(use.exceeded()).isFalse();
                });
    }

    @Test
    void saysThatAGroupCannotBeMade_whenTheAccountHasNoLoadBalancerLeft() {
        CloudFacts full = facts().withLimits(
                        new Limits(Map.of(Quota.LOAD_BALANCERS, 50), Map.of(Quota.LOAD_BALANCERS, 50), null));

        Compilation compilation = compile(members(2), Map.of(), full);

        assertThat(compilation.frozen()).isTrue();
        assertThat(refused(compilation)).containsExactly("m000", "m001");
        assertThat(compilation.findings().get(key("m000")))
                .singleElement()
                .satisfies(finding -> assertThat(finding.message()).contains("50 of 50"));
    }

    @Test
    void tellsInsteadOfRefusing_whereOnlyReportsAreWanted() {
        Compilation compilation =
                Compiler.compile(group(members(3)), told(Quota.RULES, 2), SETTINGS.withAwsLimits(AwsLimits.REPORT));

        assertThat(refused(compilation)).isEmpty();
        assertThat(compilation.findings().get(key("m002")))
                .extracting(Finding::severity, Finding::reason)
                .containsExactly(tuple(Finding.Severity.WARNING, Finding.QUOTA_EXCEEDED));
    }

    private static CloudFacts told(Quota quota, int limit) {
        return facts().withLimits(new Limits(Map.of(quota, limit), Map.of(), null));
    }

    private static Compilation compile(
            List<Ingress> members, Map<ObjectKey, Contribution> lastAccepted, CloudFacts facts) {
        return Compiler.compile(group(members), lastAccepted, facts, SETTINGS);
    }

    private static List<Ingress> members(int count) {
        return IntStream.range(0, count)
                .mapToObj(index -> ingress("m%03d".formatted(index)))
                .toList();
    }

    private static Ingress withHosts(String name, String... hosts) {
        Ingress one = ingress(name);
        List<Ingress.Rule> rules = new ArrayList<>();
        for (String host : hosts) {
            rules.add(new Ingress.Rule(
                    host + ".example.com", one.rules().getFirst().http()));
        }
        return new Ingress(
                one.key(),
                one.uid(),
                one.generation(),
                one.annotations(),
                one.finalizers(),
                one.deleting(),
                one.ingressClassName(),
                one.defaultBackend(),
                rules,
                one.tls());
    }

    private static int rules(Compilation compilation) {
        return compilation.stack().loadBalancers().stream()
                .flatMap(balancer -> balancer.listeners().stream())
                .mapToInt(listener -> listener.rules().size())
                .sum();
    }

    private static List<String> refused(Compilation compilation) {
        return compilation.findings().keySet().stream()
                .filter(compilation::refused)
                .map(ObjectKey::name)
                .sorted()
                .toList();
    }
}
