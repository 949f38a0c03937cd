package io.headgate.simulator.sts;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headgate.simulator.account.Identity;
import io.headgate.simulator.account.Ids;
import io.headgate.simulator.api.Answer;
import io.headgate.simulator.api.ApiCall;
import io.headgate.simulator.api.ApiError;
import io.headgate.simulator.api.Fields;
import io.headgate.simulator.api.Service;
import io.headgate.simulator.api.Tree;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells callers who they are and hands out credentials. A call with credentials of an assumed role acts in the account of the role, any
 * other in our own.
 */
public final class SecurityTokens {
    private static final int SHORTEST_SESSION = 900;
    private static final int LONGEST_SESSION = 43_200;
    private static final int DEFAULT_SESSION = 3600;
    private static final Pattern ROLE_ACCOUNT = Pattern.compile("^arn:[^:]+:iam::([0-9]{12}):role/.+");
    private static final Pattern TARGET_GROUP_ACCOUNT =
            Pattern.compile("^arn:[^:]+:elasticloadbalancing:[^:]*:([0-9]+):");

    private final Identity identity;
    private final Ids ids;
    private final InstantSource clock;
    private final Map<String, String> accounts = new ConcurrentHashMap<>();

    public SecurityTokens(Identity identity, Ids ids, InstantSource clock) {
        this.identity = identity;
        this.ids = ids;
        this.clock = clock;
    }

    public Service service() {
        return new Service(
                "sts",
                "ValidationError",
                Map.of(
                        "GetCallerIdentity", _ -> callerIdentity(),
                        "AssumeRole", this::assumeRole,
                        "AssumeRoleWithWebIdentity", this::assumeRole));
    }

    /** The account in which a caller acts. */
    public String account(String accessKeyId) {
        return accounts.getOrDefault(accessKeyId, identity.accountId());
    }

    /** Refuses a call to a target group of an account other than the caller's. */
    public Optional<Answer> refusal(ApiCall call) {
        String account = account(call.accessKeyId());
        return call.input()
                .text("TargetGroupArn")
                .map(TARGET_GROUP_ACCOUNT::matcher)
                .filter(found -> found.find() && !found.group(1).equals(account))
                .map(found -> new Answer.Refusal(
                        403,
                        "AccessDenied",
                        "User of account " + account + " is not authorized to perform: elasticloadbalancing:"
                                + call.operation() + " on resource: "
                                + call.input().required("TargetGroupArn")));
    }

    private ObjectNode callerIdentity() {
        return Tree.node()
                .put("UserId", "AIDASIMULATOR0000000")
                .put("Account", identity.accountId())
                .put("Arn", "arn:aws:iam::" + identity.accountId() + ":user/simulator");
    }

    private ObjectNode assumeRole(Fields input) {
        String role = input.required("RoleArn");
        String session = input.required("RoleSessionName");
        int seconds = input.integer("DurationSeconds", SHORTEST_SESSION, LONGEST_SESSION)
                .orElse(DEFAULT_SESSION);
        String roleId = "AROA" + ids.hex(16).toUpperCase(Locale.ROOT);
        Matcher account = ROLE_ACCOUNT.matcher(role);
        if (!account.find()) {
            throw ApiError.invalid(role + " is invalid");
        }
        String accessKeyId = "ASIA" + ids.hex(16).toUpperCase(Locale.ROOT);
        accounts.put(accessKeyId, account.group(1));
        ObjectNode credentials = Tree.node()
                .put("AccessKeyId", accessKeyId)
                .put("SecretAccessKey", ids.hex(40))
                .put("SessionToken", ids.hex(64))
                .put(
                        "Expiration",
                        clock.instant().plus(Duration.ofSeconds(seconds)).toString());
        ObjectNode user = Tree.node()
                .put("AssumedRoleId", roleId + ":" + session)
                .put("Arn", role.replace(":iam:", ":sts:").replace(":role/", ":assumed-role/") + "/" + session);
        ObjectNode result = Tree.node();
        result.set("Credentials", credentials);
        result.set("AssumedRoleUser", user);
        return result;
    }
}
