package io.headgate.core.routing;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Rules over a small world of hosts, paths and so on, and requests that come near to what the rules ask for. */
public final class RandomTraffic {
    private static final List<String> HOSTS = List.of(
            "a.example.com",
            "A.Example.com",
            "b.example.com",
            "*.example.com",
            "?.example.com",
            "*.a.example.com",
            "*",
            "example.org",
            "*.org",
            "x.*.com");
    private static final List<String> PATHS = List.of(
            "/", "/*", "/a", "/a/*", "/a/b", "/a/b/*", "/A", "/?", "/?/b", "/a*", "/*/b", "/*.png", "*/c", "/a?/*",
            "/*/*/*", "/b");
    private static final List<String> REGEXES =
            List.of("^/a/.*$", "b$", "^[^.]+\\.example\\.com$", "^/[ab]$", "(", "^a\\.", "png");
    private static final List<String> WORDS = List.of("a", "b", "A", "a*", "*b", "?", "*", "a?b", "v1", "*a*b*");
    private static final List<String> METHODS = List.of("GET", "POST", "PUT", "get", "DELETE");
    private static final List<String> CIDRS =
            List.of("10.0.0.0/8", "10.1.0.0/16", "10.1.2.3/32", "0.0.0.0/0", "2001:db8::/32", "192.168.0.0/16");
    private static final List<String> ADDRESSES =
            List.of("10.1.2.3", "10.2.0.1", "192.168.7.7", "2001:db8::1", "8.8.8.8");
    private static final String LETTERS = "ab/.A1-";

    private final Random random;

    public RandomTraffic(Random random) {
        this.random = random;
    }

    /** Conditions of different kinds, each with up to so many values. */
    public List<Condition> conditions(int values) {
        List<Supplier<Condition>> kinds = List.of(
                () -> new Condition.HostHeader(patterns(HOSTS, values)),
                () -> new Condition.PathPattern(patterns(PATHS, values)),
                () -> new Condition.HttpHeader(random.nextBoolean() ? "X-A" : "x-b", patterns(WORDS, values)),
                () -> new Condition.HttpRequestMethod(some(METHODS, values)),
                () -> new Condition.QueryString(pairs(values)),
                () -> new Condition.SourceIp(some(CIDRS, values)));
        List<Condition> conditions = new ArrayList<>();
        for (Supplier<Condition> kind : kinds) {
            if (random.nextInt(kinds.size()) < (conditions.isEmpty() ? 3 : 2)) {
                conditions.add(kind.get());
            }
        }
        return conditions.isEmpty() ? List.of(kinds.get(1).get()) : conditions;
    }

    /** Conditions on host and path alone, as most Ingresses have. */
    public List<Condition> hostAndPath() {
        List<Condition> conditions = new ArrayList<>();
        if (random.nextInt(4) > 0) {
            conditions.add(new Condition.HostHeader(patterns(HOSTS, 2)));
        }
        if (random.nextInt(4) > 0 || conditions.isEmpty()) {
            conditions.add(new Condition.PathPattern(patterns(PATHS, 2)));
        }
        return conditions;
    }

    private Patterns patterns(List<String> wildcards, int values) {
        return random.nextInt(6) == 0
                ? new Patterns.Regexes(some(REGEXES, values))
                : new Patterns.Wildcards(some(wildcards, values));
    }

    private List<Condition.QueryString.Pair> pairs(int values) {
        return some(WORDS, values).stream()
                .map(word -> new Condition.QueryString.Pair(random.nextBoolean() ? pick(WORDS) : null, word))
                .toList();
    }

    private List<String> some(List<String> all, int values) {
        return IntStream.rangeClosed(0, random.nextInt(values))
                .mapToObj(ignored -> pick(all))
                .toList();
    }

    private String pick(List<String> all) {
        return all.get(random.nextInt(all.size()));
    }

    /** A request that has a fair chance to meet the conditions. */
    public RoutingRequest near(List<Condition> conditions) {
        String method = pick(METHODS);
        String host = filled(pick(HOSTS));
        String path = rooted(filled(pick(PATHS)));
        String query = "";
        InetAddress source = InetAddress.ofLiteral(pick(ADDRESSES));
        List<RoutingRequest.Header> headers = new ArrayList<>();
        for (Condition condition : conditions) {
            switch (condition) {
                case Condition.HostHeader(Patterns patterns) -> host = filled(pick(patterns.values()));
                case Condition.PathPattern(Patterns patterns) -> path = rooted(filled(pick(patterns.values())));
                case Condition.HttpHeader(String name, Patterns patterns) ->
                    headers.add(new RoutingRequest.Header(name, filled(pick(patterns.values()))));
                case Condition.HttpRequestMethod(List<String> methods) -> method = pick(methods);
                case Condition.QueryString(List<Condition.QueryString.Pair> pairs) -> query = query(pairs);
                case Condition.SourceIp(List<String> cidrs) ->
                    source = InetAddress.ofLiteral(random.nextBoolean() ? pick(ADDRESSES) : address(pick(cidrs)));
            }
        }
        return new RoutingRequest(method, host, path, query, headers, source);
    }

    private String query(List<Condition.QueryString.Pair> pairs) {
        Condition.QueryString.Pair pair = pairs.get(random.nextInt(pairs.size()));
        String key = pair.key() == null ? "k" : filled(pair.key());
        return "z=9&" + key + "=" + filled(pair.value());
    }

    private static String address(String cidr) {
        return cidr.substring(0, cidr.indexOf('/'));
    }

    private static String rooted(String path) {
        return path.startsWith("/") ? path : "/" + path;
    }

    /** A text that the pattern matches, now and then spoilt. */
    private String filled(String pattern) {
        StringBuilder text = new StringBuilder();
        for (int at = 0; at < pattern.length(); at++) {
            char character = pattern.charAt(at);
            switch (character) {
                case '*' -> IntStream.range(0, random.nextInt(4)).forEach(ignored -> text.append(letter()));
                case '?' -> text.append(letter());
                default -> text.append(character);
            }
        }
        if (random.nextInt(8) == 0) {
            text.append(letter());
        }
        return text.toString();
    }

    private char letter() {
        return LETTERS.charAt(random.nextInt(LETTERS.length()));
    }
}
