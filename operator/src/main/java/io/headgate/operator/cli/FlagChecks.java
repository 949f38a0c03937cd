package io.headgate.operator.cli;

import io.headgate.core.naming.TrackingTags;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What flags must fulfil, alone and together, before anything starts; the rules are those of aws-load-balancer-controller. */
final class FlagChecks {
    private static final List<String> TARGET_TYPES = List.of("instance", "ip");
    private static final List<String> SCHEMES = List.of("internal", "internet-facing");

    private FlagChecks() {}

    /** The first flaw, in words. */
    static Optional<String> conflict(OperatorFlags flags) {
        return Stream.<Supplier<Optional<String>>>of(
                        () -> oneOf("--default-target-type", flags.defaultTargetType, TARGET_TYPES),
                        () -> oneOf("--default-load-balancer-scheme", flags.defaultLoadBalancerScheme, SCHEMES),
                        () -> InstanceDefaults.conflict(flags.ingressClass, flags.controllers, flags.instance),
                        () -> trackingTags(flags),
                        () -> externalTags(flags),
                        () -> securityGroups(flags))
                .map(Supplier::get)
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<String> oneOf(String flag, String value, List<String> words) {
        return words.contains(value)
                ? Optional.empty()
                : Optional.of(flag + " is \"" + value + "\", which is none of " + String.join(", ", words));
    }

    private static Optional<String> trackingTags(OperatorFlags flags) {
        return Stream.concat(flags.defaultTags.byKey().keySet().stream(), flags.externalManagedTags.stream())
                .filter(TrackingTags::isTracking)
                .findFirst()
                .map(key -> "--default-tags and --external-managed-tags may not hold the key \"" + key
                        + "\", by which resources are found again");
    }

    private static Optional<String> externalTags(OperatorFlags flags) {
        TreeSet<String> both = new TreeSet<>(flags.defaultTags.byKey().keySet());
        both.retainAll(flags.externalManagedTags);
        return both.stream()
                .findFirst()
                .map(key ->
                        "--default-tags holds the key \"" + key + "\", which --external-managed-tags leaves to others");
    }

    private static Optional<String> securityGroups(OperatorFlags flags) {
        String shared = flags.backendSecurityGroup;
        if (shared != null && !shared.isEmpty() && !shared.startsWith("sg-")) {
            return Optional.of("--backend-security-group is \"" + shared + "\", which is no id of a security group");
        }
        return flags.enableManageBackendSecurityGroupRules && !flags.enableBackendSecurityGroup
                ? Optional.of("--enable-manage-backend-security-group-rules needs --enable-backend-security-group")
                : Optional.empty();
    }
}
