package io.headgate.aws.teardown;

import io.headgate.aws.certificate.HostedZones;
import io.headgate.aws.client.AwsClients;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.services.acm.model.CertificateSummary;
import software.amazon.awssdk.services.acm.model.DomainValidation;
import software.amazon.awssdk.services.acm.model.KeyAlgorithm;
import software.amazon.awssdk.services.acm.model.ResourceRecord;
import software.amazon.awssdk.services.route53.model.Change;
import software.amazon.awssdk.services.route53.model.ChangeAction;
import software.amazon.awssdk.services.route53.model.RRType;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;

/**
 * The records by which ACM knew the owner of the domains of certificates. ACM gives all certificates of a domain in an account the same
 * record, so one that another certificate still needs for its renewal stays.
 */
final class ValidationRecords {

    private final AwsClients clients;
    private final HostedZones zones;

    ValidationRecords(AwsClients clients, HostedZones zones) {
        this.clients = clients;
        this.zones = zones;
    }

    /** The records of certificates that no other certificate of the account has, as far as they are there. */
    List<ResourceRecordSet> of(Set<String> certificates) {
        Set<ResourceRecord> wanted = new HashSet<>();
        certificates.forEach(arn -> wanted.addAll(described(arn)));
        if (wanted.isEmpty()) {
            return List.of();
        }
        clients
                .acm()
                .listCertificatesPaginator(request -> request.includes(filters ->
                        filters.keyTypes(KeyAlgorithm.knownValues().stream().toList())))
                .certificateSummaryList()
                .stream()
                .map(CertificateSummary::certificateArn)
                .filter(arn -> !certificates.contains(arn))
                .forEach(arn -> wanted.removeAll(described(arn)));
        return wanted.stream().flatMap(this::present).toList();
    }

    private List<ResourceRecord> described(String arn) {
        return clients
                .acm()
                .describeCertificate(request -> request.certificateArn(arn))
                .certificate()
                .domainValidationOptions()
                .stream()
                .map(DomainValidation::resourceRecord)
                .filter(Objects::nonNull)
                .toList();
    }

    /** A record is only removed as it is. */
    private Stream<ResourceRecordSet> present(ResourceRecord wanted) {
        return zones.of(wanted.name()).stream()
                .flatMap(zone -> clients
                        .route53()
                        .listResourceRecordSets(request -> request.hostedZoneId(zone)
                                .startRecordName(wanted.name())
                                .startRecordType(RRType.CNAME)
                                .maxItems("1"))
                        .resourceRecordSets()
                        .stream())
                .filter(set -> set.type() == RRType.CNAME
                        && same(set.name(), wanted.name())
                        && set.resourceRecords().stream().allMatch(record -> same(record.value(), wanted.value())));
    }

    private static boolean same(String one, String other) {
        return absolute(one).equalsIgnoreCase(absolute(other));
    }

    private static String absolute(String name) {
        return name.endsWith(".") ? name : name + ".";
    }

    void remove(ResourceRecordSet record) {
        zones.of(record.name())
                .ifPresent(zone -> clients.route53()
                        .changeResourceRecordSets(request -> request.hostedZoneId(zone)
                                .changeBatch(batch -> batch.comment("the certificate goes")
                                        .changes(Change.builder()
                                                .action(ChangeAction.DELETE)
                                                .resourceRecordSet(record)
                                                .build()))));
    }
}
