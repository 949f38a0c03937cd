package io.headgate.core.contribution;

import io.headgate.core.annotation.AnnotationKey;
import io.headgate.core.annotation.AnnotationReader;
import io.headgate.core.annotation.GoStruct;
import io.headgate.core.cluster.Ingress.Path;
import io.headgate.core.routing.Condition;
import io.headgate.core.routing.Patterns;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The conditions of one rule: those of the annotation on headers, methods, queries and addresses, then hosts, then paths. Hosts and paths
 * of the annotation widen those of the Ingress. A rule without any condition matches the path {@code /*}.
 */
final class RuleConditions {
    private static final List<String> FIELDS =
            List.of("host-header", "path-pattern", "http-header", "http-request-method", "query-string", "source-ip");

    /** Where values are texts. */
    private static final List<String> CONFIGS = List.of(
            "hostHeaderConfig", "pathPatternConfig", "httpHeaderConfig", "httpRequestMethodConfig", "sourceIPConfig");

    private static final List<String> CONFIGS_WITH_REGEXES =
            List.of("hostHeaderConfig", "pathPatternConfig", "httpHeaderConfig");

    private final MemberScope scope;
    private final AnnotationReader annotations;
    private final String backend;
    private final List<Condition> others = new ArrayList<>();
    private final PatternCollector hosts = new PatternCollector();
    private final PatternCollector paths = new PatternCollector();

    private RuleConditions(MemberScope scope, String backend) {
        this.scope = scope;
        this.annotations = scope.annotations();
        this.backend = backend;
    }

    /** The conditions of a path whose backend has that name. */
    static List<Condition> of(MemberScope scope, @Nullable String host, Path path, String backend) {
        RuleConditions conditions = new RuleConditions(scope, backend);
        if (host != null && !host.isEmpty()) {
            conditions.hosts.add(new Patterns.Wildcards(List.of(host)));
        }
        PathPatterns.of(path, scope).ifPresent(conditions.paths::add);
        conditions.addAnnotated();
        return conditions.all();
    }

    /** Reports what is wrong with the annotation for a backend that has no path. */
    static void check(MemberScope scope, String backend) {
        new RuleConditions(scope, backend).addAnnotated();
    }

    private List<Condition> all() {
        List<Condition> all = new ArrayList<>(others);
        checked(hosts, "hosts").forEach(patterns -> all.add(new Condition.HostHeader(patterns)));
        checked(paths, "paths").forEach(patterns -> all.add(new Condition.PathPattern(patterns)));
        return all.isEmpty() ? List.of(new Condition.PathPattern(new Patterns.Wildcards(List.of("/*")))) : all;
    }

    private List<Patterns> checked(PatternCollector collector, String what) {
        if (collector.mixed()) {
            annotations.invalid(
                    AnnotationKey.CONDITIONS,
                    backend,
                    "mixes values and regexValues for " + what + " of one rule: " + collector);
        }
        return collector.patterns();
    }

    private void addAnnotated() {
        for (GoStruct entry :
                annotations.structs(AnnotationKey.CONDITIONS, backend).orElse(List.of())) {
            checkTypes(entry);
            String field = entry.string("field").orElse("");
            switch (field) {
                case "host-header" -> config(entry, "hostHeaderConfig").forEach(c -> hosts.add(patterns(c)));
                case "path-pattern" -> config(entry, "pathPatternConfig").forEach(c -> paths.add(patterns(c)));
                case "http-header" -> config(entry, "httpHeaderConfig").forEach(c -> others.add(header(c)));
                case "http-request-method" ->
                    config(entry, "httpRequestMethodConfig")
                            .forEach(c -> others.add(new Condition.HttpRequestMethod(values(c))));
                case "query-string" -> config(entry, "queryStringConfig").forEach(c -> others.add(query(c)));
                case "source-ip" ->
                    config(entry, "sourceIPConfig").forEach(c -> others.add(new Condition.SourceIp(values(c))));
                default -> unknown(field);
            }
        }
    }

    /** As Go does it, a value of a wrong type is an error also in a configuration that the field does not use. */
    private static void checkTypes(GoStruct entry) {
        entry.struct("httpHeaderConfig").ifPresent(config -> config.string("httpHeaderName"));
        CONFIGS.forEach(name -> entry.struct(name).ifPresent(config -> config.strings("values")));
        CONFIGS_WITH_REGEXES.forEach(name -> entry.struct(name).ifPresent(config -> config.strings("regexValues")));
        entry.struct("queryStringConfig")
                .ifPresent(config -> config.structs("values")
                        .forEach(pair -> List.of("key", "value").forEach(pair::string)));
    }

    private void unknown(String field) {
        scope.findings()
                .warning(
                        AnnotationKey.CONDITIONS.key(backend),
                        "UnknownCondition",
                        "field \"" + field + "\" is no condition and has no effect",
                        "use one of " + String.join(", ", FIELDS));
    }

    private static List<GoStruct> config(GoStruct entry, String name) {
        List<GoStruct> config = entry.struct(name).stream().toList();
        if (config.isEmpty()) {
            entry.error(name + " is missing");
        }
        return config;
    }

    private Condition header(GoStruct config) {
        String name = config.string("httpHeaderName").orElse("");
        if (name.isEmpty()) {
            scope.refusedByAws(
                    AnnotationKey.CONDITIONS.key(backend),
                    "a condition on a header has no httpHeaderName",
                    "name the header in httpHeaderName");
        }
        return new Condition.HttpHeader(name, patterns(config));
    }

    private static Patterns patterns(GoStruct config) {
        List<String> values = config.strings("values");
        List<String> regexes = config.strings("regexValues");
        if (values.isEmpty() == regexes.isEmpty()) {
            config.error("needs either values or regexValues");
        }
        return regexes.isEmpty() ? new Patterns.Wildcards(values) : new Patterns.Regexes(regexes);
    }

    private static List<String> values(GoStruct config) {
        List<String> values = config.strings("values");
        if (values.isEmpty()) {
            config.error("values is empty");
        }
        return values;
    }

    private static Condition query(GoStruct config) {
        List<Condition.QueryString.Pair> pairs = new ArrayList<>();
        for (GoStruct pair : config.structs("values")) {
            String value = pair.string("value").orElse("");
            if (value.isEmpty()) {
                pair.error("value is missing");
            }
            pairs.add(new Condition.QueryString.Pair(pair.string("key").orElse(null), value));
        }
        if (pairs.isEmpty()) {
            config.error("values is empty");
        }
        return new Condition.QueryString(pairs);
    }
}
