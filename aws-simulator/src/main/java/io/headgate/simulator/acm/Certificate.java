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
 * @param issuedAt when a requested one becomes ISSUED
 */
public record Certificate(
        String arn,
        List<String> names,
        String keyAlgorithm,
        String type,
        String validationMethod,
        Instant createdAt,
        Instant issuedAt,
        @Nullable String fixedStatus,
        @Nullable String certificateAuthorityArn,
        @Nullable String idempotencyToken) {

    public Certificate {
        names = List.copyOf(names);
    }

    /** {@code ISSUED}, {@code PENDING_VALIDATION}, or what the seed says. */
    public String status(Instant now) {
        return fixedStatus != null ? fixedStatus : now.isBefore(issuedAt) ? "PENDING_VALIDATION" : "ISSUED";
    }
}
