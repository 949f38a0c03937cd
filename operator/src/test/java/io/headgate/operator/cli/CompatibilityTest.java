package io.headgate.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Small rules of aws-load-balancer-controller's language, one a case: which refusals, conflicts and values follow from a few annotations,
 * class parameters and flags. The tables under {@code compatibility} say only what differs from an ordinary Ingress {@code app} in front of
 * a Service {@code app}; see {@code CaseManifests}.
 */
final class CompatibilityTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path TABLES = Path.of("src/test/resources/compatibility");
    private static final Path SEED = Path.of("src/test/resources/corpus/seed-b.json");

    @TempDir
    Path folder = Path.of("");

    @TestFactory
    Stream<DynamicTest> cases() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        try (Stream<Path> tables = Files.list(TABLES)) {
            for (Path table : tables.sorted(Comparator.naturalOrder()).toList()) {
                JsonNode cases = JSON.valueToTree(Serialization.unmarshal(Files.readString(table), List.class));
                cases.forEach(one -> tests.add(DynamicTest.dynamicTest(
                        table.getFileName() + ": " + one.path("case").asText(), () -> check(one))));
            }
        }
        return tests.stream();
    }

    private void check(JsonNode one) throws IOException {
        Path manifests = folder.resolve("manifests.json");
        Files.writeString(manifests, JSON.writeValueAsString(CaseManifests.of(one)));

        JsonNode state = compile(manifests, one.path("flags"));

        one.path("expect")
                .properties()
                .forEach(field -> assertThat(state.at(field.getKey()))
                        .as(field.getKey() + " in " + state.toPrettyString())
                        .isEqualTo(field.getValue()));
        one.path("absent")
                .forEach(pointer -> assertThat(state.at(pointer.asText()).isMissingNode())
                        .as(pointer + " in " + state.toPrettyString())
                        .isTrue());
        assertThat(refused(state)).isEqualTo(names(one.path("refused")));
        for (Map.Entry<String, JsonNode> mention : one.path("refused").properties()) {
            assertThat(message(state, mention.getKey()))
                    .contains(mention.getValue().asText());
        }
    }

    private static JsonNode compile(Path manifests, JsonNode flags) throws IOException {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        List<String> arguments =
                new ArrayList<>(List.of("compile", "-f", manifests.toString(), "--facts", SEED.toString()));
        flags.forEach(flag -> arguments.add(flag.asText()));
        HeadgateCommand.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments.toArray(String[]::new));
        assertThat(out.toString()).as(err.toString()).isNotEmpty();
        return JSON.readTree(out.toString());
    }

    private static Set<String> refused(JsonNode state) {
        Set<String> refused = new TreeSet<>();
        state.path("refused").forEach(entry -> refused.add(entry.path("ingress").asText()));
        return refused;
    }

    private static Set<String> names(JsonNode object) {
        Set<String> names = new TreeSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static String message(JsonNode state, String ingress) {
        for (JsonNode entry : state.path("refused")) {
            if (entry.path("ingress").asText().equals(ingress)) {
                return entry.path("message").asText();
            }
        }
        return "";
    }

    /**
     * The manifests of a case: class {@code alb}, with parameters where {@code params} has the spec; Service {@code app} with {@code service}
     * as annotations and {@code serviceSpec} over its spec; an Ingress for each entry of {@code ingresses} (name and annotations), all of one
     * group if there are several.
     */
    private static final class CaseManifests {
        private static final String PREFIX = "alb.ingress.kubernetes.io/";
        private final ArrayNode items = JSON.createArrayNode();

        static JsonNode of(JsonNode one) {
            CaseManifests manifests = new CaseManifests();
            manifests.ingressClass(one.path("params"));
            manifests.service(one);
            JsonNode ingresses = one.path("ingresses");
            ingresses
                    .properties()
                    .forEach(entry -> manifests.ingress(entry.getKey(), entry.getValue(), ingresses.size() > 1));
            ObjectNode list = JSON.createObjectNode().put("apiVersion", "v1").put("kind", "List");
            list.set("items", manifests.items);
            return list;
        }

        private ObjectNode object(String apiVersion, String kind, String name) {
            ObjectNode object = items.addObject().put("apiVersion", apiVersion).put("kind", kind);
            object.putObject("metadata").put("name", name);
            return object;
        }

        private void ingressClass(JsonNode params) {
            ObjectNode spec =
                    object("networking.k8s.io/v1", "IngressClass", "alb").putObject("spec");
            spec.put("controller", "ingress.k8s.aws/alb");
            if (!params.isMissingNode()) {
                spec.putObject("parameters")
                        .put("apiGroup", "elbv2.k8s.aws")
                        .put("kind", "IngressClassParams")
                        .put("name", "params");
                object("elbv2.k8s.aws/v1beta1", "IngressClassParams", "params").set("spec", params);
            }
        }

        private void service(JsonNode one) {
            ObjectNode service = object("v1", "Service", "app");
            annotate(service, one.path("service"));
            ObjectNode spec = service.putObject("spec").put("type", "NodePort");
            spec.putArray("ports")
                    .addObject()
                    .put("name", "http")
                    .put("port", 80)
                    .put("targetPort", 8080)
                    .put("nodePort", 30080);
            one.path("serviceSpec").properties().forEach(field -> spec.set(field.getKey(), field.getValue()));
        }

        private void ingress(String name, JsonNode annotations, boolean grouped) {
            ObjectNode ingress = object("networking.k8s.io/v1", "Ingress", name);
            annotate(ingress, annotations);
            if (grouped) {
                ingress.withObject("/metadata/annotations").put(PREFIX + "group.name", "group");
            }
            ObjectNode spec = ingress.putObject("spec").put("ingressClassName", "alb");
            ObjectNode rule = spec.putArray("rules").addObject().put("host", name + ".example.com");
            ObjectNode path = rule.putObject("http").putArray("paths").addObject();
            path.put("path", "/").put("pathType", "Prefix");
            backend(path.putObject("backend"));
            if (annotations.has("spec.defaultBackend")) {
                backend(spec.putObject("defaultBackend"));
            }
        }

        private static void backend(ObjectNode backend) {
            backend.putObject("service").put("name", "app").putObject("port").put("number", 80);
        }

        private static void annotate(ObjectNode object, JsonNode annotations) {
            ObjectNode written = object.withObject("/metadata").putObject("annotations");
            annotations.properties().stream()
                    .filter(field -> !field.getKey().startsWith("spec."))
                    .forEach(field -> written.set(
                            field.getKey().contains("/") ? field.getKey() : PREFIX + field.getKey(), field.getValue()));
        }
    }
}
