package io.headgate.simulator;

import static io.headgate.simulator.Checklist.entry;
import static io.headgate.simulator.Checklist.refused;
import static io.headgate.simulator.Checklist.secure;
import static io.headgate.simulator.SimulatedAws.CERTIFICATE;
import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.simulator.Refusals.Scene;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import software.amazon.awssdk.services.acm.model.CertificateDetail;
import software.amazon.awssdk.services.acm.model.CertificateSummary;
import software.amazon.awssdk.services.acm.model.ResourceRecord;
import software.amazon.awssdk.services.route53.model.ChangeAction;
import software.amazon.awssdk.services.route53.model.RRType;

/** The checklist for ACM, WAF, Shield, Route 53 and STS. */
@SuppressWarnings("unchecked") // the builders of the SDK take consumers as varargs
final class OtherServicesChecklistTest {
    private static final String EDGE =
            "arn:aws:wafv2:us-west-2:123456789012:regional/webacl/edge/11111111-2222-4333-8444-555555555555";

    static List<Checklist.Entry> certificates() {
        return List.of(
                entry("ACM DescribeCertificate: time alone issues nothing, the record in DNS does", scene -> {
                    String arn = requested(scene, "token");
                    scene.aws.simulator.clock().advance(Duration.ofDays(2));
                    assertThat(certificate(scene, arn).statusAsString()).isEqualTo("PENDING_VALIDATION");
                    write(
                            scene,
                            certificate(scene, arn)
                                    .domainValidationOptions()
                                    .getFirst()
                                    .resourceRecord());
                    assertThat(certificate(scene, arn).statusAsString()).isEqualTo("ISSUED");
                }),
                entry(
                        "ACM RequestCertificate: one token is one request",
                        scene -> assertThat(requested(scene, "token"))
                                .isEqualTo(requested(scene, "token"))
                                .isNotEqualTo(requested(scene, "other"))),
                entry("ACM DescribeCertificate: InUseBy names the load balancer", scene -> {
                    secure(scene);
                    assertThat(certificate(scene, CERTIFICATE + "1").inUseBy()).containsExactly(scene.loadBalancer);
                }),
                entry("ACM DeleteCertificate: refused while in use", scene -> {
                    String listener = secure(scene);
                    refused("ResourceInUseException", () -> delete(scene));
                    scene.aws.elb.deleteListener(request -> request.listenerArn(listener));
                    delete(scene);
                    refused("ResourceNotFoundException", () -> delete(scene));
                }),
                entry(
                        "ACM ListCertificates: only RSA_2048 unless others are asked for",
                        scene -> assertThat(scene.aws.acm.listCertificates().certificateSummaryList())
                                .isNotEmpty()
                                .extracting(CertificateSummary::keyAlgorithmAsString)
                                .containsOnly("RSA_2048")),
                entry("Route 53 ChangeResourceRecordSets: is PENDING first or INSYNC, and found again", scene -> {
                    String arn = requested(scene, "token");
                    ResourceRecord record = certificate(scene, arn)
                            .domainValidationOptions()
                            .getFirst()
                            .resourceRecord();
                    String change = write(scene, record);
                    assertThat(scene.aws
                                    .route53
                                    .getChange(request -> request.id(change))
                                    .changeInfo()
                                    .statusAsString())
                            .isIn("PENDING", "INSYNC");
                    assertThat(scene.aws
                                    .route53
                                    .listResourceRecordSets(request -> request.hostedZoneId("Z0000000000000000001"))
                                    .resourceRecordSets())
                            .singleElement()
                            .matches(set -> set.name().equals(record.name()));
                }));
    }

