package io.headgate.aws.mapping;

import io.headgate.core.routing.Condition;
import io.headgate.core.routing.Patterns;
import java.util.List;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.HostHeaderConditionConfig;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.HttpHeaderConditionConfig;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.PathPatternConditionConfig;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.QueryStringKeyValuePair;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RuleCondition;

/** Conditions of rules. */
final class ConditionMapping {

    private ConditionMapping() {}

    static RuleCondition toApi(Condition condition) {
        RuleCondition.Builder api = RuleCondition.builder().field(condition.field());
        switch (condition) {
            case Condition.HostHeader(Patterns.Wildcards(List<String> values)) ->
                api.hostHeaderConfig(config -> config.values(values));
            case Condition.HostHeader(Patterns.Regexes(List<String> values)) ->
                api.hostHeaderConfig(config -> config.regexValues(values));
            case Condition.PathPattern(Patterns.Wildcards(List<String> values)) ->
                api.pathPatternConfig(config -> config.values(values));
            case Condition.PathPattern(Patterns.Regexes(List<String> values)) ->
                api.pathPatternConfig(config -> config.regexValues(values));
            case Condition.HttpHeader(String name, Patterns.Wildcards(List<String> values)) ->
                api.httpHeaderConfig(config -> config.httpHeaderName(name).values(values));
            case Condition.HttpHeader(String name, Patterns.Regexes(List<String> values)) ->
                api.httpHeaderConfig(config -> config.httpHeaderName(name).regexValues(values));
            case Condition.HttpRequestMethod(List<String> methods) ->
                api.httpRequestMethodConfig(config -> config.values(methods));
            case Condition.QueryString(List<Condition.QueryString.Pair> pairs) ->
                api.queryStringConfig(config -> config.values(pairs.stream()
                        .map(pair -> QueryStringKeyValuePair.builder()
                                .key(pair.key())
                                .value(pair.value())
                                .build())
                        .toList()));
            case Condition.SourceIp(List<String> cidrs) -> api.sourceIpConfig(config -> config.values(cidrs));
        }
        return api.build();
    }

    static Condition fromApi(RuleCondition api) {
        return switch (api.field()) {
            case "host-header" -> new Condition.HostHeader(hosts(api));
            case "path-pattern" -> new Condition.PathPattern(paths(api));
            case "http-header" -> header(api.httpHeaderConfig());
            case "http-request-method" ->
                new Condition.HttpRequestMethod(api.httpRequestMethodConfig().values());
            case "query-string" ->
                new Condition.QueryString(api.queryStringConfig().values().stream()
                        .map(pair -> new Condition.QueryString.Pair(pair.key(), pair.value()))
                        .toList());
            case "source-ip" -> new Condition.SourceIp(api.sourceIpConfig().values());
            default -> throw new IllegalStateException("the API returned a condition on " + api.field());
        };
    }

    /** Old rules carry their values beside the configuration object. */
    private static Patterns hosts(RuleCondition api) {
        HostHeaderConditionConfig config = api.hostHeaderConfig();
        return config == null ? new Patterns.Wildcards(api.values()) : patterns(config.values(), config.regexValues());
    }

    private static Patterns paths(RuleCondition api) {
        PathPatternConditionConfig config = api.pathPatternConfig();
        return config == null ? new Patterns.Wildcards(api.values()) : patterns(config.values(), config.regexValues());
    }

    private static Condition header(HttpHeaderConditionConfig config) {
        return new Condition.HttpHeader(config.httpHeaderName(), patterns(config.values(), config.regexValues()));
    }

    private static Patterns patterns(List<String> values, List<String> regexes) {
        return regexes.isEmpty() ? new Patterns.Wildcards(values) : new Patterns.Regexes(regexes);
    }
}
