package io.headgate.operator.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClassParamsReviewTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'inboundCIDRs': ['10.0.0.0/8', '0.0.0.0/0', '192.0.2.1/32', '2001:db8::/32', '::/0']}",
                "{'subnets': {'ids': ['subnet-1', 'subnet-2']}}",
                "{'subnets': {'tags': {'tier': ['a', 'b'], 'zone': ['a']}}}",
                "{'prefixListsIDs': ['pl-1', 'pl-2']}",
                "{'sslRedirectPort': '443'}",
            })
    void admits(String spec) throws JsonProcessingException {
        assertThat(review(spec)).isEqualTo(Verdict.ALLOWED);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {'inboundCIDRs': ['10.0.0.1/8']}                         | spec.inboundCIDRs: "10.0.0.1/8" has bits set
            {'inboundCIDRs': ['10.0.0.0/33']}                        | spec.inboundCIDRs: "10.0.0.0/33" has a longer prefix
            {'inboundCIDRs': ['10.0.0.0']}                           | spec.inboundCIDRs: "10.0.0.0" is no CIDR block
            {'inboundCIDRs': ['300.0.0.0/8']}                        | spec.inboundCIDRs: "300.0.0.0/8" is no CIDR block
            {'inboundCIDRs': ['2001:db8::1/32']}                     | spec.inboundCIDRs: "2001:db8::1/32" has bits set
            {'subnets': {}}                                          | spec.subnets: neither ids nor tags
            {'subnets': {'ids': ['subnet-1'], 'tags': {'a': ['b']}}} | spec.subnets: both ids and tags
            {'subnets': {'ids': ['subnet-1', 'subnet-1']}}           | spec.subnets.ids: names "subnet-1" twice
            {'subnets': {'tags': {'a': ['b', 'b']}}}                 | spec.subnets.tags.a: names "b" twice
            {'subnets': {'tags': {'a': []}}}                         | spec.subnets.tags.a: has no value
            {'prefixListsIDs': ['pl-1', 'pl-1']}                     | spec.prefixListsIDs: names "pl-1" twice
            {'prefixListsIDs': ['pl-1'], 'PrefixListsIDs': ['pl-2']} | spec.PrefixListsIDs: is the old spelling
            """)
    void refusesWithFieldAndRemedy(String spec, String message) throws JsonProcessingException {
        assertThat(review(spec))
                .isInstanceOfSatisfying(
                        Verdict.Denied.class,
                        denied ->
                                assertThat(denied.message()).startsWith(message).contains(" -> "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'PrefixListsIDs': ['pl-1']}", "{'sslRedirectPort': 'https'}"})
    void warns(String spec) throws JsonProcessingException {
        assertThat(review(spec))
                .isInstanceOfSatisfying(
                        Verdict.Allowed.class,
                        allowed -> assertThat(allowed.warnings())
                                .singleElement()
                                .asString()
                                .contains(" -> "));
    }

    private static Verdict review(String spec) throws JsonProcessingException {
        var object = JSON.createObjectNode();
        object.set("spec", JSON.readTree(spec.replace('\'', '"')));
        return new ClassParamsReview().review(new AdmissionRequest("1", "", object, MissingNode.getInstance()));
    }
}