    static List<Checklist.Entry> protection() {
        return List.of(
                entry("WAFv2 GetWebACLForResource: none at first, the associated one then", scene -> {
                    assertThat(webAcl(scene)).isNull();
                    scene.aws.waf.associateWebACL(
                            request -> request.resourceArn(scene.loadBalancer).webACLArn(EDGE));
                    assertThat(webAcl(scene)).isEqualTo(EDGE);
                    scene.aws.waf.disassociateWebACL(request -> request.resourceArn(scene.loadBalancer));
                    assertThat(webAcl(scene)).isNull();
                }),
                entry(
                        "WAFv2 AssociateWebACL: an unknown ACL is refused",
                        scene -> refused(
                                "WAFNonexistentItemException",
                                () -> scene.aws.waf.associateWebACL(request -> request.resourceArn(scene.loadBalancer)
                                        .webACLArn(EDGE.replace("/edge/", "/none/"))))),
                entry("WAF Regional: is there at all", scene -> {
                    assertThat(scene.aws
                                    .regionalWaf
                                    .getWebACLForResource(request -> request.resourceArn(scene.loadBalancer))
                                    .webACLSummary())
                            .isNull();
                    refused(
                            "WAFNonexistentItemException",
                            () -> scene.aws.regionalWaf.associateWebACL(request ->
                                    request.resourceArn(scene.loadBalancer).webACLId("none")));
                }),
                entry(
                        "Shield GetSubscriptionState: is answered",
                        scene -> assertThat(
                                        scene.aws.shield.getSubscriptionState().subscriptionStateAsString())
                                .isEqualTo("ACTIVE")),
                entry("Shield: one protection for a resource, found by it", scene -> {
                    scene.aws.shield.createProtection(
                            request -> request.name("web").resourceArn(scene.loadBalancer));
                    refused(
                            "ResourceAlreadyExistsException",
                            () -> scene.aws.shield.createProtection(
                                    request -> request.name("again").resourceArn(scene.loadBalancer)));
                    assertThat(scene.aws
                                    .shield
                                    .describeProtection(request -> request.resourceArn(scene.loadBalancer))
                                    .protection()
                                    .name())
                            .isEqualTo("web");
                }),
                entry("STS: tells the account, and hands out credentials of a role's", scene -> {
                    assertThat(scene.aws.sts.getCallerIdentity().account()).isEqualTo("123456789012");
                    assertThat(scene.aws
                                    .sts
                                    .assumeRole(request -> request.roleArn("arn:aws:iam::210987654321:role/far")
                                            .roleSessionName("test"))
                                    .credentials()
                                    .sessionToken())
                            .isNotEmpty();
                }));
    }

    private static String requested(Scene scene, String token) {
        return scene.aws
                .acm
                .requestCertificate(request -> request.domainName("new.example.com")
                        .validationMethod("DNS")
                        .idempotencyToken(token))
                .certificateArn();
    }

    private static CertificateDetail certificate(Scene scene, String arn) {
        return scene.aws
                .acm
                .describeCertificate(request -> request.certificateArn(arn))
                .certificate();
    }

    private static void delete(Scene scene) {
        scene.aws.acm.deleteCertificate(request -> request.certificateArn(CERTIFICATE + "1"));
    }

    private static String write(Scene scene, ResourceRecord record) {
        return scene.aws
                .route53
                .changeResourceRecordSets(request -> request.hostedZoneId("Z0000000000000000001")
                        .changeBatch(batch -> batch.changes(change -> change.action(ChangeAction.UPSERT)
                                .resourceRecordSet(set -> set.name(record.name())
                                        .type(RRType.CNAME)
                                        .ttl(60L)
                                        .resourceRecords(value -> value.value(record.value()))))))
                .changeInfo()
                .id();
    }

    private static @Nullable String webAcl(Scene scene) {
        var acl = scene.aws
                .waf
                .getWebACLForResource(request -> request.resourceArn(scene.loadBalancer))
                .webACL();
        return acl == null ? null : acl.arn();
    }

    @TestFactory
    Stream<DynamicTest> keepsCertificates() {
        return Checklist.run(certificates());
    }

    @TestFactory
    Stream<DynamicTest> protectsLoadBalancers() {
        return Checklist.run(protection());
    }
}
