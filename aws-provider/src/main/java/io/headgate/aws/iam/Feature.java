package io.headgate.aws.iam;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/** Something that needs permissions of its own. */
public enum Feature {
    /** Load balancers with listeners, rules, target groups and security groups: always needed. */
    CORE("load balancers, listeners, rules, target groups, security groups"),
    CERTIFICATES("listeners with TLS: certificates by ARN or found by host"),
    CERTIFICATE_REQUESTS("certificates that are requested from ACM"),
    ROUTE53("records that validate requested certificates"),
    MUTUAL_TLS("trust stores by name"),
    WAF("web ACLs"),
    WAF_CLASSIC("web ACLs of WAF Classic"),
    SHIELD("Shield Advanced"),
    COGNITO("users of Amazon Cognito"),
    CAPACITY("reserved capacity of load balancers"),
    IP_POOLS("address pools of IPAM"),
    CROSS_ACCOUNT("target groups of other accounts"),
    UNTAGGED_LISTENERS("listeners and rules without tags: with the gate ListenerRulesTagging off, or made so before"),
    UNTAGGED_NODES("nodes and pods whose security group has no tag kubernetes.io/cluster/<name>"),
    CLEANUP("headgate drain and gc: certificates that were requested, and the records that validated them");

    private final String purpose;

    Feature(String purpose) {
        this.purpose = purpose;
    }

    /** As on the command line: {@code waf-classic}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What it is for, in a few words. */
    public String purpose() {
        return purpose;
    }

    /** The feature of that name on the command line. */
    public static Optional<Feature> of(String id) {
        return Arrays.stream(values())
                .filter(feature -> feature.id().equals(id))
                .findFirst();
    }

    /** The features that need an action, for example {@code ec2:CreateTags}; in order of declaration. */
    public static List<Feature> needing(String action) {
        return Arrays.stream(values())
                .filter(feature -> feature.statements().contains("\"" + action + "\""))
                .toList();
    }

    /** Its statements as a JSON array, with {@code ${cluster}} and {@code ${partition}} still in it. */
    String statements() {
        try (InputStream json = Feature.class.getResourceAsStream(id() + ".json")) {
            return new String(Objects.requireNonNull(json, id()).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
