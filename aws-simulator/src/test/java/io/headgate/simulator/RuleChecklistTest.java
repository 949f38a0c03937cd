package io.headgate.simulator;

import static io.headgate.simulator.Checklist.elsewhere;
import static io.headgate.simulator.Checklist.entry;
import static io.headgate.simulator.Checklist.refused;
import static io.headgate.simulator.Checklist.rules;
import static io.headgate.simulator.Checklist.secure;
import static io.headgate.simulator.Checklist.targetGroup;
import static io.headgate.simulator.SimulatedAws.fixed;
import static io.headgate.simulator.SimulatedAws.forward;
import static io.headgate.simulator.SimulatedAws.path;
import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.simulator.Refusals.Scene;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ActionTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RedirectActionConfig;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Rule;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RuleCondition;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RulePriorityPair;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupTuple;

/** The checklist for rules and their order. */
@SuppressWarnings("unchecked") // the builders of the SDK take consumers as varargs
final class RuleChecklistTest {

    static List<Checklist.Entry> creation() {
        return List.of(
                entry("CreateRule: priorities are 1 to 50000 and one rule's only", scene -> {
                    refused("ValidationError", () -> scene.aws.rule(scene.listener, 0, _ -> {}));
                    refused("ValidationError", () -> scene.aws.rule(scene.listener, 50_001, _ -> {}));
                    scene.aws.rule(scene.listener, 50_000, _ -> {});
                    refused("PriorityInUse", () -> scene.aws.rule(scene.listener, 50_000, _ -> {}));
                }),
                entry(
                        "CreateRule: needs a condition",
                        scene -> refused(
                                "ValidationError",
                                () -> scene.aws.rule(scene.listener, 1, request -> request.conditions(List.of())))),
                entry("CreateRule: a forward has one to five target groups that exist", scene -> {
                    refused(
                            "ValidationError",
                            () -> scene.aws.rule(scene.listener, 1, request -> request.actions(split(List.of()))));
                    List<String> six = IntStream.range(0, 6)
                            .mapToObj(i -> scene.aws.targetGroup("group-" + i))
                            .toList();
                    refused(
                            "ValidationError",
                            () -> scene.aws.rule(scene.listener, 1, request -> request.actions(split(six))));
                    refused(
                            "TargetGroupNotFound",
                            () -> scene.aws.rule(
                                    scene.listener, 1, request -> request.actions(forward(scene.targetGroup + "0"))));
                    scene.aws.rule(scene.listener, 1, request -> request.actions(split(six.subList(0, 5))));
                }),
                entry("CreateRule: authentication needs HTTPS and an action after it", scene -> {
                    refused(
                            "InvalidLoadBalancerAction",
                            () -> scene.aws.rule(scene.listener, 1, request -> request.actions(jwt(), last())));
                    String secure = secure(scene);
                    refused(
                            "InvalidLoadBalancerAction",
                            () -> scene.aws.rule(secure, 1, request -> request.actions(jwt())));
                }),
                entry("CreateRule: jwt-validation is kept", scene -> {
                    String secure = secure(scene);
                    scene.aws.rule(secure, 1, request -> request.actions(jwt(), last()));
                    Action read = first(scene, secure).actions().getFirst();
                    assertThat(read.jwtValidationConfig()).isEqualTo(jwt().jwtValidationConfig());
                }),
                entry("CreateRule: regex values of host, path and header are kept", scene -> {
                    List<RuleCondition> conditions = List.of(
                            RuleCondition.builder()
                                    .field("host-header")
                                    .hostHeaderConfig(config -> config.regexValues("^a\\.example\\.com$"))
                                    .build(),
                            RuleCondition.builder()
                                    .field("path-pattern")
                                    .pathPatternConfig(config -> config.regexValues("^/v[0-9]+/"))
                                    .build(),
                            RuleCondition.builder()
                                    .field("http-header")
                                    .httpHeaderConfig(config ->
                                            config.httpHeaderName("X-Tenant").regexValues("^t[0-9]+$"))
                                    .build());
                    scene.aws.rule(scene.listener, 1, request -> request.conditions(conditions));
                    List<RuleCondition> read = first(scene, scene.listener).conditions();
                    assertThat(read.get(0).hostHeaderConfig().regexValues()).containsExactly("^a\\.example\\.com$");
                    assertThat(read.get(1).pathPatternConfig().regexValues()).containsExactly("^/v[0-9]+/");
                    assertThat(read.get(2).httpHeaderConfig().regexValues()).containsExactly("^t[0-9]+$");
                }),
                entry("CreateRule: transforms are kept", scene -> {
                    transformed(scene);
                    assertThat(first(scene, scene.listener).transforms())
                            .singleElement()
                            .satisfies(transform -> {
                                assertThat(transform.typeAsString()).isEqualTo("url-rewrite");
                                assertThat(transform.urlRewriteConfig().rewrites())
                                        .singleElement()
                                        .matches(each -> each.regex().equals("^/old/")
                                                && each.replace().equals("/new/"));
                            });
                }),
                entry("CreateRule: a redirect comes back with all its placeholders", scene -> {
                    scene.aws.rule(
                            scene.listener,
                            1,
                            request -> request.actions(Action.builder()
                                    .type(ActionTypeEnum.REDIRECT)
                                    .redirectConfig(each -> each.port("443").statusCode("HTTP_301"))
                                    .build()));
                    assertThat(first(scene, scene.listener).actions().getFirst().redirectConfig())
                            .isEqualTo(RedirectActionConfig.builder()
                                    .protocol("#{protocol}")
                                    .host("#{host}")
                                    .port("443")
                                    .path("/#{path}")
                                    .query("#{query}")
                                    .statusCode("HTTP_301")
                                    .build());
                }),
                entry("CreateRule: the secret of an OIDC client never comes back", scene -> {
                    String secure = secure(scene);
                    Rule made = scene.aws
                            .elb
                            .createRule(request -> request.listenerArn(secure)
                                    .priority(1)
                                    .conditions(path("/"))
                                    .actions(oidc(), last()))
                            .rules()
                            .getFirst();
                    assertThat(made.toString()).doesNotContain("hush");
                    assertThat(first(scene, secure).actions().getFirst().authenticateOidcConfig())
                            .satisfies(read -> {
                                assertThat(read.clientSecret()).isNull();
                                assertThat(read.scope()).isEqualTo("openid");
                                assertThat(read.sessionCookieName()).isEqualTo("AWSELBAuthSessionCookie");
                                assertThat(read.sessionTimeout()).isEqualTo(604_800);
                                assertThat(read.onUnauthenticatedRequestAsString())
                                        .isEqualTo("authenticate");
                            });
                }),
                entry("CreateRule: one target group is told in both forms, with weight and stickiness", scene -> {
                    scene.aws.rule(scene.listener, 1, request -> request.actions(forward(scene.targetGroup)));
                    Action read = first(scene, scene.listener).actions().getFirst();
                    assertThat(read.targetGroupArn()).isEqualTo(scene.targetGroup);
                    assertThat(read.forwardConfig().targetGroups())
                            .singleElement()
                            .satisfies(group -> {
                                assertThat(group.targetGroupArn()).isEqualTo(scene.targetGroup);
                                assertThat(group.weight()).isEqualTo(1);
                            });
                    assertThat(read.forwardConfig()
                                    .targetGroupStickinessConfig()
                                    .enabled())
                            .isFalse();
                }));
    }

