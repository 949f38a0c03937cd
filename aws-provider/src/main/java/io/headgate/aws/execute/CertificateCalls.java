package io.headgate.aws.execute;

import io.headgate.aws.client.AwsClients;
import io.headgate.core.plan.CertificateStep;
import io.headgate.core.stack.Certificate;
import io.headgate.core.stack.Certificate.ValidationRecord;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import software.amazon.awssdk.services.acm.model.RequestCertificateRequest;
import software.amazon.awssdk.services.acm.model.ResourceNotFoundException;
import software.amazon.awssdk.services.acm.model.Tag;
import software.amazon.awssdk.services.acm.model.ValidationMethod;
import software.amazon.awssdk.services.route53.model.Change;
import software.amazon.awssdk.services.route53.model.ChangeAction;
import software.amazon.awssdk.services.route53.model.RRType;
import software.amazon.awssdk.services.route53.model.ResourceRecord;

/** Calls on certificates and on the records that validate them. */
final class CertificateCalls {

    private static final long TTL = 60;

    private final AwsClients clients;

    CertificateCalls(AwsClients clients) {
        this.clients = clients;
    }

    Effect run(CertificateStep step, Session session) {
        String arn = session.real(step.handle());
        switch (step) {
            case CertificateStep.RequestCertificate(Certificate desired) -> {
                return Effect.made(
                        clients.acm().requestCertificate(request(desired)).certificateArn());
            }
            case CertificateStep.ChangeResourceRecordSets(String _, String zone, List<ValidationRecord> records) ->
                clients.route53()
                        .changeResourceRecordSets(request -> request.hostedZoneId(zone)
                                .changeBatch(batch -> batch.comment("validation of " + arn)
                                        .changes(records.stream()
                                                .map(CertificateCalls::upsert)
                                                .toList())));
            case CertificateStep.AddTagsToCertificate(String _, Map<String, String> tags) ->
                clients.acm()
                        .addTagsToCertificate(
                                request -> request.certificateArn(arn).tags(tags(tags)));
            case CertificateStep.RemoveTagsFromCertificate(String _, Set<String> keys) ->
                clients.acm()
                        .removeTagsFromCertificate(request -> request.certificateArn(arn)
                                .tags(keys.stream()
                                        .sorted()
                                        .map(key -> Tag.builder().key(key).build())
                                        .toList()));
            case CertificateStep.DeleteCertificate _ -> delete(arn);
        }
        return Effect.DONE;
    }

    private static RequestCertificateRequest request(Certificate desired) {
        RequestCertificateRequest.Builder request = RequestCertificateRequest.builder()
                .domainName(desired.domainName())
                .subjectAlternativeNames(desired.subjectAlternativeNames())
                .idempotencyToken(token(desired))
                .tags(tags(desired.tags()));
        String authority = desired.certificateAuthorityArn();
        return authority == null
                ? request.validationMethod(ValidationMethod.DNS).build()
                : request.certificateAuthorityArn(authority).build();
    }

    /** The same for the same certificate of the same group: a request whose answer was lost is not made twice. */
    private static String token(Certificate desired) {
        String identity =
                String.join("\n", desired.tags().values().stream().sorted().toList()) + "\n" + desired.resource() + "\n"
                        + desired.subjectAlternativeNames();
        return UUID.nameUUIDFromBytes(identity.getBytes(StandardCharsets.UTF_8))
                .toString()
                .replace("-", "");
    }

    private static List<Tag> tags(Map<String, String> tags) {
        return tags.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(tag ->
                        Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
    }

    private static Change upsert(ValidationRecord wanted) {
        return Change.builder()
                .action(ChangeAction.UPSERT)
                .resourceRecordSet(set -> set.name(wanted.name())
                        .type(RRType.CNAME)
                        .ttl(TTL)
                        .resourceRecords(
                                ResourceRecord.builder().value(wanted.value()).build()))
                .build();
    }

    private void delete(String arn) {
        try {
            clients.acm().deleteCertificate(request -> request.certificateArn(arn));
        } catch (ResourceNotFoundException gone) {
            return;
        }
    }
}
