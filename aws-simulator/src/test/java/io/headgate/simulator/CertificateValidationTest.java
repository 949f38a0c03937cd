package io.headgate.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headgate.simulator.account.Timing;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.acm.model.CertificateDetail;
import software.amazon.awssdk.services.acm.model.DomainValidation;
import software.amazon.awssdk.services.acm.model.ResourceRecord;
import software.amazon.awssdk.services.route53.model.ChangeAction;
import software.amazon.awssdk.services.route53.model.HostedZone;
import software.amazon.awssdk.services.route53.model.InvalidChangeBatchException;
import software.amazon.awssdk.services.route53.model.NoSuchHostedZoneException;
import software.amazon.awssdk.services.route53.model.RRType;

/** A certificate is issued when its records stand in a public zone, some time after they appeared. */
@SuppressWarnings("unchecked") // the builders of the SDK take consumers as varargs
final class CertificateValidationTest {
    private static final SimulatorConfig SLOW =
            SimulatedAws.config().withTiming(new Timing(Duration.ZERO, Duration.ZERO, Duration.ofMinutes(5)));
    private static final String PUBLIC_ZONE = "Z0000000000000000001";
    private static final String PRIVATE_ZONE = "Z0000000000000000002";

    @Test
    void tellsTheRecordsAMomentAfterTheRequest() {
        try (SimulatedAws aws = SimulatedAws.start(SLOW)) {
            String arn = request(aws);
            assertThat(records(aws, arn)).isEmpty();

            aws.simulator.clock().advance(Duration.ofSeconds(1));

            assertThat(records(aws, arn)).singleElement().satisfies(record -> {
                assertThat(record.name()).endsWith(".new.example.com.");
                assertThat(record.value()).endsWith(".acm-validations.aws.");
            });
        }
    }

    @Test
    void issuesOnceTheRecordIsThere() {
        try (SimulatedAws aws = SimulatedAws.start(SLOW)) {
            String arn = request(aws);
            aws.simulator.clock().advance(Duration.ofDays(1));
            assertThat(certificate(aws, arn).statusAsString()).isEqualTo("PENDING_VALIDATION");

            write(aws, PUBLIC_ZONE, ChangeAction.UPSERT, records(aws, arn).getFirst());
            assertThat(certificate(aws, arn).statusAsString()).isEqualTo("PENDING_VALIDATION");
            aws.simulator.clock().advance(Duration.ofMinutes(5));

            assertThat(certificate(aws, arn).statusAsString()).isEqualTo("ISSUED");
        }
    }

    @Test
    void doesNotSeeRecordsOfAPrivateZone() {
        try (SimulatedAws aws = SimulatedAws.start(SLOW)) {
            String arn = request(aws);
            aws.simulator.clock().advance(Duration.ofSeconds(1));

            write(aws, PRIVATE_ZONE, ChangeAction.UPSERT, records(aws, arn).getFirst());
            aws.simulator.clock().advance(Duration.ofDays(1));

            assertThat(certificate(aws, arn).statusAsString()).isEqualTo("PENDING_VALIDATION");
        }
    }

    @Test
    void listsZonesAndRecordsAndRefusesWhatDoesNotFit() {
        try (SimulatedAws aws = SimulatedAws.start(SimulatedAws.config())) {
            ResourceRecord record = records(aws, request(aws)).getFirst();

            assertThat(aws.route53.listHostedZonesPaginator().hostedZones())
                    .extracting(HostedZone::name)
                    .containsExactly("example.com.", "example.com.", "shop.example.com.");
            assertThat(aws.route53
                            .listHostedZonesByName(request -> request.dnsName("shop.example.com"))
                            .hostedZones())
                    .extracting(HostedZone::id)
                    .containsExactly("/hostedzone/Z0000000000000000003");
            write(aws, PUBLIC_ZONE, ChangeAction.CREATE, record);
            assertThat(aws.route53
                            .listResourceRecordSets(request -> request.hostedZoneId(PUBLIC_ZONE))
                            .resourceRecordSets())
                    .singleElement()
                    .satisfies(set -> assertThat(set.ttl()).isEqualTo(60));
            assertThatThrownBy(() -> write(aws, PUBLIC_ZONE, ChangeAction.CREATE, record))
                    .isInstanceOf(InvalidChangeBatchException.class);
            assertThatThrownBy(() -> write(aws, "Z0000000000000000003", ChangeAction.CREATE, record))
                    .isInstanceOf(InvalidChangeBatchException.class)
                    .hasMessageContaining("is not permitted in zone");
            assertThatThrownBy(() -> write(aws, "Z9", ChangeAction.CREATE, record))
                    .isInstanceOf(NoSuchHostedZoneException.class);
        }
    }

    private static String request(SimulatedAws aws) {
        return aws.acm
                .requestCertificate(
                        request -> request.domainName("new.example.com").validationMethod("DNS"))
                .certificateArn();
    }

    private static CertificateDetail certificate(SimulatedAws aws, String arn) {
        return aws.acm
                .describeCertificate(request -> request.certificateArn(arn))
                .certificate();
    }

    private static List<ResourceRecord> records(SimulatedAws aws, String arn) {
        return certificate(aws, arn).domainValidationOptions().stream()
                .map(DomainValidation::resourceRecord)
                .filter(record -> record != null)
                .toList();
    }

    private static void write(SimulatedAws aws, String zone, ChangeAction action, ResourceRecord record) {
        aws.route53.changeResourceRecordSets(request -> request.hostedZoneId(zone)
                .changeBatch(batch -> batch.changes(change -> change.action(action)
                        .resourceRecordSet(set -> set.name(record.name())
                                .type(RRType.CNAME)
                                .ttl(60L)
                                .resourceRecords(value -> value.value(record.value()))))));
    }
}
