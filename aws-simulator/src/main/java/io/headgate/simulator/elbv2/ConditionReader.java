package io.headgate.simulator.elbv2;

import io.headgate.core.routing.Condition;
import io.headgate.core.routing.Patterns;
import io.headgate.core.routing.RegexSyntax;
import io.headgate.simulator.account.Quotas;
import io.headgate.simulator.api.ApiError;
import io.headgate.simulator.api.Fields;
import java.net.InetAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads the conditions of a rule and checks values and counts ({@code RuleCondition}, and the quotas of Application Load Balancers). */
final class ConditionReader {
    private static final int LONGEST_VALUE = 128;
    private static final int LONGEST_NAME = 40;
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.*?-]+");
    /** At least one dot, and only letters after the last one. */
    private static final Pattern HOST_END = Pattern.compile(".*\\.[A-Za-z*?]+");

    private static final Pattern PATH = Pattern.compile("[A-Za-z0-9_.$/~\"'@:+&*?-]+");
    private static final Pattern METHOD = Pattern.compile("[A-Z_-]+");
    private static final Pattern HEADER_NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");
    private static final Set<String> ONCE = Set.of("host-header", "path-pattern", "http-request-method", "source-ip");

    private ConditionReader() {}

    static List<Condition> read(List<Fields> wired, Quotas quotas) {
        List<Condition> conditions = wired.stream().map(ConditionReader::read).toList();
        if (conditions.isEmpty()) {
            throw ApiError.invalid("A rule needs at least one condition.");
        }
        Set<String> seen = new HashSet<>();
        for (Condition condition : conditions) {
            // All fields but http-header and query-string may come once only (CreateRule).
            if (ONCE.contains(condition.field()) && !seen.add(condition.field())) {
                throw ApiError.invalid("A rule can only have one '" + condition.field() + "' condition.");
            }
        }
        checkCounts(conditions, quotas);
        return conditions;
    }

    private static void checkCounts(List<Condition> conditions, Quotas quotas) {
        long values = conditions.stream().flatMap(ConditionReader::values).count();
        if (values > quotas.conditionValuesPerRule()) {
            throw ApiError.invalid("A rule can only have '" + quotas.conditionValuesPerRule()
                    + "' condition values, not " + values + ".");
        }
        long wildcards = conditions.stream()
                .filter(condition -> !(patterns(condition) instanceof Patterns.Regexes))
                .flatMap(ConditionReader::values)
                .mapToLong(
                        value -> value.chars().filter(c -> c == '*' || c == '?').count())
                .sum();
        if (wildcards > quotas.wildcardsPerRule()) {
            throw ApiError.invalid(
                    "A rule can only have '" + quotas.wildcardsPerRule() + "' wildcards, not " + wildcards + ".");
        }
    }

    private static Patterns patterns(Condition condition) {
        return switch (condition) {
            case Condition.HostHeader(Patterns patterns) -> patterns;
            case Condition.PathPattern(Patterns patterns) -> patterns;
            case Condition.HttpHeader(String _, Patterns patterns) -> patterns;
            case Condition.HttpRequestMethod _, Condition.QueryString _, Condition.SourceIp _ ->
                new Patterns.Wildcards(List.of());
        };
    }

    private static Stream<String> values(Condition condition) {
        return switch (condition) {
            case Condition.HostHeader(Patterns patterns) -> patterns.values().stream();
            case Condition.PathPattern(Patterns patterns) -> patterns.values().stream();
            case Condition.HttpHeader(String _, Patterns patterns) -> patterns.values().stream();
            case Condition.HttpRequestMethod(List<String> methods) -> methods.stream();
            case Condition.QueryString(List<Condition.QueryString.Pair> pairs) ->
                pairs.stream().map(pair -> pair.key() == null ? pair.value() : pair.key() + "=" + pair.value());
            case Condition.SourceIp(List<String> cidrs) -> cidrs.stream();
        };
    }

    private static Condition read(Fields wired) {
        return switch (wired.required("Field")) {
            case "host-header" ->
                new Condition.HostHeader(patterns(wired, "HostHeaderConfig", ConditionReader::checkHost));
            case "path-pattern" ->
                new Condition.PathPattern(patterns(wired, "PathPatternConfig", ConditionReader::checkPath));
            case "http-header" -> header(config(wired, "HttpHeaderConfig"));
            case "http-request-method" ->
                new Condition.HttpRequestMethod(methods(config(wired, "HttpRequestMethodConfig")));
            case "query-string" -> new Condition.QueryString(pairs(config(wired, "QueryStringConfig")));
            case "source-ip" -> new Condition.SourceIp(cidrs(config(wired, "SourceIpConfig")));
            case String other ->
                throw ApiError.invalid("Condition field '" + other + "' must be one of host-header, "
                        + "path-pattern, http-header, http-request-method, query-string, source-ip.");
        };
    }

    private static Fields config(Fields wired, String name) {
        return wired.struct(name)
                .orElseThrow(() -> ApiError.invalid("Condition '" + wired.required("Field") + "' needs " + name + "."));
    }

    @FunctionalInterface
    private interface Check {
        void accept(String value);
    }

    /** Values in the configuration or in the older member, or regular expressions: exactly one of these. */
    private static Patterns patterns(Fields wired, String name, Check check) {
        Optional<Fields> config = wired.struct(name);
        List<String> configured = config.map(each -> each.texts("Values")).orElse(List.of());
        List<String> values = configured.isEmpty() ? wired.texts("Values") : configured;
        List<String> inConfig = config.map(each -> each.texts("RegexValues")).orElse(List.of());
        List<String> regexes = inConfig.isEmpty() ? wired.texts("RegexValues") : inConfig;
        return patterns(wired.required("Field"), values, regexes, check);
    }

    private static Patterns patterns(String field, List<String> values, List<String> regexes, Check check) {
        if (values.isEmpty() == regexes.isEmpty()) {
            throw ApiError.invalid("Condition '" + field + "' needs either values or regex values.");
        }
        if (values.isEmpty()) {
            regexes.forEach(ConditionReader::checkRegex);
            return new Patterns.Regexes(regexes);
        }
        values.forEach(check::accept);
        return new Patterns.Wildcards(values);
    }

    private static void checkRegex(String regex) {
        checkLength("A regular expression", regex);
        RegexSyntax.problem(regex).ifPresent(problem -> {
            throw ApiError.invalid("The regular expression '" + regex + "' is not valid: " + problem + ".");
        });
    }

    private static void checkLength(String what, String value) {
        if (value.isEmpty() || value.length() > LONGEST_VALUE) {
            throw ApiError.invalid(what + " must have 1 to 128 characters: '" + value + "'.");
        }
    }

    private static void checkHost(String host) {
        checkLength("A host", host);
        if (!HOST.matcher(host).matches() || !HOST_END.matcher(host).matches()) {
            throw ApiError.invalid(
                    "The host '" + host + "' is not valid: it has letters, digits, '-', '.', '*' and '?', "
                            + "at least one '.', and only letters after the last one.");
        }
    }

    private static void checkPath(String path) {
        checkLength("A path", path);
        if (!PATH.matcher(path).matches()) {
            throw ApiError.invalid(
                    "The path '" + path + "' is not valid: it has letters, digits and _-.$/~\"'@:+&*? only.");
        }
    }

    private static Condition header(Fields config) {
        String name = config.required("HttpHeaderName");
        if (name.length() > LONGEST_NAME || !HEADER_NAME.matcher(name).matches() || name.equalsIgnoreCase("host")) {
            throw ApiError.invalid(
                    "The header name '" + name + "' is not valid: 1 to 40 token characters, and not Host.");
        }
        return new Condition.HttpHeader(
                name,
                patterns(
                        "http-header",
                        config.texts("Values"),
                        config.texts("RegexValues"),
                        value -> checkLength("A header value", value)));
    }

    private static List<String> methods(Fields config) {
        List<String> methods = present("http-request-method", config.texts("Values"));
        methods.stream()
                .filter(method -> method.length() > LONGEST_NAME
                        || !METHOD.matcher(method).matches())
                .forEach(method -> {
                    throw ApiError.invalid("The method '" + method + "' is not valid: 1 to 40 of A-Z, '-' and '_'.");
                });
        return methods;
    }

    private static List<Condition.QueryString.Pair> pairs(Fields config) {
        return present("query-string", config.structs("Values")).stream()
                .map(pair -> {
                    String key =
                            pair.text("Key").filter(text -> !text.isEmpty()).orElse(null);
                    String value = pair.required("Value");
                    checkLength("A query string value", value);
                    if (key != null) {
                        checkLength("A query string key", key);
                    }
                    return new Condition.QueryString.Pair(key, value);
                })
                .toList();
    }

    private static List<String> cidrs(Fields config) {
        List<String> cidrs = present("source-ip", config.texts("Values"));
        cidrs.stream().filter(cidr -> !isCidr(cidr)).findFirst().ifPresent(cidr -> {
            throw ApiError.invalid("The source IP '" + cidr + "' is not a CIDR block that can be matched.");
        });
        return cidrs;
    }

    private static boolean isCidr(String text) {
        int slash = text.indexOf('/');
        if (slash < 0
                || text.equals("255.255.255.255/32")
                || !text.substring(slash + 1).matches("\\d{1,3}")) {
            return false;
        }
        try {
            int bits = InetAddress.ofLiteral(text.substring(0, slash)).getAddress().length * 8;
            return Integer.parseInt(text.substring(slash + 1)) <= bits;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    private static <T> List<T> present(String field, List<T> values) {
        if (values.isEmpty()) {
            throw ApiError.invalid("Condition '" + field + "' needs at least one value.");
        }
        return values;
    }
}
