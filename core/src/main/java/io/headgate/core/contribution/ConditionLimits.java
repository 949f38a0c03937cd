package io.headgate.core.contribution;

import io.headgate.core.annotation.AnnotationKey;
import io.headgate.core.annotation.GoStruct;
import io.headgate.core.cluster.Ingress;
import io.headgate.core.routing.Patterns;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What AWS refuses of hosts and paths of the rules, and of the conditions in annotations. How many there are is not looked at. */
final class ConditionLimits {
    private final MemberScope scope;

    ConditionLimits(MemberScope scope) {
        this.scope = scope;
    }

    void check() {
        for (Ingress.Rule rule : scope.ingress().rules()) {
            String host = rule.host();
            List<Ingress.Path> paths = rule.http();
            if (paths != null && !paths.isEmpty()) {
                if (host != null && !host.isEmpty()) {
                    checkField("spec.rules.host", "host", host, PatternLimits.host(host));
                }
                paths.forEach(this::checkPath);
            }
        }
        new UsedBackends(scope.ingress()).rules().forEach(this::checkAnnotation);
    }

    private void checkPath(Ingress.Path path) {
        Optional<Patterns> patterns = PathPatterns.of(path, scope);
        Function<String, Optional<String>> check =
                patterns.filter(Patterns.Regexes.class::isInstance).isPresent()
                        ? PatternLimits::regex
                        : PatternLimits::path;
        patterns.map(Patterns::values)
                .orElse(List.of())
                .forEach(value -> checkField("spec.rules.http.paths.path", "path", value, check.apply(value)));
    }

    private void checkField(String field, String what, String value, Optional<String> problem) {
        problem.ifPresent(found -> scope.findings()
                .error(field, what + " \"" + value + "\" " + found, "correct the " + what + " of the rule"));
    }

    private void checkAnnotation(String name) {
        scope.annotations()
                .structs(AnnotationKey.CONDITIONS, name)
                .orElse(List.of())
                .forEach(entry -> checkEntry(name, entry));
    }

    private void checkEntry(String name, GoStruct entry) {
        switch (entry.string("field").orElse("")) {
            case "host-header" ->
                entry.struct("hostHeaderConfig").ifPresent(config -> checkPatterns(name, config, PatternLimits::host));
            case "path-pattern" ->
                entry.struct("pathPatternConfig").ifPresent(config -> checkPatterns(name, config, PatternLimits::path));
            case "http-header" -> entry.struct("httpHeaderConfig").ifPresent(config -> checkHeader(name, config));
            case "http-request-method" ->
                entry.struct("httpRequestMethodConfig")
                        .ifPresent(config -> checkAll(name, config.strings("values"), PatternLimits::method));
            case "query-string" -> entry.struct("queryStringConfig").ifPresent(config -> checkQuery(name, config));
            case "source-ip" ->
                entry.struct("sourceIPConfig")
                        .ifPresent(config -> checkAll(name, config.strings("values"), PatternLimits::cidr));
            default -> {
                // Unknown fields have no effect; they are told of where conditions are read.
            }
        }
    }

    private void checkPatterns(String name, GoStruct config, Function<String, Optional<String>> ofValue) {
        checkAll(name, config.strings("values"), ofValue);
        checkAll(name, config.strings("regexValues"), PatternLimits::regex);
    }

    private void checkHeader(String name, GoStruct config) {
        checkAll(name, config.string("httpHeaderName").stream().toList(), PatternLimits::headerName);
        checkPatterns(name, config, PatternLimits::length);
    }

    private void checkQuery(String name, GoStruct config) {
        for (GoStruct pair : config.structs("values")) {
            checkAll(name, pair.string("key").stream().toList(), PatternLimits::length);
            checkAll(name, pair.string("value").stream().toList(), PatternLimits::length);
        }
    }

    private void checkAll(String name, List<String> values, Function<String, Optional<String>> check) {
        for (String value : values) {
            check.apply(value)
                    .ifPresent(problem -> scope.annotations()
                            .invalid(AnnotationKey.CONDITIONS, name, "holds \"" + value + "\", which " + problem));
        }
    }
}
