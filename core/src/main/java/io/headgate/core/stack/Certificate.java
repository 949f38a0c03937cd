package io.headgate.core.stack;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A certificate that is requested from ACM for an Ingress.
 *
 * @param certificateAuthorityArn private CA that issues it; null when Amazon does, validated by DNS
 * @param status null as long as it is only desired
 */
public record Certificate(
        String resource,
        @Nullable String arn,
        String domainName,
        List<String> subjectAlternativeNames,
        @Nullable String certificateAuthorityArn,
        Map<String, String> tags,
        @Nullable Status status) {
    public Certificate {
        subjectAlternativeNames = List.copyOf(subjectAlternativeNames);
        tags = Map.copyOf(tags);
    }

    public Certificate withArn(@Nullable String replacement) {
        return new Certificate(
                resource, replacement, domainName, subjectAlternativeNames, certificateAuthorityArn, tags, status);
    }

    public Certificate withTags(Map<String, String> replacement) {
        return new Certificate(
                resource, arn, domainName, subjectAlternativeNames, certificateAuthorityArn, replacement, status);
    }

    public Certificate withStatus(@Nullable Status replacement) {
        return new Certificate(
                resource, arn, domainName, subjectAlternativeNames, certificateAuthorityArn, tags, replacement);
    }

    /** Whether listeners can use it. */
    public boolean issued() {
        return status != null && status.code().equals(Status.ISSUED);
    }

    /** Whether it is not issued yet but may be. */
    public boolean pending() {
        return status != null && status.code().equals(Status.PENDING);
    }

    /**
     * How far ACM is with it.
     *
     * @param code as ACM has it: {@code PENDING_VALIDATION}, {@code ISSUED}, {@code FAILED}, {@code VALIDATION_TIMED_OUT} and so on
     * @param reason why it failed, as ACM has it; empty unless it did
     * @param records by which the owner of the domains is known; none until ACM tells them, and none with a private CA
     */
    public record Status(String code, String reason, List<ValidationRecord> records) {

        static final String ISSUED = "ISSUED";
        static final String PENDING = "PENDING_VALIDATION";

        /** Just requested: ACM has told nothing yet. */
        public static final Status REQUESTED = new Status(PENDING, "", List.of());

        public Status {
            records = List.copyOf(records);
        }
    }

    /**
     * A CNAME record that ACM wants to find.
     *
     * @param hostedZoneId zone in which to write it; null when the account has none for the name
     * @param written whether it is known to be there
     */
    public record ValidationRecord(
            String name, String value, @Nullable String hostedZoneId, boolean written) {

        /** The record once it is there. */
        public ValidationRecord asWritten() {
            return new ValidationRecord(name, value, hostedZoneId, true);
        }
    }
}
