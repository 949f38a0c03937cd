package io.headgate.simulator.acm;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A certificate of ACM.
 *
 * @param names domain name first, then the alternative names
 * @param keyAlgorithm as ACM writes it in DescribeCertificate, for example {@code RSA_2048}
 * @param type {@code AMAZON_ISSUED}, {@code PRIVATE} or {@code IMPORTED}
 * @param issuedAt when a requested one becomes ISSUED; null as long as that depends on what the owner does
 */
public record Certificate(
        String arn,
        List<String> names,
        String keyAlgorithm,
        String type,
        String validationMethod,
        Instant createdAt,
        @Nullable Instant issuedAt,
        @Nullable String fixedStatus,
        @Nullable String certificateAuthorityArn,
        @Nullable String idempotencyToken) {

    public Certificate {
        names = List.copyOf(names);
    }

    /** {@code ISSUED}, {@code PENDING_VALIDATION}, or what the seed says. */
    public String status(Instant now) {
        if (fixedStatus != null) {
            return fixedStatus;
        }
        return issuedAt == null || now.isBefore(issuedAt) ? "PENDING_VALIDATION" : "ISSUED";
    }

    /** Whether it waits for records in DNS. */
    boolean awaitsRecords() {
        return issuedAt == null && fixedStatus == null;
    }

    Certificate issuedAt(Instant instant) {
        return new Certificate(
                arn,
                names,
                keyAlgorithm,
                type,
                validationMethod,
                createdAt,
                instant,
                fixedStatus,
                certificateAuthorityArn,
                idempotencyToken);
    }
}
