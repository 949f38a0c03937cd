package io.headgate.system.corpus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads accounts through boto3 and compares them with recorded states: {@code src/test/python/read_state.py} as a process that answers
 * one question after another. For one thread at a time.
 */
final class StateReader implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Process process;
    private final BufferedWriter questions;
    private final BufferedReader answers;

    private StateReader(Process process) {
        this.process = process;
        this.questions = process.outputWriter();
        this.answers = process.inputReader();
    }

    static StateReader start() throws IOException {
        return new StateReader(Python.script("read_state.py", "--serve").start());
    }

    /**
     * What an account holds beside what it should hold.
     *
     * @param differences one line each; empty when the state is the expected one
     * @param owned ids and ARNs of all that carries the cluster's tag
     * @param nodePermissions inbound permissions by which load balancers reach targets
     */
    record Reading(JsonNode state, List<String> differences, List<String> owned, List<String> nodePermissions) {}

    /** What a cluster says beside its account: TargetGroupBindings and refused Ingresses. */
    record ClusterSide(ArrayNode bindings, ArrayNode refused) {
        static ClusterSide empty() {
            return new ClusterSide(JSON.createArrayNode(), JSON.createArrayNode());
        }
    }

    /** Reads the account of a seed and holds it against an expected state. */
    Reading read(URI endpoint, JsonNode seed, ClusterSide cluster, JsonNode expected) {
        ObjectNode question =
                JSON.createObjectNode().put("endpoint", endpoint.toString()).set("seed", seed);
        question.set("bindings", cluster.bindings());
        question.set("refused", cluster.refused());
        question.set("expected", expected);
        JsonNode answer = ask(question);
        if (answer.has("error")) {
            throw new IllegalStateException(
                    "The account cannot be read: " + answer.get("error").asText());
        }
        return new Reading(
                answer.get("state"),
                texts(answer.get("differences")),
                texts(answer.get("owned")),
                texts(answer.get("nodePermissions")));
    }

    private JsonNode ask(ObjectNode question) {
        try {
            questions.write(question.toString());
            questions.newLine();
            questions.flush();
            String answer = answers.readLine();
            if (answer == null) {
                throw new IllegalStateException("read_state.py ended; its error output says why");
            }
            return JSON.readTree(answer);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(element -> texts.add(element.asText()));
        return texts;
    }

    @Override
    public void close() {
        process.destroy();
    }
}
