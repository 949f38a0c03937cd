package io.headgate.core.compile;

import static io.headgate.core.compile.Fixture.SETTINGS;
import static io.headgate.core.compile.Fixture.facts;
import static io.headgate.core.compile.SparingGroups.BOTH;
import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.core.cluster.Ingress;
import io.headgate.core.cluster.ObjectKey;
import io.headgate.core.contribution.Contribution;
import io.headgate.core.contribution.RuleFit;
import io.headgate.core.contribution.RuleOrigin;
import io.headgate.core.group.GroupInputs;
import io.headgate.core.quota.Limits;
import io.headgate.core.quota.Quota;
import io.headgate.core.routing.Action;
import io.headgate.core.routing.Condition;
import io.headgate.core.routing.Patterns;
import io.headgate.core.routing.RandomTraffic;
import io.headgate.core.routing.Router;
import io.headgate.core.routing.RoutingDecision;
import io.headgate.core.routing.RoutingRequest;
import io.headgate.core.routing.RoutingRule;
import io.headgate.core.routing.RoutingTable;
import io.headgate.core.routing.RuleSize;
import io.headgate.core.stack.Rule;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Packing makes fewer rules that answer every request as before. */
final class RulePackingTest {
    private static final int GROUPS = 1_000;
    private static final int REQUESTS = 30;
    private static final RuleSize MOST = Limits.ASSUMED.rule();

    @Test
    void packsThreeHundredHostsOfSixtyServicesIntoSixtyRules() {
        GroupInputs group = SparingGroups.group(SparingGroups.singleHosts(300, 60, BOTH));

        Compilation compilation = Compiler.compile(
                group, facts().withLimits(new Limits(Map.of(Quota.RULES, 100), Map.of(), null)), SETTINGS);

        assertThat(group.members())
                .noneMatch(member -> compilation.refused(member.ingress().key()));
        assertThat(rules(compilation)).hasSize(60);
        assertThat(compilation.stack().targetGroups()).hasSize(60);
        for (int index = 0; index < 300; index++) {
            RoutingDecision decision =
                    Router.route(table(rules(compilation)), get("h%03d.example.com".formatted(index)));
            assertThat(decision.actions())
                    .isEqualTo(Router.route(table(rules(compilation)), get("h%03d.example.com".formatted(index % 60)))
                            .actions());
        }
    }

    @Test
    void tellsWhichMembersShareARule() {
        Compilation compilation =
                Compiler.compile(SparingGroups.group(SparingGroups.singleHosts(3, 1, BOTH)), facts(), SETTINGS);

        assertThat(compilation.rules()).singleElement().satisfies(made -> {
            assertThat(made.sources())
                    .extracting(MadeRule.Source::ingress)
                    .extracting(ObjectKey::name)
                    .containsExactly("m000", "m001", "m002");
            assertThat(made.rule().routing().conditions())
                    .containsExactly(new Condition.HostHeader(new Patterns.Wildcards(
                            List.of("h000.example.com", "h001.example.com", "h002.example.com"))));
        });
    }

    @Test
    void leavesTheRulesOfThoseAloneWhoDoNotAsk() {
        List<Ingress> mixed = Stream.concat(
                        SparingGroups.singleHosts(2, 1, BOTH).stream(),
                        Stream.of(SparingGroups.ingress("z", "s00", Map.of(), "z.example.com")))
                .toList();

        List<Rule> rules = rules(Compiler.compile(SparingGroups.group(mixed), facts(), SETTINGS));

        assertThat(rules).hasSize(2);
        assertThat(rules.getLast().routing().conditions())
                .containsExactly(
                        new Condition.HostHeader(new Patterns.Wildcards(List.of("z.example.com"))),
                        new Condition.PathPattern(new Patterns.Wildcards(List.of("/*"))));
    }

    @Test
    void keepsTheOrderOfRulesThatMeet() {
        List<Ingress> members = List.of(
                SparingGroups.ingress("a", "one", BOTH, "a.example.com"),
                SparingGroups.ingress("b", "two", BOTH, "*.example.com"),
                SparingGroups.ingress("c", "one", BOTH, "c.example.com"));

        assertThat(rules(Compiler.compile(SparingGroups.group(members), facts(), SETTINGS)))
                .hasSize(3);
    }

    @Test
    void packsTwelveSourcesWithHostAndPathIntoTheFewestRules() {
        List<String> sources = IntStream.range(0, 12)
                .mapToObj(index -> "10.0." + index + ".0/24")
                .toList();
        RoutingRule rule = new RoutingRule(
                List.of(
                        new Condition.HostHeader(new Patterns.Wildcards(List.of("a.example.com"))),
                        new Condition.PathPattern(new Patterns.Wildcards(List.of("/*"))),
                        new Condition.SourceIp(sources)),
                List.of(),
                List.of());

        assertThat(RuleFit.of(rule, MOST).rules())
                .as("three sources beside host and path")
                .hasSize(4);
        assertThat(RuleFit.of(JoinedRules.withoutEveryPath(rule), MOST).rules())
                .as("four sources beside the host")
                .hasSize(3);
        assertThat(RuleFit.of(rule, new RuleSize(10, 5)).rules())
                .as("where the account allows ten values")
                .hasSize(2);
    }

