package io.headgate.operator.loadbalancer;

import io.headgate.core.stack.Certificate;
import io.headgate.core.stack.Certificate.Status;
import io.headgate.core.stack.Certificate.ValidationRecord;
import java.time.Duration;
import java.util.List;

/**
 * What a requested certificate waits for, in words, and when to look again.
 *
 * @param remedy empty when there is nothing to do but wait
 */
record PendingCertificate(String reason, String message, String remedy, Duration again) {

    /** ACM tells its records, and a private CA issues, within seconds. */
    private static final Duration SECONDS = Duration.ofSeconds(2);

    /** ACM looks at records every few minutes. */
    private static final Duration MINUTES = Duration.ofSeconds(20);

    /** Only the owner of the account can go on. */
    private static final Duration LATER = Duration.ofMinutes(2);

    static PendingCertificate of(Certificate certificate) {
        Status status = certificate.status();
        String names = String.join(", ", certificate.subjectAlternativeNames());
        if (status == null) {
            return new PendingCertificate(
                    "CertificateNotRequested", "the certificate of " + names + " is not requested yet", "", SECONDS);
        }
        if (!certificate.pending()) {
            return new PendingCertificate(
                    "CertificateFailed",
                    "ACM says " + status.code() + " of the certificate of " + names
                            + (status.reason().isEmpty() ? "" : ": " + status.reason()),
                    "remove the cause, then delete the certificate in ACM; it is requested again",
                    LATER);
        }
        if (!status.reason().isEmpty()) {
            return new PendingCertificate(
                    "CertificateUnknown",
                    "the certificate of " + names + " cannot be looked at: " + status.reason(),
                    "allow the calls to ACM and Route 53 in the IAM policy of the operator",
                    MINUTES);
        }
        return status.records().isEmpty()
                ? new PendingCertificate(
                        "CertificatePending", "the certificate of " + names + " is being issued", "", SECONDS)
                : validated(names, status.records());
    }

    private static PendingCertificate validated(String names, List<ValidationRecord> records) {
        List<String> homeless = records.stream()
                .filter(record -> record.hostedZoneId() == null)
                .map(record -> record.name() + " CNAME " + record.value())
                .toList();
        return homeless.isEmpty()
                ? new PendingCertificate(
                        "CertificatePending",
                        "the certificate of " + names + " is being validated by its DNS records",
                        "",
                        MINUTES)
                : new PendingCertificate(
                        "NoHostedZone",
                        "the account has no public hosted zone for " + String.join(", ", homeless),
                        "create the record where the domain is served, or a hosted zone in Route 53",
                        LATER);
    }
}
