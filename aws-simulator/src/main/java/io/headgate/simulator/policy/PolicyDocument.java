package io.headgate.simulator.policy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** An identity-based policy of IAM (IAM user guide, "IAM JSON policy elements reference"). */
public record PolicyDocument(List<Statement> statements) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> ELEMENTS = Set.of("Sid", "Effect", "Action", "Resource", "Condition");

    public PolicyDocument {
        statements = List.copyOf(statements);
    }

    /**
     * A statement.
     *
     * @param sid its name, may be empty
     * @param actions {@code service:Action}; {@code *} and {@code ?} are wildcards, case does not matter
     * @param resources ARNs with wildcards
     * @param conditions all must hold
     */
    public record Statement(
            String sid, boolean allows, List<String> actions, List<String> resources, List<Condition> conditions) {
        public Statement {
            actions = List.copyOf(actions);
            resources = List.copyOf(resources);
            conditions = List.copyOf(conditions);
        }

        boolean names(Check check) {
            return actions.stream().anyMatch(pattern -> Wildcards.match(lower(pattern), lower(check.action())))
                    && resources.stream().anyMatch(pattern -> Wildcards.match(pattern, check.resource()))
                    && conditions.stream().allMatch(condition -> condition.holds(check.context()));
        }

        private static String lower(String action) {
            return action.toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Reads a document.
     *
     * @throws IllegalArgumentException when it is none, or has an element that is not understood here
     */
    public static PolicyDocument parse(String json) {
        try {
            List<Statement> statements = new ArrayList<>();
            for (JsonNode statement : several(JSON.readTree(json).path("Statement"))) {
                statements.add(statement(statement));
            }
            return new PolicyDocument(statements);
        } catch (JsonProcessingException broken) {
            throw new IllegalArgumentException("The policy is no JSON: " + broken.getOriginalMessage(), broken);
        }
    }

    private static Statement statement(JsonNode node) {
        node.fieldNames().forEachRemaining(name -> {
            if (!ELEMENTS.contains(name)) {
                throw new IllegalArgumentException("The element " + name + " of a statement is not understood here.");
            }
        });
        List<Condition> conditions = new ArrayList<>();
        node.path("Condition")
                .properties()
                .forEach(operator -> operator.getValue()
                        .properties()
                        .forEach(key ->
                                conditions.add(Condition.of(operator.getKey(), key.getKey(), texts(key.getValue())))));
        return new Statement(
                node.path("Sid").asText(""),
                switch (node.path("Effect").asText()) {
                    case "Allow" -> true;
                    case "Deny" -> false;
                    case String other ->
                        throw new IllegalArgumentException(
                                "The effect of a statement is Allow or Deny, not '" + other + "'.");
                },
                texts(node.path("Action")),
                texts(node.path("Resource")),
                conditions);
    }

    private static List<JsonNode> several(JsonNode node) {
        return node.isArray() ? node.valueStream().toList() : node.isMissingNode() ? List.of() : List.of(node);
    }

    private static List<String> texts(JsonNode node) {
        return several(node).stream().map(JsonNode::asText).toList();
    }
}
