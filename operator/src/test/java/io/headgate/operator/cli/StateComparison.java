package io.headgate.operator.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Differences between two states in the normal form, one line each. Entries of the main lists are matched by stack and resource, port or
 * type; refused Ingresses by name, reason and the fragment that a message must mention.
 */
final class StateComparison {
    private static final Set<String> LISTS =
            Set.of("loadBalancers", "targetGroups", "securityGroups", "targetGroupBindings", "addons", "listeners");
    private static final List<String> IDENTITY = List.of("stack", "type", "resource", "port");

    private final List<String> differences = new ArrayList<>();

    private StateComparison() {}

    static List<String> differences(JsonNode expected, JsonNode actual) {
        StateComparison comparison = new StateComparison();
        comparison.compare("", expected, actual);
        return comparison.differences;
    }

    private void compare(String path, JsonNode expected, JsonNode actual) {
        if (expected.isObject() && actual.isObject()) {
            compareFields(path, expected, actual);
        } else if (expected.isArray() && actual.isArray() && expected.size() == actual.size()) {
            for (int index = 0; index < expected.size(); index++) {
                compare(path + "[" + index + "]", expected.get(index), actual.get(index));
            }
        } else if (!expected.equals(actual)) {
            differences.add(path + ": expected " + expected + ", was " + actual);
        }
    }

    private void compareFields(String path, JsonNode expected, JsonNode actual) {
        Set<String> names = new TreeSet<>();
        expected.fieldNames().forEachRemaining(names::add);
        actual.fieldNames().forEachRemaining(names::add);
        for (String name : names) {
            String field = path + "." + name;
            if (!actual.has(name)) {
                differences.add(field + ": missing, expected " + expected.get(name));
            } else if (!expected.has(name)) {
                differences.add(field + ": not expected, was " + actual.get(name));
            } else if (name.equals("refused")) {
                compareRefusals(field, expected.get(name), actual.get(name));
            } else if (LISTS.contains(name)) {
                compareEntries(field, byIdentity(expected.get(name)), byIdentity(actual.get(name)));
            } else {
                compare(field, expected.get(name), actual.get(name));
            }
        }
    }

    private void compareEntries(String path, Map<String, JsonNode> expected, Map<String, JsonNode> actual) {
        Set<String> identities = new TreeSet<>(expected.keySet());
        identities.addAll(actual.keySet());
        for (String identity : identities) {
            JsonNode left = expected.get(identity);
            JsonNode right = actual.get(identity);
            String place = path + "." + identity;
            if (right == null) {
                differences.add(place + ": missing, expected " + left);
            } else if (left == null) {
                differences.add(place + ": not expected, was " + right);
            } else {
                compare(place, left, right);
            }
        }
    }

    private static Map<String, JsonNode> byIdentity(JsonNode entries) {
        Map<String, JsonNode> byIdentity = new LinkedHashMap<>();
        entries.forEach(entry -> byIdentity.put(
                String.join(
                        "/",
                        IDENTITY.stream()
                                .filter(entry::has)
                                .map(key -> entry.get(key).asText())
                                .toList()),
                entry));
        return byIdentity;
    }

    private void compareRefusals(String path, JsonNode expected, JsonNode actual) {
        Map<String, JsonNode> found = new LinkedHashMap<>();
        actual.forEach(entry -> found.put(entry.path("ingress").asText(), entry));
        for (JsonNode entry : expected) {
            String ingress = entry.path("ingress").asText();
            JsonNode match = found.remove(ingress);
            String message = match == null ? "" : match.path("message").asText();
            String mentions = entry.path("mentions").asText();
            if (match == null) {
                differences.add(path + "[" + ingress + "]: not refused");
            } else if (!match.path("reason").equals(entry.path("reason"))) {
                differences.add(path + "[" + ingress + "].reason: expected " + entry.path("reason") + ", was "
                        + match.path("reason"));
            } else if (!message.toLowerCase(Locale.ROOT).contains(mentions.toLowerCase(Locale.ROOT))) {
                differences.add(path + "[" + ingress + "].message: does not mention \"" + mentions + "\": " + message);
            }
        }
        found.keySet().forEach(ingress -> differences.add(path + "[" + ingress + "]: refused, not expected"));
    }
}
