package io.headgate.core.compile;

import static io.headgate.core.compile.Fixture.SETTINGS;
import static io.headgate.core.compile.Fixture.facts;
import static io.headgate.core.compile.Fixture.group;
import static io.headgate.core.compile.Fixture.ingress;
import static io.headgate.core.compile.Fixture.key;
import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.core.contribution.Contribution;
import io.headgate.core.finding.Finding;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who is served in a group when members are wrong or disagree. */
final class CompilerTest {

    @Test
    void leavesOutANewcomerThatIsWrongAndServesTheOthersAsIfItWereNotThere() {
        Compilation without = Compiler.compile(group(ingress("a"), ingress("c")), facts(), SETTINGS);

        Compilation with = Compiler.compile(
                group(ingress("a"), ingress("b", "scheme", "public"), ingress("c")), facts(), SETTINGS);

        assertThat(with.refused(key("b"))).isTrue();
        assertThat(with.stack()).isEqualTo(without.stack());
    }

    @Test
    void keepsWhatWasAcceptedOfAMemberThatBecameWrong() {
        Compilation before = Compiler.compile(group(ingress("a"), ingress("b")), facts(), SETTINGS);

        Compilation after = Compiler.compile(
                group(ingress("a"), ingress("b", "tags", "broken")), before.contributions(), facts(), SETTINGS);

        assertThat(after.refused(key("b"))).isTrue();
        assertThat(after.stack()).isEqualTo(before.stack());
        assertThat(after.contributions()).isEqualTo(before.contributions());
    }

    @Test
    void letsTheGroupOrderDecideAmongNewcomersThatDisagree() {
        Compilation compilation = Compiler.compile(
                group(ingress("a", "scheme", "internal"), ingress("b", "scheme", "internet-facing")),
                facts(),
                SETTINGS);

        assertThat(compilation.refused(key("a"))).isFalse();
        assertThat(compilation.findings().get(key("b"))).singleElement().satisfies(finding -> {
            assertThat(finding.field()).isEqualTo("alb.ingress.kubernetes.io/scheme");
            assertThat(finding.message()).contains("internet-facing").contains("shop/a");
            assertThat(finding.remedy()).isNotBlank();
        });
    }

    @Test
    void letsWhoWasAcceptedBeforeWinOverANewcomerThatComesFirst() {
        Compilation before = Compiler.compile(group(ingress("b", "scheme", "internal")), facts(), SETTINGS);

        Compilation after = Compiler.compile(
                group(ingress("a", "scheme", "internet-facing"), ingress("b", "scheme", "internal")),
                before.contributions(),
                facts(),
                SETTINGS);

        assertThat(after.refused(key("a"))).isTrue();
        assertThat(after.stack()).isEqualTo(before.stack());
    }

    @Test
    void takesAChangeThatAllMembersMakeTogether() {
        Compilation before = Compiler.compile(
                group(ingress("a", "scheme", "internal"), ingress("b", "scheme", "internal")), facts(), SETTINGS);

        Compilation after = Compiler.compile(
                group(ingress("a", "scheme", "internet-facing"), ingress("b", "scheme", "internet-facing")),
                before.contributions(),
                facts(),
                SETTINGS);

        assertThat(after.stack().loadBalancers().getFirst().scheme()).isEqualTo("internet-facing");
        assertThat(after.findings().values()).allMatch(List::isEmpty);
    }

    @Test
    void freezesAGroupOfWhichNothingCanBeCompiled() {
        Compilation compilation = Compiler.compile(group(ingress("a", "scheme", "public")), facts(), SETTINGS);

        assertThat(compilation.frozen()).isTrue();
        assertThat(Compiler.compile(group(), facts(), SETTINGS).frozen()).isFalse();
    }

    @Test
    void refusesWhoBringsANeedThatTheGroupDoesNotMeet() {
        Compilation compilation =
                Compiler.compile(group(ingress("a", "ssl-redirect", "443"), ingress("b")), facts(), SETTINGS);

        assertThat(compilation.refused(key("a"))).isTrue();
        assertThat(compilation.refused(key("b"))).isFalse();
    }

    @Test
    void warnsOfAKeyThatIsNotKnown() {
        Compilation compilation = Compiler.compile(group(ingress("a", "shceme", "internal")), facts(), SETTINGS);

        assertThat(compilation.findings().get(key("a"))).singleElement().satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(Finding.Severity.WARNING);
            assertThat(finding.remedy()).contains("alb.ingress.kubernetes.io/scheme");
        });
    }

    @Test
    void ignoresContributionsOfAnotherGroup() {
        Contribution foreign = Compiler.compile(group(ingress("a")), facts(), SETTINGS)
                .contributions()
                .values()
                .iterator()
                .next();
        Contribution moved = new Contribution(
                foreign.ingress(),
                "elsewhere",
                foreign.order(),
                foreign.loadBalancer(),
                foreign.listeners(),
                foreign.targets(),
                foreign.requestedCertificate(),
                foreign.frontend(),
                false,
                false);

        Compilation compilation =
                Compiler.compile(group(ingress("a", "scheme", "public")), Map.of(key("a"), moved), facts(), SETTINGS);

        assertThat(compilation.contributions()).isEmpty();
    }
}
