package io.headgate.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.core.routing.Action;
import io.headgate.core.stack.Certificate;
import io.headgate.core.stack.Certificate.Status;
import io.headgate.core.stack.Certificate.ValidationRecord;
import io.headgate.core.stack.CertificateRef;
import io.headgate.core.stack.Listener;
import io.headgate.core.stack.LoadBalancer;
import io.headgate.core.stack.SecurityGroupRef;
import io.headgate.core.stack.Stack;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A requested certificate goes its way over several plans, and listeners follow. */
final class RequestedCertificateTest {

    private static final Policy POLICY = Policy.defaults(null);
    private static final ValidationRecord RECORD =
            new ValidationRecord("_1.shop.example.com.", "_1.acm-validations.aws.", "Z1", false);

    @Test
    void requestsFirst_andMakesWhatNeedsNoCertificate() {
        assertThat(calls(stack("shop.example.com"), nothing()))
                .containsExactly("RequestCertificate", "CreateLoadBalancer", "CreateListener");
    }

    @Test
    void aPendingCertificate_isPlannedForOnce() {
        Stack pending = after(stack("shop.example.com"), nothing());

        assertThat(calls(stack("shop.example.com"), pending)).isEmpty();
    }

    @Test
    void writesTheRecordsOfTheZonesThatThereAre() {
        Stack told = with(
                after(stack("shop.example.com"), nothing()), new Status("PENDING_VALIDATION", "", List.of(RECORD)));
        assertThat(calls(stack("shop.example.com"), told)).containsExactly("ChangeResourceRecordSets");
        assertThat(calls(stack("shop.example.com"), after(stack("shop.example.com"), told)))
                .isEmpty();

        ValidationRecord homeless = new ValidationRecord(RECORD.name(), RECORD.value(), null, false);
        Stack elsewhere = with(told, new Status("PENDING_VALIDATION", "", List.of(homeless)));
        assertThat(calls(stack("shop.example.com"), elsewhere)).isEmpty();
    }

    @Test
    void anIssuedCertificate_bringsTheListener() {
        Stack issued = issued(after(stack("shop.example.com"), nothing()));

        assertThat(calls(stack("shop.example.com"), issued))
                .containsExactly("CreateListener", "AddListenerCertificates");
    }

    @Test
    void whatAPendingCertificateReplaces_staysUntilItIsIssued() {
        Stack first = stack("shop.example.com");
        Stack served = after(first, issued(after(first, nothing())));
        Stack second = stack("shop.example.com", "new.example.com");

        Stack requested = after(second, served);
        assertThat(calls(second, served)).containsExactly("RequestCertificate");
        assertThat(calls(second, requested)).isEmpty();

        assertThat(calls(second, issued(requested)))
                .containsExactly(
                        "ModifyListener", "AddListenerCertificates", "RemoveListenerCertificates", "DeleteCertificate");
    }

    @Test
    void aRequestThatTimedOutIsMadeAgain_oneThatFailedIsNot() {
        Stack pending = after(stack("shop.example.com"), nothing());

        assertThat(calls(stack("shop.example.com"), with(pending, new Status("VALIDATION_TIMED_OUT", "", List.of()))))
                .containsExactly("RequestCertificate", "DeleteCertificate");
        assertThat(calls(stack("shop.example.com"), with(pending, new Status("FAILED", "CAA_ERROR", List.of()))))
                .isEmpty();
    }

    @Test
    void aCertificateThatNobodyWants_goesAfterTheLoadBalancer() {
        Stack first = stack("shop.example.com");
        Stack served = after(first, issued(after(first, nothing())));

        Plan plan = Planner.plan(nothing(), served, POLICY);

        assertThat(plan.steps())
                .extracting(planned -> planned.step().call())
                .containsExactly("DeleteLoadBalancer", "DeleteCertificate");
        assertThat(plan.steps().getLast().after()).containsExactly(1);
    }

    private static Stack nothing() {
        return Stack.empty(RandomStacks.GROUP);
    }

    private static Stack issued(Stack observed) {
        return with(observed, new Status("ISSUED", "", List.of()));
    }

    /** Gives the certificate that was requested last a status. */
    private static Stack with(Stack observed, Status status) {
        Certificate last = observed.certificates().getLast();
        return observed.withCertificates(observed.certificates().stream()
                .map(certificate -> certificate.equals(last) ? certificate.withStatus(status) : certificate)
                .toList());
    }

    private static List<String> calls(Stack desired, Stack observed) {
        return Planner.plan(desired, observed, POLICY).steps().stream()
                .map(planned -> planned.step().call())
                .toList();
    }

    /** The observed stack once all was done, with names that differ from pass to pass. */
    private static Stack after(Stack desired, Stack observed) {
        Stack done = Planner.plan(desired, observed, POLICY).applyTo(observed);
        int pass = observed.certificates().size() + observed.loadBalancers().size();
        return Renaming.of(Map.of(
                        new CertificateStep.RequestCertificate(certificate(List.of("shop.example.com"))).handle(),
                        "arn:certificate/" + pass))
                .stack(done);
    }

    private static Certificate certificate(List<String> names) {
        return new Certificate("amazon_issued/shop", null, names.getFirst(), names, null, Map.of(), null);
    }

    private static Stack stack(String... names) {
        Certificate certificate = certificate(List.of(names));
        return nothing()
                .withLoadBalancers(List.of(loadBalancer(List.of(
                        listener(80, "HTTP", List.of()),
                        listener(443, "HTTPS", List.of(new CertificateRef.InStack(certificate.resource())))))))
                .withCertificates(List.of(certificate));
    }

    private static Listener listener(int port, String protocol, List<CertificateRef> certificates) {
        return new Listener(
                Integer.toString(port),
                null,
                port,
                protocol,
                certificates,
                null,
                null,
                Map.of(),
                List.of(new Action.FixedResponse("404", "text/plain", null)),
                Map.of("ingress.k8s.aws/stack", "shop"),
                List.of());
    }

    private static LoadBalancer loadBalancer(List<Listener> listeners) {
        return new LoadBalancer(
                "LoadBalancer",
                null,
                "k8s-shop",
                "application",
                "internal",
                "ipv4",
                List.of(new LoadBalancer.SubnetMapping("subnet-1", null)),
                List.of(new SecurityGroupRef.ById("sg-1")),
                null,
                null,
                null,
                Map.of(),
                Map.of(),
                listeners,
                null);
    }
}
