package io.headgate.simulator;

import static io.headgate.simulator.Checklist.entry;
import static io.headgate.simulator.Checklist.listener;
import static io.headgate.simulator.Checklist.refused;
import static io.headgate.simulator.Checklist.secure;
import static io.headgate.simulator.SimulatedAws.CERTIFICATE;
import static io.headgate.simulator.SimulatedAws.fixed;
import static io.headgate.simulator.SimulatedAws.forward;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.headgate.simulator.Refusals.Scene;
import io.headgate.simulator.account.Quotas;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Certificate;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Listener;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ProtocolEnum;

/** The checklist for listeners, their certificates and trust stores. */
@SuppressWarnings("unchecked") // the builders of the SDK take consumers as varargs
final class ListenerChecklistTest {

    static List<Checklist.Entry> listeners() {
        return List.of(
                entry(
                        "CreateListener: a port that is taken is DuplicateListener",
                        scene -> refused(
                                "DuplicateListener", () -> scene.aws.listener(scene.loadBalancer, 80, fixed("503")))),
                entry("CreateListener: HTTPS needs one certificate, HTTP none", scene -> {
                    refused("ValidationError", () -> create(scene, ProtocolEnum.HTTPS));
                    refused(
                            "TooManyCertificates",
                            () -> create(scene, ProtocolEnum.HTTPS, CERTIFICATE + "1", CERTIFICATE + "2"));
                    refused("InvalidConfigurationRequest", () -> create(scene, ProtocolEnum.HTTP, CERTIFICATE + "1"));
                    refused("CertificateNotFound", () -> create(scene, ProtocolEnum.HTTPS, CERTIFICATE + "9"));
                }),
                entry("CreateListener: an unknown policy is refused, HTTP has none, HTTPS the default", scene -> {
                    refused(
                            "SSLPolicyNotFound",
                            () -> scene.aws.elb.createListener(request -> request.loadBalancerArn(scene.loadBalancer)
                                    .port(443)
                                    .protocol(ProtocolEnum.HTTPS)
                                    .certificates(each -> each.certificateArn(CERTIFICATE + "1"))
                                    .sslPolicy("mine")
                                    .defaultActions(fixed("404"))));
                    assertThat(listener(scene, scene.listener).sslPolicy()).isNull();
                    assertThat(listener(scene, secure(scene)).sslPolicy()).isEqualTo("ELBSecurityPolicy-2016-08");
                }),
                entry(
                        "CreateListener: protocols of the other kind of load balancer are refused",
                        scene -> refused("UnsupportedProtocol", () -> create(scene, ProtocolEnum.TCP))),
                entry("CreateListener: mutual authentication is kept", scene -> {
                    String store = trustStore(scene);
                    Listener made = scene.aws
                            .elb
                            .createListener(request -> request.loadBalancerArn(scene.loadBalancer)
                                    .port(443)
                                    .protocol(ProtocolEnum.HTTPS)
                                    .certificates(each -> each.certificateArn(CERTIFICATE + "1"))
                                    .mutualAuthentication(mutual -> mutual.mode("verify")
                                            .trustStoreArn(store)
                                            .ignoreClientCertificateExpiry(true)
                                            .advertiseTrustStoreCaNames("on"))
                                    .defaultActions(fixed("404")))
                            .listeners()
                            .getFirst();
                    assertThat(listener(scene, made.listenerArn()).mutualAuthentication())
                            .satisfies(mutual -> {
                                assertThat(mutual.mode()).isEqualTo("verify");
                                assertThat(mutual.trustStoreArn()).isEqualTo(store);
                                assertThat(mutual.ignoreClientCertificateExpiry())
                                        .isTrue();
                                assertThat(mutual.advertiseTrustStoreCaNamesAsString())
                                        .isEqualTo("on");
                            });
                }),
                entry(
                        "CreateListener: a target group of another load balancer is TargetGroupAssociationLimit",
                        scene -> {
                            scene.aws.rule(scene.listener, 1, request -> request.actions(forward(scene.targetGroup)));
                            String other = scene.aws.loadBalancer("other").loadBalancerArn();
                            refused(
                                    "TargetGroupAssociationLimit",
                                    () -> scene.aws.listener(other, 80, forward(scene.targetGroup)));
                        }),
                entry("DescribeListeners: pages end and lose none", scene -> {
                    scene.aws.listener(scene.loadBalancer, 81, fixed("404"));
                    scene.aws.listener(scene.loadBalancer, 82, fixed("404"));
                    assertThat(scene.aws
                                    .elb
                                    .describeListenersPaginator(request -> request.loadBalancerArn(scene.loadBalancer)
                                            .pageSize(2))
                                    .listeners())
                            .extracting(Listener::port)
                            .containsExactly(80, 81, 82);
                }),
                entry("DescribeListeners: shows the default certificate only", scene -> {
                    String secure = secure(scene);
                    add(scene, secure, "2");
                    assertThat(listener(scene, secure).certificates())
                            .extracting(Certificate::certificateArn)
                            .containsExactly(CERTIFICATE + "1");
                }),
                entry("ModifyListener: another default certificate leaves the others", scene -> {
                    String secure = secure(scene);
                    add(scene, secure, "2");
                    scene.aws.elb.modifyListener(request ->
                            request.listenerArn(secure).certificates(each -> each.certificateArn(CERTIFICATE + "3")));
                    assertThat(certificates(scene, secure))
                            .extracting(Certificate::certificateArn, Certificate::isDefault)
                            .containsExactly(tuple(CERTIFICATE + "3", true), tuple(CERTIFICATE + "2", false));
                }),
                entry("ModifyListener: default actions and ports are checked", scene -> {
                    refused(
                            "TargetGroupNotFound",
                            () -> scene.aws.elb.modifyListener(request -> request.listenerArn(scene.listener)
                                    .defaultActions(forward(scene.targetGroup + "0"))));
                    String second = scene.aws.listener(scene.loadBalancer, 81, fixed("404"));
                    refused(
                            "DuplicateListener",
                            () -> scene.aws.elb.modifyListener(
                                    request -> request.listenerArn(second).port(80)));
                }),
                entry("ModifyListener: mutual authentication goes on and off, what is not named stays", scene -> {
                    String secure = secure(scene);
                    assertThat(listener(scene, secure).mutualAuthentication().mode())
                            .isEqualTo("off");
                    scene.aws.elb.modifyListener(request ->
                            request.listenerArn(secure).mutualAuthentication(mutual -> mutual.mode("passthrough")));
                    scene.aws.elb.modifyListener(
                            request -> request.listenerArn(secure).defaultActions(fixed("503")));
                    assertThat(listener(scene, secure).mutualAuthentication().mode())
                            .isEqualTo("passthrough");
                    assertThat(listener(scene, secure).mutualAuthentication().trustStoreArn())
                            .isNull();
                }),
                entry("DeleteListener: its rules go with it", scene -> {
                    String rule = scene.aws.rule(scene.listener, 1, _ -> {});
                    scene.aws.elb.deleteListener(request -> request.listenerArn(scene.listener));
                    refused("RuleNotFound", () -> scene.aws.elb.describeRules(request -> request.ruleArns(rule)));
                    refused(
                            "ListenerNotFound",
                            () -> scene.aws.elb.deleteListener(request -> request.listenerArn(scene.listener)));
                }));
    }

