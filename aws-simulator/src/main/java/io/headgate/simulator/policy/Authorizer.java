package io.headgate.simulator.policy;

import io.headgate.simulator.account.Identity;
import io.headgate.simulator.api.Answer;
import io.headgate.simulator.api.ApiCall;
import io.headgate.simulator.api.CallInterceptor;
import io.headgate.simulator.policy.PolicyDocument.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets through what the policies of callers allow. A caller without a policy may do everything; so may who assumed a role, whose policies
 * nobody knows here. Safe for use by many threads.
 */
public final class Authorizer implements CallInterceptor {

    private static final int FORBIDDEN = 403;

    /** What the keys of assumed roles begin with (IAM user guide, "Unique identifiers"). */
    private static final String TEMPORARY = "ASIA";

    private final Identity identity;
    private final Requirements requirements;
    private final Map<String, Enforced> policies = new ConcurrentHashMap<>();
    private volatile @Nullable Enforced usual;

    private record Enforced(PolicyDocument document, PolicyUse use) {

        /** The statements that allow something; none if one of them denies it. */
        List<Statement> allowing(Check check) {
            List<Statement> named = document.statements().stream()
                    .filter(statement -> statement.names(check))
                    .toList();
            return named.stream().allMatch(Statement::allows) ? named : List.of();
        }
    }

    /** @param tags of a resource, by its ARN or its EC2 id */
    public Authorizer(Identity identity, Function<String, Map<String, String>> tags) {
        this.identity = identity;
        this.requirements = new Requirements(identity, tags);
    }

    /**
     * From now on the holder of a key may do only what the policy allows.
     *
     * @param use hears what is allowed and what is not
     */
    public void enforce(String accessKeyId, PolicyDocument document, PolicyUse use) {
        policies.put(accessKeyId, new Enforced(document, use));
    }

    /** From now on whoever has no policy of their own may do only what this one allows, but for those who assumed a role. */
    public void enforceForOthers(PolicyDocument document, PolicyUse use) {
        usual = new Enforced(document, use);
    }

    /** From now on everybody may do everything. */
    public void allowAll() {
        policies.clear();
        usual = null;
    }

    private @Nullable Enforced policyOf(String accessKeyId) {
        Enforced own = policies.get(accessKeyId);
        return own != null || accessKeyId.startsWith(TEMPORARY) ? own : usual;
    }

    @Override
    public Answer intercept(ApiCall call, Supplier<Answer> next) {
        Enforced enforced = policyOf(call.accessKeyId());
        if (enforced == null || isOpenToAll(call)) {
            return next.get();
        }
        List<Check> checks = requirements.of(call);
        for (Check check : checks) {
            if (enforced.allowing(check).isEmpty()) {
                enforced.use().denied(check);
                return refusal(call.service(), check);
            }
        }
        checks.forEach(check ->
                enforced.allowing(check).forEach(statement -> enforced.use().allowed(statement, check.action())));
        Answer answer = next.get();
        requirements.done(call, answer);
        return answer;
    }

    /** AWS lets everybody ask who they are. */
    private static boolean isOpenToAll(ApiCall call) {
        return call.operation().equals("GetCallerIdentity");
    }

    private Answer.Refusal refusal(String service, Check check) {
        String who =
                "User: arn:aws:sts::" + identity.accountId() + ":assumed-role/headgate/session is not authorized to"
                        + " perform: " + check.action() + " on resource: " + check.resource()
                        + " because no identity-based policy allows the " + check.action() + " action";
        return switch (service.toLowerCase(Locale.ROOT)) {
            case "ec2" ->
                new Answer.Refusal(
                        FORBIDDEN,
                        "UnauthorizedOperation",
                        "You are not authorized to perform this operation. " + who
                                + ". Encoded authorization failure message: c2ltdWxhdGVk");
            case "elasticloadbalancing", "sts", "route53" -> new Answer.Refusal(FORBIDDEN, "AccessDenied", who);
            case String _ -> new Answer.Refusal(400, "AccessDeniedException", who);
        };
    }
}
