package io.headgate.core.plan;

import io.headgate.core.stack.Certificate;
import io.headgate.core.stack.Certificate.Status;
import io.headgate.core.stack.Certificate.ValidationRecord;
import io.headgate.core.stack.Stack;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Calls on certificates (ACM API), and on the records by which they are validated (Route 53 API). */
public sealed interface CertificateStep extends Step {

    record RequestCertificate(Certificate desired) implements CertificateStep {
        @Override
        public String handle() {
            return Placeholder.of("certificate", desired.resource());
        }

        @Override
        public Stack applyTo(Stack observed) {
            Certificate made = desired.withArn(handle()).withStatus(Status.REQUESTED);
            return observed.withCertificates(Edits.plus(observed.certificates(), made));
        }
    }

    /** Writes the records of one hosted zone by which a certificate is validated. Repeating it changes nothing. */
    record ChangeResourceRecordSets(String handle, String hostedZoneId, List<ValidationRecord> records)
            implements CertificateStep {
        public ChangeResourceRecordSets {
            records = List.copyOf(records);
        }

        @Override
        public Stack applyTo(Stack observed) {
            return Edits.certificate(observed, handle, certificate -> {
                Status status = certificate.status();
                return status == null ? certificate : certificate.withStatus(written(status));
            });
        }

        private Status written(Status status) {
            return new Status(
                    status.code(),
                    status.reason(),
                    status.records().stream()
                            .map(record -> records.contains(record) ? record.asWritten() : record)
                            .toList());
        }
    }

    record AddTagsToCertificate(String handle, Map<String, String> tags) implements CertificateStep {
        public AddTagsToCertificate {
            tags = Map.copyOf(tags);
        }

        @Override
        public Stack applyTo(Stack observed) {
            return Edits.certificate(
                    observed, handle, certificate -> certificate.withTags(Edits.plus(certificate.tags(), tags)));
        }
    }

    record RemoveTagsFromCertificate(String handle, Set<String> keys) implements CertificateStep {
        public RemoveTagsFromCertificate {
            keys = Set.copyOf(keys);
        }

        @Override
        public Stack applyTo(Stack observed) {
            return Edits.certificate(
                    observed, handle, certificate -> certificate.withTags(Edits.minus(certificate.tags(), keys)));
        }
    }

    record DeleteCertificate(String handle) implements CertificateStep {
        @Override
        public Stack applyTo(Stack observed) {
            return observed.withCertificates(
                    Edits.minus(observed.certificates(), certificate -> handle.equals(certificate.arn())));
        }
    }
}
