package io.headgate.simulator.sts;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headgate.simulator.account.Identity;
import io.headgate.simulator.account.Ids;
import io.headgate.simulator.api.Fields;
import io.headgate.simulator.api.Service;
import io.headgate.simulator.api.Tree;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;

/** Tells callers who they are and hands out credentials, which nothing checks. */
public final class SecurityTokens {
    private static final int SHORTEST_SESSION = 900;
    private static final int LONGEST_SESSION = 43_200;
    private static final int DEFAULT_SESSION = 3600;

    private final Identity identity;
    private final Ids ids;
    private final InstantSource clock;

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
        ObjectNode credentials = Tree.node()
                .put("AccessKeyId", "ASIA" + ids.hex(16).toUpperCase(Locale.ROOT))
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
