package io.headgate.core.contribution;

import io.headgate.core.annotation.AnnotationKey;
import io.headgate.core.annotation.AnnotationReader;
import io.headgate.core.contribution.Contribution.SecurityGroupWish;
import io.headgate.core.routing.CidrBlock;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** What one member wants of the security groups that are made for the load balancer, beyond what aws-load-balancer-controller knows. */
public final class SecurityGroupWishes {

    /** Only to the ports of targets and of their health checks. */
    public static final String TARGETS = "targets";
    /** Each permission says what it is for. */
    public static final String DESCRIBED = "described";
    /** Blocks beside and inside each other become one, and so do neighbouring ports. */
    public static final String MERGED = "merged";
    /** As many groups as the permissions need. */
    public static final String SPREAD = "spread";

    private static final Pattern GROUP = Pattern.compile("([0-9]{12}/)?sg-[0-9a-z]+");
    private static final Pattern PREFIX_LIST = Pattern.compile("pl-[0-9a-z]+");
    private static final List<String> RULES = List.of(DESCRIBED, MERGED, SPREAD);

    private SecurityGroupWishes() {}

    static SecurityGroupWish of(MemberScope scope) {
        List<String> outbound = checked(
                scope.annotations(),
                AnnotationKey.OUTBOUND,
                SecurityGroupWishes::isDestination,
                "neither " + TARGETS + " nor a CIDR block, prefix list or security group");
        if (!outbound.isEmpty()
                && !scope.annotations()
                        .stringList(AnnotationKey.SECURITY_GROUPS)
                        .orElse(List.of())
                        .isEmpty()) {
            scope.annotations()
                    .invalid(
                            AnnotationKey.OUTBOUND,
                            "is about the security group that is made, but " + AnnotationKey.SECURITY_GROUPS.key()
                                    + " names own ones");
        }
        List<String> rules = checked(
                scope.annotations(),
                AnnotationKey.SECURITY_GROUP_RULES,
                RULES::contains,
                "none of " + String.join(", ", RULES));
        return new SecurityGroupWish(outbound, rules);
    }

    /** The security groups that may connect, an own account left out. */
    static List<String> inbound(MemberScope scope) {
        String ownAccount = scope.facts().accountId() + "/";
        return checked(
                        scope.annotations(),
                        AnnotationKey.INBOUND_SECURITY_GROUPS,
                        group -> GROUP.matcher(group).matches(),
                        "neither the id of a security group nor account/id")
                .stream()
                .map(group -> group.startsWith(ownAccount) ? group.substring(ownAccount.length()) : group)
                .distinct()
                .toList();
    }

    private static boolean isDestination(String text) {
        return text.equals(TARGETS)
                || CidrBlock.isBlock(text)
                || PREFIX_LIST.matcher(text).matches()
                || GROUP.matcher(text).matches();
    }

    private static List<String> checked(
            AnnotationReader annotations, AnnotationKey key, Predicate<String> valid, String otherwise) {
        List<String> values = annotations.stringList(key).orElse(List.of());
        values.stream()
                .filter(valid.negate())
                .forEach(value -> annotations.invalid(key, "holds \"" + value + "\", which is " + otherwise));
        return values;
    }
}
