package io.headgate.simulator.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.Headers;
import io.headgate.simulator.api.ApiCall;
import io.headgate.simulator.api.Fields;
import io.headgate.simulator.api.Tree;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds out which service and operation a request means. All services share one endpoint: JSON services are told by
 * {@code X-Amz-Target}, Query services by the {@code Version} parameter, and by the credential scope of the signature if both fail.
 */
final class RequestReader {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern CREDENTIAL_SCOPE =
            Pattern.compile("Credential=([^/]+)/[^/]+/[^/]+/([^/]+)/aws4_request");
    private static final Map<String, String> SERVICE_BY_TARGET = Map.of(
            "CertificateManager", "acm",
            "ResourceGroupsTaggingAPI_20170126", "tagging",
            "AWSWAF_20190729", "wafv2",
            "AWSWAF_Regional_20161128", "waf-regional",
            "AWSShield_20160616", "shield");
    private static final Map<String, String> SERVICE_BY_VERSION =
            Map.of("2015-12-01", "elasticloadbalancing", "2016-11-15", "ec2", "2011-06-15", "sts");
    private static final Map<String, Dialect> DIALECT_BY_SERVICE = Map.of(
            "elasticloadbalancing", new Dialect.Query("http://elasticloadbalancing.amazonaws.com/doc/2015-12-01/"),
            "sts", new Dialect.Query("https://sts.amazonaws.com/doc/2011-06-15/"),
            "ec2", new Dialect.Ec2("http://ec2.amazonaws.com/doc/2016-11-15/"));

    private RequestReader() {}

    /** Reads a request; empty when it is none of AWS. */
    static Optional<Request> read(Headers headers, String query, byte[] body) {
        Optional<String> target = Optional.ofNullable(headers.getFirst("X-Amz-Target"));
        String text = new String(body, StandardCharsets.UTF_8);
        Optional<Request> request = target.isPresent()
                ? json(target.get(), text)
                : form(headers, query.isEmpty() ? text : query + "&" + text);
        return request.map(unsigned -> signed(unsigned, headers));
    }

    /** The same with the name of the key that signed it. */
    static Request signed(Request unsigned, Headers headers) {
        return new Request(unsigned.call().withAccessKeyId(scope(headers, 1).orElse("")), unsigned.dialect());
    }

    private static Optional<Request> json(String target, String body) {
        int dot = target.lastIndexOf('.');
        String prefix = dot < 0 ? target : target.substring(0, dot);
        String service = SERVICE_BY_TARGET.getOrDefault(prefix, prefix);
        return parseJson(body)
                .map(input -> new Request(
                        new ApiCall(service, target.substring(dot + 1), Fields.of(input)), new Dialect.Json()));
    }

    private static Optional<ObjectNode> parseJson(String body) {
        try {
            JsonNode parsed = body.isBlank() ? Tree.node() : JSON.readTree(body);
            return parsed instanceof ObjectNode object ? Optional.of(object) : Optional.empty();
        } catch (JsonProcessingException _) {
            return Optional.empty();
        }
    }

    private static Optional<Request> form(Headers headers, String form) {
        ObjectNode input = parseForm(form);
        Optional<String> action = Fields.of(input).text("Action");
        if (action.isEmpty()) {
            return Optional.empty();
        }
        String version = Fields.of(input).text("Version").orElse("");
        String service = Optional.ofNullable(SERVICE_BY_VERSION.get(version))
                .or(() -> scope(headers, 2))
                .orElse("unknown");
        Dialect dialect = DIALECT_BY_SERVICE.getOrDefault(service, new Dialect.Query("http://simulator.invalid/"));
        input.remove("Action");
        input.remove("Version");
        return Optional.of(new Request(new ApiCall(service, action.get(), Fields.of(input)), dialect));
    }

    private static Optional<String> scope(Headers headers, int part) {
        return Optional.ofNullable(headers.getFirst("Authorization"))
                .map(CREDENTIAL_SCOPE::matcher)
                .filter(Matcher::find)
                .map(found -> found.group(part));
    }

    /** Turns {@code A.B.1=x} into nested objects. */
    static ObjectNode parseForm(String form) {
        ObjectNode root = Tree.node();
        for (String pair : form.split("&")) {
            if (!pair.isBlank()) {
                int equals = pair.indexOf('=');
                String name = decode(equals < 0 ? pair : pair.substring(0, equals));
                String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
                put(root, name, value);
            }
        }
        return root;
    }

    private static void put(ObjectNode root, String name, String value) {
        ObjectNode parent = root;
        String[] steps = name.split("\\.");
        for (int i = 0; i < steps.length - 1; i++) {
            parent = parent.get(steps[i]) instanceof ObjectNode inner ? inner : parent.putObject(steps[i]);
        }
        parent.put(steps[steps.length - 1], value);
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
