package io.headgate.aws.mapping;

import io.headgate.core.cloud.ClientSecrets;
import io.headgate.core.routing.Action;
import io.headgate.core.routing.Condition;
import io.headgate.core.routing.RoutingRule;
import io.headgate.core.routing.Transform;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RewriteConfig;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Rule;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RuleCondition;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RuleTransform;

/** Conditions, actions and transforms of rules, to the ELBv2 API and back. */
public final class RuleMapping {

    private final ActionWriter actions;

    /** @param arns gives the real ARN of a handle */
    public RuleMapping(UnaryOperator<String> arns, ClientSecrets secrets) {
        this.actions = new ActionWriter(arns, secrets);
    }

    public List<software.amazon.awssdk.services.elasticloadbalancingv2.model.Action> actions(List<Action> values) {
        return actions.toApi(values);
    }

    public static List<RuleCondition> conditions(List<Condition> values) {
        return values.stream().map(ConditionMapping::toApi).toList();
    }

    public static List<RuleTransform> transforms(List<Transform> values) {
        return values.stream().map(RuleMapping::transform).toList();
    }

    private static RuleTransform transform(Transform value) {
        List<RewriteConfig> rewrites = value.rewrites().stream()
                .map(rewrite -> RewriteConfig.builder()
                        .regex(rewrite.regex())
                        .replace(rewrite.replace())
                        .build())
                .toList();
        RuleTransform.Builder api = RuleTransform.builder().type(value.type());
        return switch (value) {
            case Transform.UrlRewrite _ ->
                api.urlRewriteConfig(config -> config.rewrites(rewrites)).build();
            case Transform.HostHeaderRewrite _ ->
                api.hostHeaderRewriteConfig(config -> config.rewrites(rewrites)).build();
        };
    }

    public static RoutingRule routing(Rule api) {
        return new RoutingRule(
                api.conditions().stream().map(ConditionMapping::fromApi).toList(),
                readActions(api.actions()),
                api.transforms().stream().map(RuleMapping::transform).toList());
    }

    public static List<Action> readActions(
            @Nullable List<software.amazon.awssdk.services.elasticloadbalancingv2.model.Action> api) {
        return api == null ? List.of() : api.stream().map(ActionReader::fromApi).toList();
    }

    private static Transform transform(RuleTransform api) {
        return switch (api.type()) {
            case URL_REWRITE ->
                new Transform.UrlRewrite(rewrites(api.urlRewriteConfig().rewrites()));
            case HOST_HEADER_REWRITE ->
                new Transform.HostHeaderRewrite(
                        rewrites(api.hostHeaderRewriteConfig().rewrites()));
            case UNKNOWN_TO_SDK_VERSION ->
                throw new IllegalStateException("the API returned a transform of type " + api.typeAsString());
        };
    }

    private static List<Transform.Rewrite> rewrites(List<RewriteConfig> api) {
        return api.stream()
                .map(rewrite -> new Transform.Rewrite(rewrite.regex(), rewrite.replace()))
                .toList();
    }
}
