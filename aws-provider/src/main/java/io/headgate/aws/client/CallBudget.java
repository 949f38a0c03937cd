package io.headgate.aws.client;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

/**
 * Holds calls back so that the account's own rate limits are not met. Calls of one kind share a bucket, as they do at AWS; the rates are
 * those that LBC keeps to, with a wider one for what it leaves free. A service with rates of its own has only those.
 */
final class CallBudget implements ExecutionInterceptor {

    /** The kinds of calls that share a rate limit. */
    enum Kind {
        TARGETS,
        READ,
        MODIFY,
        WEB_ACL_READ,
        WEB_ACL_WRITE,
        OTHER_WRITE;

        static Kind of(String operation) {
            if (operation.endsWith("WebACL")
                    || operation.contains("WebACLForResource")
                    || operation.equals("ListWebACLs")) {
                return operation.endsWith("ssociateWebACL") ? WEB_ACL_WRITE : WEB_ACL_READ;
            }
            if (operation.equals("RegisterTargets") || operation.equals("DeregisterTargets")) {
                return TARGETS;
            }
            if (operation.startsWith("Describe") || operation.startsWith("List") || operation.startsWith("Get")) {
                return READ;
            }
            return operation.startsWith("Modify") ? MODIFY : OTHER_WRITE;
        }
    }

    private final Map<Kind, TokenBucket> buckets;
    private final Map<String, List<Given>> given = new HashMap<>();

    private record Given(Pattern operation, TokenBucket bucket) {}

    /**
     * @param budget whether services that no throttle names are held back
     * @param throttles rates of single services; all of a service's that match a call count
     */
    CallBudget(AwsSettings.Budget budget, List<Throttle> throttles, InstantSource clock) {
        this.buckets = switch (budget) {
            case ACCOUNT -> account(clock);
            case UNLIMITED -> Map.of();
        };
        for (Throttle throttle : throttles) {
            given.computeIfAbsent(ServiceIds.normal(throttle.service()), key -> new ArrayList<>())
                    .add(new Given(
                            Pattern.compile(throttle.operation()),
                            new TokenBucket(throttle.interval(), throttle.burst(), clock)));
        }
    }

    private static Map<Kind, TokenBucket> account(InstantSource clock) {
        return Map.of(
                Kind.TARGETS, new TokenBucket(4, 20, clock),
                Kind.READ, new TokenBucket(50, 200, clock),
                Kind.MODIFY, new TokenBucket(3, 20, clock),
                Kind.WEB_ACL_READ, new TokenBucket(1, 1, clock),
                Kind.WEB_ACL_WRITE, new TokenBucket(Duration.ofSeconds(2), 1, clock),
                Kind.OTHER_WRITE, new TokenBucket(10, 100, clock));
    }

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
        String operation = String.valueOf(attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME));
        limits(ServiceIds.called(attributes), operation).forEach(TokenBucket::take);
    }

    /** The buckets that a call takes from. */
    List<TokenBucket> limits(String service, String operation) {
        List<Given> own = given.get(service);
        return own == null
                ? Optional.ofNullable(buckets.get(Kind.of(operation))).stream().toList()
                : own.stream()
                        .filter(limit -> limit.operation().matcher(operation).find())
                        .map(Given::bucket)
                        .toList();
    }
}