    static List<Checklist.Entry> life() {
        return List.of(
                entry("DescribeRules: by priority, the default one last, in pages that lose none", scene -> {
                    scene.aws.rule(scene.listener, 20, _ -> {});
                    scene.aws.rule(scene.listener, 3, _ -> {});
                    scene.aws.rule(scene.listener, 10, _ -> {});
                    assertThat(scene.aws
                                    .elb
                                    .describeRulesPaginator(request ->
                                            request.listenerArn(scene.listener).pageSize(2))
                                    .rules())
                            .extracting(Rule::priority)
                            .containsExactly("3", "10", "20", "default");
                }),
                entry("ModifyRule: transforms stay, are replaced, or reset", scene -> {
                    String rule = transformed(scene);
                    scene.aws.elb.modifyRule(request -> request.ruleArn(rule).actions(fixed("201")));
                    assertThat(first(scene, scene.listener).transforms()).hasSize(1);
                    refused(
                            "ValidationError",
                            () -> scene.aws.elb.modifyRule(request -> request.ruleArn(rule)
                                    .resetTransforms(true)
                                    .transforms(transform -> transform
                                            .type("url-rewrite")
                                            .urlRewriteConfig(config -> config.rewrites(rewrite ->
                                                    rewrite.regex("a").replace("b"))))));
                    scene.aws.elb.modifyRule(request -> request.ruleArn(rule).resetTransforms(true));
                    assertThat(first(scene, scene.listener).transforms()).isEmpty();
                }),
                entry("ModifyRule: the target group knows its load balancer, and loses it", scene -> {
                    String rule = scene.aws.rule(scene.listener, 1, _ -> {});
                    scene.aws.elb.modifyRule(request -> request.ruleArn(rule).actions(forward(scene.targetGroup)));
                    assertThat(targetGroup(scene, scene.targetGroup).loadBalancerArns())
                            .containsExactly(scene.loadBalancer);
                    scene.aws.elb.modifyRule(request -> request.ruleArn(rule).actions(fixed("200")));
                    assertThat(targetGroup(scene, scene.targetGroup).loadBalancerArns())
                            .isEmpty();
                }),
                entry("DeleteRule: the default one stays, one that is missing is RuleNotFound", scene -> {
                    String byDefault = rules(scene).getLast().ruleArn();
                    refused("OperationNotPermitted", () -> delete(scene, byDefault));
                    String rule = scene.aws.rule(scene.listener, 1, _ -> {});
                    delete(scene, rule);
                    refused("RuleNotFound", () -> delete(scene, rule));
                    refused(
                            "RuleNotFound",
                            () -> scene.aws.elb.modifyRule(
                                    request -> request.ruleArn(rule).actions(fixed("200"))));
                    refused("RuleNotFound", () -> order(scene, pair(rule, 2)));
                }),
                entry("SetRulePriorities: rules swap and shift in one call", scene -> {
                    List<String> made = three(scene);
                    order(scene, pair(made.get(0), 2), pair(made.get(1), 1));
                    order(scene, pair(made.get(1), 2), pair(made.get(0), 3), pair(made.get(2), 4));
                    assertThat(rules(scene)).extracting(Rule::priority).containsExactly("2", "3", "4", "default");
                    assertThat(rules(scene))
                            .extracting(Rule::ruleArn)
                            .startsWith(made.get(1), made.get(0), made.get(2));
                }),
                entry("SetRulePriorities: a clash refuses all of the call", scene -> {
                    List<String> made = three(scene);
                    List<Rule> before = rules(scene);
                    refused("PriorityInUse", () -> order(scene, pair(made.get(0), 9), pair(made.get(1), 3)));
                    refused("PriorityInUse", () -> order(scene, pair(made.get(0), 9), pair(made.get(1), 9)));
                    refused("RuleNotFound", () -> order(scene, pair(made.get(0), 9), pair(made.get(1) + "0", 8)));
                    refused(
                            "OperationNotPermitted",
                            () -> order(scene, pair(before.getLast().ruleArn(), 9)));
                    refused("ValidationError", () -> order(scene, pair(made.get(0), 9), pair(made.get(1), 50_001)));
                    assertThat(rules(scene)).isEqualTo(before);
                }),
                entry("SetRulePriorities: rules of other listeners take no number away", scene -> {
                    scene.aws.rule(elsewhere(scene), 9, _ -> {});
                    order(scene, pair(three(scene).getFirst(), 9));
                    assertThat(rules(scene)).extracting(Rule::priority).contains("9");
                }));
    }

