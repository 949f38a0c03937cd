package io.headgate.core.plan;

import io.headgate.core.stack.Certificate;
import io.headgate.core.stack.Certificate.ValidationRecord;
import io.headgate.core.stack.CertificateRef;
import io.headgate.core.stack.Stack;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/**
 * Plans certificates that are requested from ACM: they are found by resource tag and names. One that is not issued yet is used by
 * nothing; what it replaces stays until it is.
 */
final class CertificatePlanner {

    /** A request that nobody can answer any more (ACM gives up after 72 hours): another must be made. */
    private static final String TIMED_OUT = "VALIDATION_TIMED_OUT";

    private final Draft draft;
    private final Policy policy;
    private final References references;
    private final List<Certificate> superfluous = new ArrayList<>();

    CertificatePlanner(Draft draft, Policy policy, References references) {
        this.draft = draft;
        this.policy = policy;
        this.references = references;
    }

    /** Requests what is missing, and validates what is pending; gives the desired stack as far as certificates allow it now. */
    Stack planCreation(Stack desired, Stack observed) {
        superfluous.addAll(observed.certificates());
        superfluous.sort(Comparator.comparing(Certificate::issued).reversed());
        UsableCertificates usable = new UsableCertificates(observed);
        for (Certificate wanted : desired.certificates()) {
            Certificate present = superfluous.stream()
                    .filter(candidate -> same(candidate, wanted))
                    .findFirst()
                    .orElse(null);
            if (present == null) {
                draft.add(new CertificateStep.RequestCertificate(wanted), Risk.NONE, Set.of());
            } else {
                superfluous.remove(present);
                update(wanted, present);
                if (present.issued()) {
                    references.certificate(wanted.resource(), arn(present));
                    usable.add(wanted.resource());
                }
            }
        }
        Stack possible = usable.in(desired);
        superfluous.removeIf(certificate -> uses(possible, arn(certificate)));
        return possible;
    }

    private void update(Certificate wanted, Certificate present) {
        String arn = arn(present);
        records(present)
                .forEach((zone, records) -> draft.add(
                        new CertificateStep.ChangeResourceRecordSets(arn, zone, records), Risk.NONE, Set.of()));
        TagDiff tags = TagDiff.between(wanted.tags(), present.tags(), policy);
        if (!tags.added().isEmpty()) {
            draft.add(new CertificateStep.AddTagsToCertificate(arn, tags.added()), Risk.NONE, Set.of());
        }
        if (!tags.removed().isEmpty()) {
            draft.add(new CertificateStep.RemoveTagsFromCertificate(arn, tags.removed()), Risk.NONE, Set.of());
        }
    }

    /** The records that are still to be written, by hosted zone. */
    private static Map<String, List<ValidationRecord>> records(Certificate pending) {
        Map<String, List<ValidationRecord>> byZone = new TreeMap<>();
        Certificate.Status status = pending.status();
        if (status == null || !pending.pending()) {
            return byZone;
        }
        for (ValidationRecord record : status.records()) {
            if (record.hostedZoneId() != null && !record.written()) {
                byZone.computeIfAbsent(record.hostedZoneId(), ignored -> new ArrayList<>())
                        .add(record);
            }
        }
        return byZone;
    }

    private static boolean same(Certificate present, Certificate wanted) {
        Certificate.Status status = present.status();
        return present.resource().equals(wanted.resource())
                && present.domainName().equals(wanted.domainName())
                && Set.copyOf(present.subjectAlternativeNames()).equals(Set.copyOf(wanted.subjectAlternativeNames()))
                && Objects.equals(present.certificateAuthorityArn(), wanted.certificateAuthorityArn())
                && (status == null || !status.code().equals(TIMED_OUT));
    }

    private static boolean uses(Stack stack, String arn) {
        return stack.loadBalancers().stream()
                .flatMap(balancer -> balancer.listeners().stream())
                .anyMatch(listener -> listener.certificates().contains(new CertificateRef.ByArn(arn)));
    }

    /** Removes what is no longer wanted after the listeners have let it go. */
    void planRemoval(Set<Integer> detached) {
        for (Certificate certificate : superfluous) {
            draft.add(new CertificateStep.DeleteCertificate(arn(certificate)), Risk.DELETION, detached);
        }
    }

    private static String arn(Certificate certificate) {
        return Objects.requireNonNull(certificate.arn(), "an observed certificate has an ARN");
    }
}