    static List<Checklist.Entry> certificates() {
        return List.of(
                entry(
                        "AddListenerCertificates: one that is there is not added twice, one that is missing is refused",
                        scene -> {
                            String secure = secure(scene);
                            add(scene, secure, "2");
                            add(scene, secure, "2");
                            refused("CertificateNotFound", () -> add(scene, secure, "9"));
                            assertThat(certificates(scene, secure)).hasSize(2);
                        }),
                entry("AddListenerCertificates: the quota leaves out the default one", scene -> {
                    String secure = secure(scene);
                    add(scene, secure, "2");
                    refused("TooManyCertificates", () -> add(scene, secure, "3"));
                }),
                entry("RemoveListenerCertificates: the default one stays", scene -> {
                    String secure = secure(scene);
                    refused(
                            "OperationNotPermitted",
                            () -> scene.aws.elb.removeListenerCertificates(request -> request.listenerArn(secure)
                                    .certificates(each -> each.certificateArn(CERTIFICATE + "1"))));
                }),
                entry("DescribeListenerCertificates: the default one is first, also if it is in the list", scene -> {
                    String secure = secure(scene);
                    add(scene, secure, "1");
                    assertThat(certificates(scene, secure))
                            .extracting(Certificate::certificateArn, Certificate::isDefault)
                            .containsExactly(tuple(CERTIFICATE + "1", true), tuple(CERTIFICATE + "1", false));
                }),
                entry("DescribeListenerCertificates: pages end and lose none", scene -> {
                    String secure = secure(scene);
                    add(scene, secure, "2");
                    assertThat(scene.aws
                                    .elb
                                    .describeListenerCertificatesPaginator(request ->
                                            request.listenerArn(secure).pageSize(1))
                                    .certificates())
                            .extracting(Certificate::certificateArn)
                            .containsExactly(CERTIFICATE + "1", CERTIFICATE + "2");
                }),
                entry("DescribeSSLPolicies: knows the post-quantum names, and an unknown one is an error", scene -> {
                    assertThat(scene.aws
                                    .elb
                                    .describeSSLPolicies(
                                            request -> request.names("ELBSecurityPolicy-TLS13-1-2-PQ-2025-09"))
                                    .sslPolicies())
                            .hasSize(1);
                    refused(
                            "SSLPolicyNotFound",
                            () -> scene.aws.elb.describeSSLPolicies(request -> request.names("mine")));
                }),
                entry("Trust stores: made, named, found, kept while a listener uses them", scene -> {
                    String store = trustStore(scene);
                    assertThat(scene.aws
                                    .elb
                                    .describeTrustStores(request -> request.names("clients"))
                                    .trustStores())
                            .singleElement()
                            .matches(each -> each.trustStoreArn().equals(store));
                    refused("DuplicateTrustStoreName", () -> trustStore(scene));
                    String secure = secure(scene);
                    scene.aws.elb.modifyListener(request -> request.listenerArn(secure)
                            .mutualAuthentication(
                                    mutual -> mutual.mode("verify").trustStoreArn(store)));
                    refused(
                            "TrustStoreInUse",
                            () -> scene.aws.elb.deleteTrustStore(request -> request.trustStoreArn(store)));
                    assertThat(scene.aws
                                    .elb
                                    .describeTrustStoreAssociations(request -> request.trustStoreArn(store))
                                    .trustStoreAssociations())
                            .hasSize(1);
                    scene.aws.elb.deleteListener(request -> request.listenerArn(secure));
                    scene.aws.elb.deleteTrustStore(request -> request.trustStoreArn(store));
                    refused(
                            "TrustStoreNotFound",
                            () -> scene.aws.elb.describeTrustStores(request -> request.trustStoreArns(store)));
                }));
    }