    private static Action split(List<String> groups) {
        return Action.builder()
                .type(ActionTypeEnum.FORWARD)
                .forwardConfig(forward -> forward.targetGroups(groups.stream()
                        .map(arn -> TargetGroupTuple.builder()
                                .targetGroupArn(arn)
                                .weight(1)
                                .build())
                        .toList()))
                .build();
    }

    private static Action jwt() {
        return Action.builder()
                .type(ActionTypeEnum.JWT_VALIDATION)
                .order(1)
                .jwtValidationConfig(jwt -> jwt.issuer("https://id.example.com")
                        .jwksEndpoint("https://id.example.com/keys")
                        .additionalClaims(claim -> claim.name("scope")
                                .format("space-separated-values")
                                .values("read")))
                .build();
    }

    private static Action oidc() {
        return Action.builder()
                .type(ActionTypeEnum.AUTHENTICATE_OIDC)
                .order(1)
                .authenticateOidcConfig(each -> each.issuer("https://id.example.com")
                        .authorizationEndpoint("https://id.example.com/a")
                        .tokenEndpoint("https://id.example.com/t")
                        .userInfoEndpoint("https://id.example.com/u")
                        .clientId("client")
                        .clientSecret("hush"))
                .build();
    }

    private static Action last() {
        return fixed("200").toBuilder().order(2).build();
    }

    private static String transformed(Scene scene) {
        return scene.aws.rule(
                scene.listener,
                1,
                request -> request.transforms(transform -> transform
                        .type("url-rewrite")
                        .urlRewriteConfig(config -> config.rewrites(
                                rewrite -> rewrite.regex("^/old/").replace("/new/")))));
    }

    private static Rule first(Scene scene, String listener) {
        return scene.aws
                .elb
                .describeRules(request -> request.listenerArn(listener))
                .rules()
                .getFirst();
    }

    private static void delete(Scene scene, String rule) {
        scene.aws.elb.deleteRule(request -> request.ruleArn(rule));
    }

    private static List<String> three(Scene scene) {
        return IntStream.rangeClosed(1, 3)
                .mapToObj(i -> scene.aws.rule(scene.listener, i, _ -> {}))
                .toList();
    }

    private static RulePriorityPair pair(String rule, int priority) {
        return RulePriorityPair.builder().ruleArn(rule).priority(priority).build();
    }

    private static void order(Scene scene, RulePriorityPair... pairs) {
        scene.aws.elb.setRulePriorities(request -> request.rulePriorities(pairs));
    }

    @TestFactory
    Stream<DynamicTest> createsThem() {
        return Checklist.run(creation());
    }

    @TestFactory
    Stream<DynamicTest> changesThem() {
        return Checklist.run(life());
    }
}
