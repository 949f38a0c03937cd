package io.headgate.proxy;

import io.headgate.core.finding.Finding;
import io.headgate.core.routing.Action;
import io.headgate.core.routing.CidrBlock;
import io.headgate.core.routing.Condition;
import io.headgate.core.routing.Patterns;
import io.headgate.core.routing.RegexSyntax;
import io.headgate.core.routing.RoutingRule;
import io.headgate.core.routing.RoutingTable;
import io.headgate.proxy.config.ListenerConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Looks for what the rules of a listener ask and the data plane cannot do. */
final class RuleReview {

    private final ListenerConfig listener;
    private final List<Finding> findings = new ArrayList<>();

    private RuleReview(ListenerConfig listener) {
        this.listener = listener;
    }

    static List<Finding> of(ListenerConfig listener) {
        RuleReview review = new RuleReview(listener);
        RoutingTable table = listener.routing();
        for (int position = 0; position < table.rules().size(); position++) {
            review.rule(position, table.rules().get(position));
        }
        review.actions(table.rules().size(), table.defaultActions());
        return List.copyOf(review.findings);
    }

    private void rule(int position, RoutingRule rule) {
        rule.conditions().stream()
                .flatMap(RuleReview::problems)
                .forEach(problem -> findings.add(Findings.malformed(listener, position, problem)));
        actions(position, rule.actions());
    }

    private void actions(int position, List<Action> actions) {
        for (Action action : actions) {
            if (action instanceof Action.Authentication check) {
                findings.add(Findings.notImplemented(listener, position, check.type()));
            }
        }
    }

    private static Stream<String> problems(Condition condition) {
        return switch (condition) {
            case Condition.HostHeader(Patterns patterns) -> problems(patterns);
            case Condition.PathPattern(Patterns patterns) -> problems(patterns);
            case Condition.HttpHeader(String _, Patterns patterns) -> problems(patterns);
            case Condition.SourceIp(List<String> cidrs) ->
                cidrs.stream()
                        .filter(cidr -> CidrBlock.parse(cidr).isEmpty())
                        .map(cidr -> "\"" + cidr + "\" is no block of addresses");
            case Condition.HttpRequestMethod _, Condition.QueryString _ -> Stream.empty();
        };
    }

    private static Stream<String> problems(Patterns patterns) {
        return switch (patterns) {
            case Patterns.Wildcards _ -> Stream.empty();
            case Patterns.Regexes(List<String> values) ->
                values.stream()
                        .flatMap(regex -> RegexSyntax.problem(regex)
                                .map(problem -> "The regular expression \"" + regex + "\" is not accepted: " + problem)
                                .stream());
        };
    }
}
