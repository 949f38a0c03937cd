package io.headgate.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.headgate.simulator.api.Answer;
import io.headgate.simulator.api.RecordedCall;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;

/** The log of calls, in process and over HTTP, and the seam in front of every call. */
final class CallLogTest {

    @Test
    void everyCallIsLoggedWithItsOutcome() {
        try (SimulatedAws aws = SimulatedAws.start(SimulatedAws.config())) {
            aws.ec2.describeVpcs();
            assertThatThrownBy(() -> aws.ec2.deleteSecurityGroup(request -> request.groupId("sg-1")))
                    .isInstanceOf(Ec2Exception.class);

            assertThat(aws.simulator.callLog().calls())
                    .extracting(RecordedCall::service, RecordedCall::operation, RecordedCall::outcome)
                    .containsExactly(
                            tuple("ec2", "DescribeVpcs", "ok"),
                            tuple("ec2", "DeleteSecurityGroup", "InvalidGroup.NotFound"));
            assertThat(aws.simulator.callLog().writes())
                    .singleElement()
                    .satisfies(call -> assertThat(call.parameters()).containsEntry("GroupId", "sg-1"));
        }
    }

    @Test
    void theLogIsReadAndResetOverHttp() throws IOException, InterruptedException {
        try (SimulatedAws aws = SimulatedAws.start(SimulatedAws.config());
                HttpClient http = HttpClient.newHttpClient()) {
            URI calls = aws.simulator.endpoint().resolve("/_simulator/calls");
            aws.sts.getCallerIdentity();

            assertThat(body(http, HttpRequest.newBuilder(calls).build())).contains("GetCallerIdentity");
            http.send(HttpRequest.newBuilder(calls).DELETE().build(), HttpResponse.BodyHandlers.discarding());
            assertThat(body(http, HttpRequest.newBuilder(calls).build())).isEqualTo("[]");
        }
    }

    private static String body(HttpClient http, HttpRequest request) throws IOException, InterruptedException {
        return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    @Test
    void anInterceptorMayAnswerInstead() {
        SimulatorConfig config = SimulatedAws.config()
                .withInterceptor((call, next) -> call.operation().equals("DescribeVpcs")
                        ? new Answer.Refusal(403, "UnauthorizedOperation", "You are not authorized.")
                        : next.get());
        try (SimulatedAws aws = SimulatedAws.start(config)) {
            assertThatThrownBy(() -> aws.ec2.describeVpcs())
                    .isInstanceOfSatisfying(
                            Ec2Exception.class,
                            refusal -> assertThat(refusal.awsErrorDetails().errorCode())
                                    .isEqualTo("UnauthorizedOperation"));
            assertThat(aws.ec2.describeSubnets().subnets()).isNotEmpty();
        }
    }
}
