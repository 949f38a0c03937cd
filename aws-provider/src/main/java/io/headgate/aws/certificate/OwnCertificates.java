package io.headgate.aws.certificate;

import io.headgate.aws.client.AwsClients;
import io.headgate.aws.client.Failures;
import io.headgate.core.cloud.Failure;
import io.headgate.core.group.GroupId;
import io.headgate.core.naming.TrackingTags;
import io.headgate.core.stack.Certificate;
import io.headgate.core.stack.Certificate.Status;
import io.headgate.core.stack.Certificate.ValidationRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.acm.AcmClient;
import software.amazon.awssdk.services.acm.model.CertificateDetail;
import software.amazon.awssdk.services.acm.model.CertificateSummary;
import software.amazon.awssdk.services.acm.model.CertificateType;
import software.amazon.awssdk.services.acm.model.KeyAlgorithm;
import software.amazon.awssdk.services.acm.model.ResourceNotFoundException;
import software.amazon.awssdk.services.acm.model.ResourceRecord;

/** Reads the certificates that were requested for groups of this cluster: their tags say so. */
public final class OwnCertificates {

    private final AwsClients clients;
    private final Function<Map<String, String>, Optional<GroupId>> owner;
    private final HostedZones zones;
    private final Set<String> foreign = ConcurrentHashMap.newKeySet();

    /** @param owner gives the group of this cluster to which a thing of these tags belongs */
    public OwnCertificates(
            AwsClients clients, Function<Map<String, String>, Optional<GroupId>> owner, HostedZones zones) {
        this.clients = clients;
        this.owner = owner;
        this.zones = zones;
    }

    /** All of them, by group. Costs a call for each certificate of the account that was not imported, but once only if it is not ours. */
    public Map<GroupId, List<Certificate>> read() {
        Map<GroupId, List<Certificate>> byGroup = new HashMap<>();
        AcmClient acm = clients.acm();
        acm
                .listCertificatesPaginator(request -> request.includes(filters ->
                        filters.keyTypes(KeyAlgorithm.knownValues().stream().toList())))
                .certificateSummaryList()
                .stream()
                .filter(summary -> summary.type() != CertificateType.IMPORTED)
                .filter(summary -> !foreign.contains(summary.certificateArn()))
                .sorted(Comparator.comparing(CertificateSummary::certificateArn))
                .forEach(summary -> {
                    Map<String, String> tags = tags(summary.certificateArn());
                    owner.apply(tags)
                            .ifPresentOrElse(
                                    group -> byGroup.computeIfAbsent(group, ignored -> new ArrayList<>())
                                            .add(certificate(describe(summary.certificateArn()), tags)),
                                    () -> foreign.add(summary.certificateArn()));
                });
        return byGroup;
    }

    private Map<String, String> tags(String arn) {
        Map<String, String> tags = new HashMap<>();
        clients.acm()
                .listTagsForCertificate(request -> request.certificateArn(arn))
                .tags()
                .forEach(tag -> tags.put(tag.key(), tag.value() == null ? "" : tag.value()));
        return tags;
    }

    private CertificateDetail describe(String arn) {
        return clients.acm()
                .describeCertificate(request -> request.certificateArn(arn))
                .certificate();
    }

    private Certificate certificate(CertificateDetail api, Map<String, String> tags) {
        return new Certificate(
                tags.getOrDefault(TrackingTags.RESOURCE, ""),
                api.certificateArn(),
                api.domainName(),
                api.subjectAlternativeNames(),
                api.certificateAuthorityArn() == null
                                || api.certificateAuthorityArn().isEmpty()
                        ? null
                        : api.certificateAuthorityArn(),
                tags,
                status(api, Set.of()));
    }

    /** A certificate as it is now; one that is issued, or failed for good, stays so. */
    public Certificate again(Certificate present) {
        if (!present.pending()) {
            return present;
        }
        try {
            return described(present);
        } catch (SdkException failed) {
            return present.withStatus(unread(present, failed));
        }
    }

    /** Certificates as they are now, tags included, without those that are gone. What cannot be read counts as unchanged. */
    public List<Certificate> checked(List<Certificate> present) {
        return present.stream().flatMap(each -> checked(each).stream()).toList();
    }

    private Optional<Certificate> checked(Certificate present) {
        try {
            return Optional.of(described(present).withTags(tags(Objects.requireNonNull(present.arn()))));
        } catch (ResourceNotFoundException gone) {
            return Optional.empty();
        } catch (SdkException failed) {
            return Optional.of(present);
        }
    }

    /** What is said of a certificate that cannot be read: it stays pending, and why is told. */
    public static Status unread(Certificate present, SdkException failed) {
        Status before = present.status();
        Failure failure = Failures.translate(failed);
        return new Status(
                "PENDING_VALIDATION",
                failure.code() + ": " + failure.message(),
                before == null ? List.of() : before.records());
    }

    private Certificate described(Certificate pending) {
        Status before = pending.status();
        Set<String> written = before == null
                ? Set.of()
                : before.records().stream()
                        .filter(ValidationRecord::written)
                        .map(ValidationRecord::name)
                        .collect(Collectors.toSet());
        String arn = Objects.requireNonNull(pending.arn(), "an observed certificate has an ARN");
        return pending.withStatus(status(describe(arn), written));
    }

    /** @param written names of the records that own calls have written */
    private Status status(CertificateDetail api, Set<String> written) {
        Status status = new Status(
                String.valueOf(api.statusAsString()),
                api.failureReasonAsString() == null ? "" : api.failureReasonAsString(),
                List.of());
        if (!status.code().equals("PENDING_VALIDATION")) {
            return status;
        }
        Map<String, ValidationRecord> records = new LinkedHashMap<>();
        api.domainValidationOptions().stream()
                .map(option -> option.resourceRecord())
                .filter(Objects::nonNull)
                .forEach(record -> records.put(record.name(), record(record, written.contains(record.name()))));
        return new Status(status.code(), status.reason(), List.copyOf(records.values()));
    }

    private ValidationRecord record(ResourceRecord api, boolean written) {
        return new ValidationRecord(
                api.name(), api.value(), zones.of(api.name()).orElse(null), written);
    }
}
