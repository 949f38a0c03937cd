package io.headgate.operator.moments;

import io.headgate.core.routing.Action;
import io.headgate.core.routing.Condition;
import io.headgate.core.routing.Patterns;
import io.headgate.core.routing.Router;
import io.headgate.core.routing.RoutingRequest;
import io.headgate.core.routing.RoutingRule;
import io.headgate.core.stack.Listener;
import io.headgate.core.stack.Rule;
import io.headgate.core.stack.Stack;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Requests that tell the rules of some stacks apart, and what listeners do with them. For one thread. */
final class Probes {

    private static final int MOST = 24;

    private final List<RoutingRequest> requests;
    private final IdentityHashMap<List<Condition>, BitSet> matches = new IdentityHashMap<>();

    private Probes(List<RoutingRequest> requests) {
        this.requests = requests;
    }

    static Probes of(Random random, Stack... stacks) {
        Set<RoutingRequest> requests = new LinkedHashSet<>();
        for (Stack stack : stacks) {
            stack.loadBalancers().stream()
                    .flatMap(balancer -> balancer.listeners().stream())
                    .flatMap(listener -> listener.rules().stream())
                    .forEach(rule -> requests.add(matching(rule.routing())));
        }
        List<RoutingRequest> all = new ArrayList<>(requests);
        Collections.shuffle(all, random);
        List<RoutingRequest> some = new ArrayList<>(all.subList(0, Math.min(all.size(), MOST)));
        some.add(request("GET", "nobody.test", "/nothing", "", List.of()));
        return new Probes(some);
    }

    int count() {
        return requests.size();
    }

    RoutingRequest request(int number) {
        return requests.get(number);
    }

    /** The actions that each request gets. */
    List<List<Action>> answers(Listener listener) {
        List<List<Action>> answers = new ArrayList<>(Collections.nCopies(requests.size(), listener.defaultActions()));
        for (Rule rule : listener.rules().reversed()) {
            BitSet matching = matches.computeIfAbsent(rule.routing().conditions(), conditions -> matching(rule));
            matching.stream()
                    .forEach(number -> answers.set(number, rule.routing().actions()));
        }
        return answers;
    }

    private BitSet matching(Rule rule) {
        BitSet matching = new BitSet();
        for (int number = 0; number < requests.size(); number++) {
            matching.set(number, Router.matches(rule.routing(), requests.get(number)));
        }
        return matching;
    }

    private static RoutingRequest matching(RoutingRule rule) {
        String method = "GET";
        String host = "any.test";
        String path = "/any";
        String query = "";
        List<RoutingRequest.Header> headers = new ArrayList<>();
        for (Condition condition : rule.conditions()) {
            switch (condition) {
                case Condition.HostHeader(Patterns patterns) -> host = text(patterns, host);
                case Condition.PathPattern(Patterns patterns) -> path = text(patterns, path);
                case Condition.HttpRequestMethod(List<String> methods) -> method = methods.getFirst();
                case Condition.HttpHeader(String name, Patterns patterns) ->
                    headers.add(new RoutingRequest.Header(name, text(patterns, "any")));
                case Condition.QueryString(List<Condition.QueryString.Pair> pairs) -> {
                    Condition.QueryString.Pair pair = pairs.getFirst();
                    query = (pair.key() == null ? "k" : pair.key()) + "="
                            + pair.value().replace('*', 'x');
                }
                case Condition.SourceIp _ -> {
                    // Requests come from where they come from.
                }
            }
        }
        return request(method, host, path, query, headers);
    }

    private static String text(Patterns patterns, String otherwise) {
        return switch (patterns) {
            case Patterns.Wildcards(List<String> values) ->
                values.getLast().replace("*", "x").replace('?', 'y');
            case Patterns.Regexes _ -> otherwise;
        };
    }

    private static RoutingRequest request(
            String method, String host, String path, String query, List<RoutingRequest.Header> headers) {
        return new RoutingRequest(method, host, path, query, headers, InetAddress.getLoopbackAddress());
    }
}
