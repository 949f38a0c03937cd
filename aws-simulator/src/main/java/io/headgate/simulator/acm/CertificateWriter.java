package io.headgate.simulator.acm;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headgate.simulator.api.Tree;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.function.Function;

/** Writes certificates as ACM answers. Times are seconds since 1970, as JSON 1.1 has them. */
final class CertificateWriter {
    private static final Duration LIFE = Duration.ofDays(395);

    private final CertificateStore store;
    private final Function<String, Collection<String>> usedBy;

    CertificateWriter(CertificateStore store, Function<String, Collection<String>> usedBy) {
        this.store = store;
        this.usedBy = usedBy;
    }

    ObjectNode summary(Certificate certificate) {
        ObjectNode node = common(certificate);
        node.set("SubjectAlternativeNameSummaries", Tree.texts(certificate.names()));
        return node.put("KeyAlgorithm", certificate.keyAlgorithm())
                .put("HasAdditionalSubjectAlternativeNames", false)
                .put("InUse", !usedBy.apply(certificate.arn()).isEmpty())
                .put("Exported", false);
    }

    ObjectNode detail(Certificate certificate) {
        ObjectNode node = common(certificate);
        node.set("SubjectAlternativeNames", Tree.texts(certificate.names()));
        node.put("KeyAlgorithm", certificate.keyAlgorithm())
                .put("SignatureAlgorithm", "SHA256WITHECDSA")
                .put("Issuer", certificate.type().equals("AMAZON_ISSUED") ? "Amazon" : "Headgate simulator CA")
                .put("Subject", "CN=" + certificate.names().getFirst());
        node.set("InUseBy", Tree.texts(usedBy.apply(certificate.arn())));
        if (certificate.certificateAuthorityArn() != null) {
            node.put("CertificateAuthorityArn", certificate.certificateAuthorityArn());
        }
        if (certificate.type().equals("AMAZON_ISSUED")) {
            node.set("DomainValidationOptions", Tree.list(certificate.names(), name -> validation(certificate, name)));
        }
        return node;
    }

    private ObjectNode common(Certificate certificate) {
        Instant now = store.clock.instant();
        String status = certificate.status(now);
        ObjectNode node = Tree.node()
                .put("CertificateArn", certificate.arn())
                .put("DomainName", certificate.names().getFirst())
                .put("Status", status)
                .put("Type", certificate.type())
                .put("RenewalEligibility", usedBy.apply(certificate.arn()).isEmpty() ? "INELIGIBLE" : "ELIGIBLE")
                .put("CreatedAt", certificate.createdAt().getEpochSecond());
        Instant issuedAt = certificate.issuedAt();
        if (status.equals("ISSUED") && issuedAt != null) {
            node.put(certificate.type().equals("IMPORTED") ? "ImportedAt" : "IssuedAt", issuedAt.getEpochSecond())
                    .put("NotBefore", issuedAt.getEpochSecond())
                    .put("NotAfter", issuedAt.plus(LIFE).getEpochSecond());
        }
        return node;
    }

    private ObjectNode validation(Certificate certificate, String name) {
        boolean issued = certificate.status(store.clock.instant()).equals("ISSUED");
        boolean valid = issued || store.validation.foundAt(name).isPresent();
        ObjectNode node = Tree.node()
                .put("DomainName", name)
                .put("ValidationDomain", DnsValidation.bare(name))
                .put("ValidationStatus", valid ? "SUCCESS" : "PENDING_VALIDATION")
                .put("ValidationMethod", certificate.validationMethod());
        if (certificate.validationMethod().equals("DNS") && store.validation.told(certificate, store.clock.instant())) {
            DnsValidation.WantedRecord wanted = DnsValidation.WantedRecord.of(name);
            node.putObject("ResourceRecord")
                    .put("Name", wanted.name())
                    .put("Type", "CNAME")
                    .put("Value", wanted.value());
        }
        return node;
    }
}
