package io.headgate.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headgate.simulator.account.Timing;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.shield.model.InvalidResourceException;
import software.amazon.awssdk.services.shield.model.ResourceAlreadyExistsException;
import software.amazon.awssdk.services.shield.model.ResourceNotFoundException;
import software.amazon.awssdk.services.waf.model.WafNonexistentItemException;
import software.amazon.awssdk.services.wafv2.model.Scope;
import software.amazon.awssdk.services.wafv2.model.WafInvalidParameterException;
import software.amazon.awssdk.services.wafv2.model.WafUnavailableEntityException;
import software.amazon.awssdk.services.wafv2.model.WebACLSummary;

/** Web ACLs and Shield, as the SDK sees them. */
@SuppressWarnings("unchecked") // the builders of the SDK take consumers as varargs
final class ProtectionTest {
    private static final String EDGE =
            "arn:aws:wafv2:us-west-2:123456789012:regional/webacl/edge/11111111-2222-4333-8444-555555555555";
    private static final String OTHER = EDGE.replace("edge", "other");
    private static final String OLD_EDGE = "0a1b2c3d-1111-4222-8333-444455556666";

    @Test
    void guardsALoadBalancerWithOneWebAcl() {
        try (SimulatedAws aws = SimulatedAws.start(SimulatedAws.config())) {
            String arn = aws.loadBalancer("web").loadBalancerArn();
            assertThat(aws.waf
                            .getWebACLForResource(request -> request.resourceArn(arn))
                            .webACL())
                    .isNull();

            aws.waf.associateWebACL(request -> request.resourceArn(arn).webACLArn(EDGE));
            assertThat(aws.waf
                            .getWebACLForResource(request -> request.resourceArn(arn))
                            .webACL()
                            .arn())
                    .isEqualTo(EDGE);
            assertThat(aws.waf
                            .listWebACLs(request -> request.scope(Scope.REGIONAL))
                            .webACLs())
                    .extracting(WebACLSummary::name)
                    .containsExactly("edge");

            aws.waf.disassociateWebACL(request -> request.resourceArn(arn));
            assertThat(aws.waf
                            .getWebACLForResource(request -> request.resourceArn(arn))
                            .webACL())
                    .isNull();
        }
    }

    @Test
    void refusesWebAclsThatAreNotThere() {
        try (SimulatedAws aws = SimulatedAws.start(SimulatedAws.config())) {
            String arn = aws.loadBalancer("web").loadBalancerArn();

            assertThatThrownBy(() -> aws.waf.associateWebACL(
                            request -> request.resourceArn(arn).webACLArn(OTHER)))
                    .isInstanceOf(software.amazon.awssdk.services.wafv2.model.WafNonexistentItemException.class);
            assertThatThrownBy(() -> aws.waf.associateWebACL(
                            request -> request.resourceArn(arn).webACLArn("other")))
                    .isInstanceOf(WafInvalidParameterException.class);
            assertThatThrownBy(() -> aws.waf.associateWebACL(
                            request -> request.resourceArn(arn + "0").webACLArn(EDGE)))
                    .isInstanceOf(software.amazon.awssdk.services.wafv2.model.WafNonexistentItemException.class);
            assertThatThrownBy(() -> aws.regionalWaf.associateWebACL(
                            request -> request.resourceArn(arn).webACLId("other")))
                    .isInstanceOf(WafNonexistentItemException.class);
        }
    }

    @Test
    void takesEveryWebAclWhenLenient() {
        try (SimulatedAws aws = SimulatedAws.start(SimulatedAws.config().withLenient(true))) {
            String arn = aws.loadBalancer("web").loadBalancerArn();

            aws.waf.associateWebACL(request -> request.resourceArn(arn).webACLArn(OTHER));

            assertThat(aws.waf
                            .getWebACLForResource(request -> request.resourceArn(arn))
                            .webACL()
                            .name())
                    .isEqualTo("other");
        }
    }

    @Test
    void guardsOnlyWhatIsProvisioned() {
        SimulatorConfig slow =
                SimulatedAws.config().withTiming(new Timing(Duration.ofSeconds(90), Duration.ZERO, Duration.ZERO));
        try (SimulatedAws aws = SimulatedAws.start(slow)) {
            String arn = aws.loadBalancer("web").loadBalancerArn();

            assertThatThrownBy(() -> aws.waf.associateWebACL(
                            request -> request.resourceArn(arn).webACLArn(EDGE)))
                    .isInstanceOf(WafUnavailableEntityException.class);
        }
    }

    @Test
    void guardsWithWafClassicToo() {
        try (SimulatedAws aws = SimulatedAws.start(SimulatedAws.config())) {
            String arn = aws.loadBalancer("web").loadBalancerArn();

            aws.regionalWaf.associateWebACL(request -> request.resourceArn(arn).webACLId(OLD_EDGE));
            assertThat(aws.regionalWaf
                            .getWebACLForResource(request -> request.resourceArn(arn))
                            .webACLSummary()
                            .name())
                    .isEqualTo("old-edge");

            aws.regionalWaf.disassociateWebACL(request -> request.resourceArn(arn));
            assertThat(aws.regionalWaf
                            .getWebACLForResource(request -> request.resourceArn(arn))
                            .webACLSummary())
                    .isNull();
        }
    }

    @Test
    void protectsOnceAndForgetsOnDeletion() {
        try (SimulatedAws aws = SimulatedAws.start(SimulatedAws.config())) {
            String arn = aws.loadBalancer("web").loadBalancerArn();
            assertThat(aws.shield.getSubscriptionState().subscriptionStateAsString())
                    .isEqualTo("ACTIVE");
            assertThatThrownBy(() -> aws.shield.describeProtection(request -> request.resourceArn(arn)))
                    .isInstanceOf(ResourceNotFoundException.class);

            String id = aws.shield
                    .createProtection(request -> request.name("mine").resourceArn(arn))
                    .protectionId();
            assertThat(aws.shield
                            .describeProtection(request -> request.resourceArn(arn))
                            .protection()
                            .name())
                    .isEqualTo("mine");
            assertThatThrownBy(() -> aws.shield.createProtection(
                            request -> request.name("again").resourceArn(arn)))
                    .isInstanceOf(ResourceAlreadyExistsException.class);
            assertThatThrownBy(() -> aws.shield.createProtection(
                            request -> request.name("none").resourceArn(arn + "0")))
                    .isInstanceOf(InvalidResourceException.class);

            aws.shield.deleteProtection(request -> request.protectionId(id));
            assertThat(aws.shield.listProtections().protections()).isEmpty();
        }
    }

    @Test
    void refusesProtectionWithoutSubscription() {
        try (SimulatedAws aws = SimulatedAws.start(SimulatorConfig.DEFAULT)) {
            assertThat(aws.shield.getSubscriptionState().subscriptionStateAsString())
                    .isEqualTo("INACTIVE");
            assertThatThrownBy(() -> aws.shield.createProtection(
                            request -> request.name("mine").resourceArn("arn:aws:any")))
                    .isInstanceOf(ResourceNotFoundException.class)
                    .hasMessageContaining("subscription");
        }
    }
}
