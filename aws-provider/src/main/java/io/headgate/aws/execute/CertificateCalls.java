package io.headgate.aws.execute;

import io.headgate.core.plan.CertificateStep;
import io.headgate.core.stack.Certificate;
import java.util.List;
import software.amazon.awssdk.services.acm.AcmClient;
import software.amazon.awssdk.services.acm.model.RequestCertificateRequest;
import software.amazon.awssdk.services.acm.model.ResourceNotFoundException;
import software.amazon.awssdk.services.acm.model.Tag;
import software.amazon.awssdk.services.acm.model.ValidationMethod;

/** Calls on certificates. */
final class CertificateCalls {

    private final AcmClient acm;

    CertificateCalls(AcmClient acm) {
        this.acm = acm;
    }

    Effect run(CertificateStep step, Session session) {
        return switch (step) {
            case CertificateStep.RequestCertificate(Certificate desired) ->
                Effect.made(acm.requestCertificate(request(desired)).certificateArn());
            case CertificateStep.DeleteCertificate(String handle) -> delete(session.real(handle));
        };
    }

    private static RequestCertificateRequest request(Certificate desired) {
        List<Tag> tags = desired.tags().entrySet().stream()
                .map(tag ->
                        Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
        RequestCertificateRequest.Builder request = RequestCertificateRequest.builder()
                .domainName(desired.domainName())
                .subjectAlternativeNames(desired.subjectAlternativeNames())
                .tags(tags);
        String authority = desired.certificateAuthorityArn();
        return authority == null
                ? request.validationMethod(ValidationMethod.DNS).build()
                : request.certificateAuthorityArn(authority).build();
    }

    private Effect delete(String arn) {
        try {
            acm.deleteCertificate(request -> request.certificateArn(arn));
        } catch (ResourceNotFoundException gone) {
            return Effect.DONE;
        }
        return Effect.DONE;
    }
}
