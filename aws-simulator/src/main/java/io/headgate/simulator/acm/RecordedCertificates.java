package io.headgate.simulator.acm;

import io.headgate.simulator.account.Tags;
import io.headgate.simulator.api.Fields;
import java.time.Instant;
import java.util.List;

/** Puts certificates into a store as DescribeCertificate answered for them. Their keys are new: the API gives none. */
public final class RecordedCertificates {
    private final CertificateStore store;
    private final Tags tags;
    private final Instant now;

    public RecordedCertificates(CertificateStore store, Tags tags, Instant now) {
        this.store = store;
        this.tags = tags;
        this.now = now;
    }

    /** Reads the list {@code certificates}. */
    public void read(Fields root) {
        for (Fields certificate : root.structs("certificates")) {
            String arn = certificate.required("CertificateArn");
            store.add(new Certificate(
                    arn,
                    names(certificate),
                    // The lists of ACM write RSA_2048 where its descriptions write RSA-2048.
                    certificate.text("KeyAlgorithm").orElse("RSA_2048").replace('-', '_'),
                    certificate.text("Type").orElse("AMAZON_ISSUED"),
                    "DNS",
                    now,
                    now,
                    certificate.text("Status").orElse("ISSUED"),
                    certificate.text("CertificateAuthorityArn").orElse(null),
                    null));
            tags.put(arn, Tags.recorded(certificate.structs("Tags")));
        }
    }

    private static List<String> names(Fields certificate) {
        List<String> names = certificate.texts("SubjectAlternativeNames");
        return names.isEmpty() ? List.of(certificate.required("DomainName")) : names;
    }
}
