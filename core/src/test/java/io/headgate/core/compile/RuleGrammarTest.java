package io.headgate.core.compile;

import static io.headgate.core.compile.Fixture.facts;
import static io.headgate.core.compile.Fixture.key;
import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.core.annotation.AnnotationKey;
import io.headgate.core.cluster.Ingress;
import io.headgate.core.cluster.Ingress.PathType;
import io.headgate.core.cluster.PortRef;
import io.headgate.core.finding.Finding;
import io.headgate.core.routing.Action;
import io.headgate.core.routing.Condition;
import io.headgate.core.routing.Patterns;
import io.headgate.core.routing.TargetGroupRef;
import io.headgate.core.settings.AwsLimits;
import io.headgate.core.settings.CompilerSettings;
import io.headgate.core.stack.Listener;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What paths, conditions and actions of Ingresses become; as aws-load-balancer-controller reads them. */
final class RuleGrammarTest {
    private static final CompilerSettings SETTINGS = Fixture.SETTINGS.withAwsLimits(AwsLimits.REPORT);

    @ParameterizedTest(name = "{0} {1} -> {2}")
    @CsvSource(
            delimiter = ';',
            value = {
                "EXACT; /a; path /a",
                "PREFIX; /; path /*",
                "PREFIX; /a; path /a or /a/*",
                "PREFIX; /a/; path /a or /a/*",
                "PREFIX; /a/b/; path /a/b or /a/b/*",
                "IMPLEMENTATION_SPECIFIC; /a/*/b?; path /a/*/b?",
                "IMPLEMENTATION_SPECIFIC; ''; path /*",
                "IMPLEMENTATION_SPECIFIC; ; path /*",
            })
    void path(PathType type, @Nullable String path, String expected) {
        assertThat(conditions(listener(ingress(null, Map.of(), path(type, path)))))
                .containsExactly(expected);
    }