    @Test
    void answersEveryRequestAsBefore() {
        int before = 0;
        int after = 0;
        for (long seed = 0; seed < GROUPS; seed++) {
            Random random = new Random(seed);
            RandomTraffic traffic = new RandomTraffic(random);
            List<FittingRule> rules = rules(random, traffic);
            List<FittingRule> packed = RulePacking.of(rules, MOST);
            before += rules.size();
            after += packed.size();
            assertThat(packed)
                    .as("seed %d", seed)
                    .allMatch(rule -> rule.from().size() == 1
                            || RuleSize.of(rule.routing()).within(MOST));
            RoutingTable one = table(rules.stream().map(RulePackingTest::original));
            RoutingTable other = table(packed.stream().map(FittingRule::routing));
            for (int request = 0; request < REQUESTS; request++) {
                RoutingRequest near = traffic.near(
                        rules.get(random.nextInt(rules.size())).routing().conditions());
                assertThat(answer(other, near))
                        .as("seed %d: %s packed to %s for %s", seed, one, other, near)
                        .isEqualTo(answer(one, near));
            }
        }
        System.out.println("packed " + before + " rules of " + GROUPS + " groups into " + after);
        assertThat(after).isLessThan(before * 9 / 10);
    }

    private static RoutingRule original(FittingRule rule) {
        return rule.from().getFirst().routing();
    }

    /** Rules with few actions, so that many are alike; some of a member that does not want to be packed. */
    private static List<FittingRule> rules(Random random, RandomTraffic traffic) {
        Contribution packing = contribution(BOTH);
        Contribution other = contribution(Map.of());
        List<FittingRule> rules = new ArrayList<>();
        int count = 2 + random.nextInt(12);
        for (int index = 0; index < count; index++) {
            List<Condition> conditions = switch (random.nextInt(8)) {
                case 0 -> traffic.conditions(2);
                case 1 -> traffic.hostAndPath();
                default -> plain(random);
            };
            RoutingRule rule = new RoutingRule(
                    conditions,
                    List.of(new Action.FixedResponse(Integer.toString(200 + random.nextInt(3)), null, null)),
                    List.of());
            Contribution member = random.nextInt(8) == 0 ? other : packing;
            RoutingRule needed = member.packsRules() ? JoinedRules.withoutEveryPath(rule) : rule;
            rules.add(new FittingRule(
                    needed,
                    List.of(new PlacedRule(member, new RuleOrigin(0, index, "", "", Ingress.PathType.PREFIX), rule))));
        }
        return rules;
    }

    /** One host and one path, as most Ingresses have. */
    private static List<Condition> plain(Random random) {
        List<String> hosts = List.of(
                "a.example.com", "b.example.com", "c.example.com", "e.example.com", "f.example.com", "*.d.example.com");
        List<String> paths = List.of("/*", "/a", "/b", "/b/*");
        return List.of(
                new Condition.HostHeader(new Patterns.Wildcards(List.of(hosts.get(random.nextInt(hosts.size()))))),
                new Condition.PathPattern(new Patterns.Wildcards(List.of(paths.get(random.nextInt(paths.size()))))));
    }

    private static Contribution contribution(Map<String, String> annotations) {
        Ingress ingress = SparingGroups.ingress(annotations.isEmpty() ? "b" : "a", "s", annotations, "a.example.com");
        return Compiler.compile(SparingGroups.group(List.of(ingress)), facts(), SETTINGS)
                .contributions()
                .values()
                .iterator()
                .next();
    }

    private static List<Object> answer(RoutingTable table, RoutingRequest request) {
        RoutingDecision decision = Router.route(table, request);
        return List.of(decision.actions(), decision.transforms());
    }

    private static RoutingTable table(List<Rule> rules) {
        return table(rules.stream().map(Rule::routing));
    }

    private static RoutingTable table(Stream<RoutingRule> rules) {
        return new RoutingTable(rules.toList(), List.of());
    }

    private static RoutingRequest get(String host) {
        return new RoutingRequest("GET", host, "/", "", List.of(), InetAddress.ofLiteral("10.0.0.1"));
    }

    private static List<Rule> rules(Compilation compilation) {
        return compilation.stack().loadBalancers().stream()
                .flatMap(balancer -> balancer.listeners().stream())
                .flatMap(listener -> listener.rules().stream())
                .toList();
    }
}
