package io.headgate.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Certificate;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Listener;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Tag;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;

/** An account that begins as a recorded one answers as that one did. */
@SuppressWarnings("unchecked") // the builders of the SDK take consumers as varargs
final class RecordingTest {
    private static final Path RECORDED = Path.of("../operator/src/test/resources/takeover/account.json");

    private final JsonNode recorded = read();
    private final SimulatedAws aws = SimulatedAws.start(SimulatorConfig.DEFAULT.withRecording(recorded.toString()));

    @AfterEach
    void close() {
        aws.close();
    }

    private static JsonNode read() {
        try {
            return new ObjectMapper().readTree(Files.readString(RECORDED));
        } catch (IOException missing) {
            throw new java.io.UncheckedIOException(missing);
        }
    }

    @Test
    void loadBalancersKeepNamesAddressesAndPlaces() {
        List<LoadBalancer> read = aws.elb.describeLoadBalancers().loadBalancers();

        assertThat(read)
                .extracting(LoadBalancer::loadBalancerArn, LoadBalancer::dnsName, LoadBalancer::canonicalHostedZoneId)
                .containsExactlyElementsOf(entries("loadBalancers", "loadBalancer")
                        .map(each -> tuple(
                                text(each, "LoadBalancerArn"),
                                text(each, "DNSName"),
                                text(each, "CanonicalHostedZoneId")))
                        .toList());
        assertThat(read)
                .allMatch(each -> each.availabilityZones().size() == 3
                        && each.state().codeAsString().equals("active")
                        && each.securityGroups().size() == 2);
        assertThat(aws.ec2.describeNetworkInterfaces().networkInterfaces())
                .filteredOn(each -> each.requesterManaged())
                .hasSize(3 * read.size());
    }

    @Test
    void listenersAndRulesKeepArnsPrioritiesAndTags() {
        for (JsonNode balancer : recorded.path("loadBalancers")) {
            for (JsonNode entry : balancer.path("listeners")) {
                String arn = text(entry.path("listener"), "ListenerArn");
                Listener listener = aws.elb
                        .describeListeners(request -> request.listenerArns(arn))
                        .listeners()
                        .getFirst();
                assertThat(listener.port())
                        .isEqualTo(entry.path("listener").path("Port").asInt());
                assertThat(listener.sslPolicy() == null)
                        .isEqualTo(listener.protocolAsString().equals("HTTP"));
                assertThat(tags(arn)).isEqualTo(tags(entry));
                assertThat(rules(arn))
                        .containsExactlyInAnyOrderElementsOf(entry.path("rules")
                                .valueStream()
                                .map(rule ->
                                        text(rule.path("rule"), "Priority") + " " + text(rule.path("rule"), "RuleArn"))
                                .toList());
                entry.path("rules")
                        .forEach(rule -> assertThat(tags(text(rule.path("rule"), "RuleArn")))
                                .isEqualTo(tags(rule)));
            }
        }
    }

    private List<String> rules(String listenerArn) {
        return aws.elb.describeRules(request -> request.listenerArn(listenerArn)).rules().stream()
                .map(rule -> rule.priority() + " " + rule.ruleArn())
                .toList();
    }

    @Test
    void certificatesComeWithTheDefaultFirst() {
        for (JsonNode balancer : recorded.path("loadBalancers")) {
            for (JsonNode entry : balancer.path("listeners")) {
                List<Certificate> read = aws.elb
                        .describeListenerCertificates(
                                request -> request.listenerArn(text(entry.path("listener"), "ListenerArn")))
                        .certificates();
                assertThat(read).hasSameSizeAs(entry.path("certificates"));
                assertThat(read.stream().limit(1)).allMatch(Certificate::isDefault);
            }
        }
        assertThat(aws.acm
                        .describeCertificate(request -> request.certificateArn(
                                text(recorded.path("certificates").path(0), "CertificateArn")))
                        .certificate()
                        .subjectAlternativeNames())
                .contains("shop.example.com");
    }

    @Test
    void targetGroupsKeepTheirTargetsInHealth() {
        List<TargetGroup> read = aws.elb.describeTargetGroups().targetGroups();

        assertThat(read)
                .extracting(TargetGroup::targetGroupArn, TargetGroup::healthCheckPath, TargetGroup::port)
                .containsExactlyElementsOf(entries("targetGroups", "targetGroup")
                        .map(each -> tuple(
                                text(each, "TargetGroupArn"),
                                text(each, "HealthCheckPath"),
                                each.path("Port").asInt()))
                        .toList());
        for (JsonNode entry : recorded.path("targetGroups")) {
            String arn = text(entry.path("targetGroup"), "TargetGroupArn");
            assertThat(aws.elb
                            .describeTargetHealth(request -> request.targetGroupArn(arn))
                            .targetHealthDescriptions())
                    .hasSameSizeAs(entry.path("targets"))
                    .allMatch(target -> target.targetHealth().stateAsString().equals("healthy"));
            assertThat(tags(arn)).isEqualTo(tags(entry));
        }
    }

    @Test
    void securityGroupsKeepTheirPermissions() {
        assertThat(aws.ec2.describeSecurityGroups().securityGroups())
                .filteredOn(group -> !group.groupName().equals("default"))
                .extracting(
                        group -> group.groupId(),
                        group -> group.ipPermissions().size(),
                        group -> group.ipPermissionsEgress().size())
                .containsExactlyInAnyOrderElementsOf(recorded.path("securityGroups")
                        .valueStream()
                        .map(group -> tuple(
                                text(group, "GroupId"),
                                group.path("IpPermissions").size(),
                                group.path("IpPermissionsEgress").size()))
                        .toList());
        assertThat(aws.ec2.describeInstances().reservations())
                .flatExtracting(reservation -> reservation.instances())
                .hasSize(3)
                .allMatch(instance -> instance.networkInterfaces().size() == 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "{", "{\"vpcs\":[]}", "{\"vpcs\":[{\"VpcId\":\"vpc-1\"}]}"})
    void refusesWhatIsNoAccount(String json) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SimulatedAws.start(SimulatorConfig.DEFAULT.withRecording(json)))
                .withMessageStartingWith("The recorded account");
    }

    private Stream<JsonNode> entries(String list, String api) {
        return recorded.path(list).valueStream().map(entry -> entry.path(api));
    }

    private static String text(JsonNode node, String name) {
        return node.path(name).asText();
    }

    private static Map<String, String> tags(JsonNode entry) {
        Map<String, String> tags = new TreeMap<>();
        entry.path("tags").forEach(tag -> tags.put(text(tag, "Key"), text(tag, "Value")));
        return tags;
    }

    private Map<String, String> tags(String arn) {
        return new TreeMap<>(aws.elb.describeTags(request -> request.resourceArns(arn)).tagDescriptions().stream()
                .flatMap(each -> each.tags().stream())
                .collect(Collectors.toMap(Tag::key, Tag::value)));
    }
}