    @Test
    void triesExactPathsThenLongPrefixesThenTheRestWithinOneRule() {
        Ingress ingress = ingress(
                null,
                Map.of(),
                path(PathType.IMPLEMENTATION_SPECIFIC, "/z"),
                path(PathType.PREFIX, "/a"),
                path(PathType.PREFIX, "/a/b/"),
                path(PathType.PREFIX, "/éé"),
                path(PathType.EXACT, "/y"),
                path(PathType.PREFIX, "/b/c"),
                path(PathType.EXACT, "/x"));

        assertThat(conditions(listener(ingress)))
                .containsExactly(
                        "path /y",
                        "path /x",
                        "path /a/b or /a/b/*",
                        "path /éé or /éé/*",
                        "path /b/c or /b/c/*",
                        "path /a or /a/*",
                        "path /z");
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "[]; host a.com, path /x",
                "null; host a.com, path /x",
                "[{'field':'host-header','hostHeaderConfig':{'values':['b.com','*.c.com']}}];"
                        + " host a.com or b.com or *.c.com, path /x",
                "[{'field':'path-pattern','pathPatternConfig':{'values':['/y']}},"
                        + "{'field':'path-pattern','pathPatternConfig':{'values':['/z']}}]; host a.com, path /x or /y or /z",
                "[{'FIELD':'http-header','HttpHeaderConfig':{'HTTPHEADERNAME':'X-A','VALUES':['1','2']}}];"
                        + " header X-A 1 or 2, host a.com, path /x",
                "[{'field':'http-header','httpHeaderConfig':{'httpHeaderName':'X-A','regexValues':['^1']}}];"
                        + " header X-A ~^1, host a.com, path /x",
                "[{'field':'source-ip','sourceIPConfig':{'values':['10.0.0.0/8']}},"
                        + "{'field':'http-request-method','httpRequestMethodConfig':{'values':['GET']}}];"
                        + " source 10.0.0.0/8, method GET, host a.com, path /x",
                "[{'field':'query-string','queryStringConfig':{'values':[{'key':'v','value':'1'},{'value':'2'}]}}];"
                        + " query v=1 or 2, host a.com, path /x",
                "[{'field':'cookie','hostHeaderConfig':{'values':['b.com']}}]; host a.com, path /x",
                "[null]; host a.com, path /x",
                "[{'field':'http-header','httpHeaderConfig':{'values':['1']}}]; header  1, host a.com, path /x",
            })
    void conditionsOfAnnotations(String json, String expected) {
        Ingress ingress = ingress("a.com", conditions(json), path(PathType.EXACT, "/x"));

        assertThat(conditions(listener(ingress))).containsExactly(expected);
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "{}; must be a JSON list",
                "[{'field':'host-header'}]; hostHeaderConfig is missing",
                "[{'field':'path-pattern','pathPatternConfig':{'values':[]}}]; pathPatternConfig",
                "[{'field':'host-header','hostHeaderConfig':{'values':['a'],'regexValues':['b']}}]; regexValues",
                "[{'field':'host-header','hostHeaderConfig':{'regexValues':['^b']}}]; regexValues for hosts",
                "[{'field':'path-pattern','pathPatternConfig':{'regexValues':['^b']}}]; regexValues for paths",
                "[{'field':'http-request-method','httpRequestMethodConfig':{'values':[]}}]; values is empty",
                "[{'field':'query-string','queryStringConfig':{'values':[{'key':'k'}]}}]; value is missing",
                "[{'field':'source-ip','sourceIPConfig':{'values':'10.0.0.0/8'}}]; must be a list",
                "[{'field':'cookie','hostHeaderConfig':{'values':[1]}}]; must be a list of texts",
                "[{'field':1}]; field must be a text",
            })
    void refusesConditions(String json, String fragment) {
        assertThat(refusal(ingress("a.com", conditions(json), path(PathType.EXACT, "/x"))))
                .startsWith("conditions.web ")
                .contains(fragment);
    }

    @Test
    void readsConditionsAndTransformsOfTheDefaultBackendToo() {
        Ingress.Backend web = new Ingress.Backend.ServiceBackend("web", new PortRef.ByNumber(80));

        assertThat(refusal(withDefault(ingress("a.com", conditions("broken")), web)))
                .startsWith("conditions.web ");
        assertThat(refusal(withDefault(
                        ingress("a.com", Map.of(AnnotationKey.TRANSFORMS.key("web"), "[{\"type\":\"x\"}]")), web)))
                .startsWith("transforms.web ");
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "{'type':'forward','targetGroupARN':'arn:a'}; arn:a",
                "{'type':'forward','targetGroupARN':'arn:a','targetGroupName':'nobody'}; arn:a",
                "{'type':'forward','targetGroupARN':'arn:a','serviceName':'web'}; arn:a",
                "{'Type':'forward','forwardconfig':{'targetgroups':[{'servicename':'web','serviceport':'80'}]}};"
                        + " shop/a-web:80",
                "{'type':'forward','forwardConfig':{'targetGroups':[{'serviceName':'web','servicePort':'http'}]}};"
                        + " shop/a-web:http",
                "{'type':'forward','forwardConfig':{'targetGroups':[{'serviceName':'web','servicePort':80,'weight':1},"
                        + "{'targetGroupARN':'arn:a','weight':0}]}}; shop/a-web:80*1 arn:a*0",
            })
    void forwards(String json, String expected) {
        List<Action> actions =
                listener(annotated(json)).rules().getFirst().routing().actions();

        assertThat(actions)
                .singleElement()
                .isInstanceOfSatisfying(
                        Action.Forward.class,
                        forward -> assertThat(forward.targetGroups().stream()
                                        .map(group -> name(group.targetGroup())
                                                + (group.weight() == null ? "" : "*" + group.weight()))
                                        .collect(Collectors.joining(" ")))
                                .isEqualTo(expected));
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "{'type':'forward'}; needs either",
                "{'type':'forward','targetGroupARN':'arn:a','forwardConfig':{'targetGroups':[]}}; needs either",
                "{'type':'forward','forwardConfig':{'targetGroups':[{}]}}; needs either",
                "{'type':'forward','forwardConfig':{'targetGroups':[{'serviceName':'web','targetGroupARN':'arn:a'}]}};"
                        + " needs either",
                "{'type':'forward','forwardConfig':{'targetGroups':[{'serviceName':'web'}]}}; servicePort",
                "{'type':'forward','forwardConfig':{'targetGroups':[{'targetGroupARN':'a'},{'targetGroupARN':'b'}]}};"
                        + " weight",
                "{'type':'redirect','redirectConfig':{'statusCode':'HTTP_301','port':443}}; port",
                "{'type':'redirect','redirectConfig':{'statusCode':301}}; statusCode",
                "{'type':'redirect'}; redirectConfig",
                "{'type':'fixed-response','fixedResponseConfig':{}}; statusCode",
                "{'type':'fixed-response','fixedResponseConfig':{'statusCode':'200'},'redirectConfig':[]}; redirectConfig",
                "{'type':'rewrite'}; rewrite",
                "null; type",
            })
    void refusesActions(String json, String fragment) {
        assertThat(refusal(annotated(json))).startsWith("actions.web ").contains(fragment);
    }

    @Test
    void readsTheAnnotationOnRegularExpressionsOnlyWhereAPathIsBuiltFromThem() {
        Map<String, String> broken = Map.of(AnnotationKey.USE_REGEX_PATH_MATCH.key(), "perhaps");

        assertThat(compiled(ingress(null, broken, path(PathType.PREFIX, "/a"))).refused(key("a")))
                .isFalse();
        assertThat(compiled(ingress(null, broken, path(PathType.IMPLEMENTATION_SPECIFIC, "")))
                        .refused(key("a")))
                .isFalse();
        assertThat(compiled(ingress(null, broken, path(PathType.IMPLEMENTATION_SPECIFIC, "/a")))
                        .refused(key("a")))
                .isTrue();
    }

    private static Map<String, String> conditions(String json) {
        return Map.of(AnnotationKey.CONDITIONS.key("web"), json.replace('\'', '"'));
    }

    private static Ingress annotated(String json) {
        Ingress.Backend backend = new Ingress.Backend.ServiceBackend("web", new PortRef.ByName("use-annotation"));
        return ingress(
                null,
                Map.of(AnnotationKey.ACTIONS.key("web"), json.replace('\'', '"')),
                new Ingress.Path("/", PathType.PREFIX, backend));
    }

    private static Ingress.Path path(PathType type, @Nullable String path) {
        return new Ingress.Path(path, type, new Ingress.Backend.ServiceBackend("web", new PortRef.ByNumber(80)));
    }

    private static Ingress ingress(@Nullable String host, Map<String, String> annotations, Ingress.Path... paths) {
        return new Ingress(
                key("a"),
                "",
                1,
                annotations,
                Set.of(),
                false,
                "alb",
                null,
                List.of(new Ingress.Rule(host, List.of(paths)), new Ingress.Rule("no-http.example.com", null)),
                List.of());
    }

    private static Ingress withDefault(Ingress bare, Ingress.Backend backend) {
        return new Ingress(
                bare.key(),
                "",
                1,
                new HashMap<>(bare.annotations()),
                Set.of(),
                false,
                "alb",
                backend,
                List.of(),
                List.of());
    }

    private static Compilation compiled(Ingress ingress) {
        return Compiler.compile(Fixture.group(ingress), facts(), SETTINGS);
    }

    private static Listener listener(Ingress ingress) {
        Compilation compilation = compiled(ingress);
        assertThat(compilation.refused(key("a")))
                .as("%s", compilation.findings())
                .isFalse();
        return compilation.stack().loadBalancers().getFirst().listeners().getFirst();
    }

    private static String refusal(Ingress ingress) {
        return compiled(ingress).findings().getOrDefault(key("a"), List.of()).stream()
                .filter(finding -> finding.severity() == Finding.Severity.ERROR)
                .map(Finding::message)
                .findFirst()
                .orElse("not refused");
    }

    private static List<String> conditions(Listener listener) {
        List<String> rules = new ArrayList<>();
        listener.rules()
                .forEach(rule -> rules.add(rule.routing().conditions().stream()
                        .map(RuleGrammarTest::text)
                        .collect(Collectors.joining(", "))));
        return rules;
    }

    private static String text(Condition condition) {
        return switch (condition) {
            case Condition.HostHeader(Patterns patterns) -> "host " + text(patterns);
            case Condition.PathPattern(Patterns patterns) -> "path " + text(patterns);
            case Condition.HttpHeader(String name, Patterns patterns) -> "header " + name + " " + text(patterns);
            case Condition.HttpRequestMethod(List<String> methods) -> "method " + String.join(" or ", methods);
            case Condition.QueryString(List<Condition.QueryString.Pair> pairs) ->
                "query "
                        + pairs.stream()
                                .map(pair -> pair.key() == null ? pair.value() : pair.key() + "=" + pair.value())
                                .collect(Collectors.joining(" or "));
            case Condition.SourceIp(List<String> cidrs) -> "source " + String.join(" or ", cidrs);
        };
    }

    private static String text(Patterns patterns) {
        String sign = patterns instanceof Patterns.Regexes ? "~" : "";
        return patterns.values().stream().map(value -> sign + value).collect(Collectors.joining(" or "));
    }

    private static String name(TargetGroupRef ref) {
        return switch (ref) {
            case TargetGroupRef.ByArn(String arn) -> arn;
            case TargetGroupRef.InStack(String resource) -> resource;
        };
    }
}