    private static void create(Scene scene, ProtocolEnum protocol, String... certificates) {
        scene.aws.elb.createListener(request -> request.loadBalancerArn(scene.loadBalancer)
                .port(444)
                .protocol(protocol)
                .certificates(Stream.of(certificates)
                        .map(arn -> Certificate.builder().certificateArn(arn).build())
                        .toList())
                .defaultActions(fixed("404")));
    }

    private static String trustStore(Scene scene) {
        return scene.aws
                .elb
                .createTrustStore(request -> request.name("clients")
                        .caCertificatesBundleS3Bucket("bundles")
                        .caCertificatesBundleS3Key("clients.pem"))
                .trustStores()
                .getFirst()
                .trustStoreArn();
    }

    private static void add(Scene scene, String listener, String number) {
        scene.aws.elb.addListenerCertificates(request ->
                request.listenerArn(listener).certificates(each -> each.certificateArn(CERTIFICATE + number)));
    }

    private static List<Certificate> certificates(Scene scene, String listener) {
        return scene.aws
                .elb
                .describeListenerCertificates(request -> request.listenerArn(listener))
                .certificates();
    }

    @TestFactory
    Stream<DynamicTest> keepsListeners() {
        return Checklist.run(listeners());
    }

    @TestFactory
    Stream<DynamicTest> keepsCertificates() {
        return Checklist.run(
                certificates(),
                SimulatedAws.config().withQuotas(Quotas.DEFAULT.with("certificatesPerLoadBalancer", 1)));
    }
}
