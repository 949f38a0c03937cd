package io.headgate.system.takeover;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headgate.simulator.Simulator;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * After a take-over and an edit the other controller has at most its own numbers and tags of rules to write: it neither makes, replaces,
 * changes nor deletes anything.
 */
final class GivingBackTest {

    private static final String PREFIX = "alb.ingress.kubernetes.io/";
    private static final String RETAGS = "AddTags rule";
    private static final String RENUMBERS = "SetRulePriorities rule";

    /**
     * An edit of one Ingress.
     *
     * @param leaves kinds of calls that the other controller makes when it comes back
     */
    private record Edit(String what, String ingress, Consumer<ObjectNode> change, Set<String> leaves) {}

    private static List<Edit> edits() {
        return List.of(
                new Edit("nothing", "hc/d", _ -> {}, Set.of()),
                new Edit("another host", "hc/d", ingress -> rule(ingress, 0).put("host", "b.example.com"), Set.of()),
                new Edit(
                        "another path among several",
                        "paths/site",
                        ingress -> path(ingress, 0, 2).put("path", "/apx"),
                        Set.of()),
                new Edit(
                        "another health check",
                        "hc/d",
                        ingress -> annotate(ingress, "healthcheck-path", "/up"),
                        Set.of()),
                new Edit(
                        "attributes of load balancer and target groups",
                        "grpa/late",
                        ingress -> {
                            annotate(ingress, "load-balancer-attributes", "idle_timeout.timeout_seconds=90");
                            annotate(ingress, "target-group-attributes", "deregistration_delay.timeout_seconds=10");
                        },
                        Set.of()),
                new Edit("tags", "defb/d", ingress -> annotate(ingress, "tags", "team=shop"), Set.of()),
                new Edit(
                        "another port",
                        "defb/d",
                        ingress -> annotate(ingress, "listen-ports", "[{\"HTTP\":80},{\"HTTP\":9090}]"),
                        Set.of()),
                new Edit(
                        "other weights",
                        "checkout/checkout",
                        ingress -> annotate(
                                ingress,
                                "actions.live",
                                annotation(ingress, "actions.live").replace("95", "50")),
                        Set.of()),
                new Edit(
                        "inbound blocks",
                        "paths/site",
                        ingress -> annotate(ingress, "inbound-cidrs", "10.0.0.0/8"),
                        Set.of()),
                new Edit(
                        "a rule at the end",
                        "saas/tenants",
                        ingress -> hosts(ingress).add(host(ingress, "t99")),
                        Set.of()),
                new Edit(
                        "a rule in the middle",
                        "saas/tenants",
                        ingress -> hosts(ingress).insert(2, host(ingress, "t99")),
                        Set.of(RETAGS, RENUMBERS)),
                new Edit(
                        "a rule in front",
                        "saas/tenants",
                        ingress -> hosts(ingress).insert(0, host(ingress, "t99")),
                        Set.of(RETAGS, RENUMBERS)),
                new Edit(
                        "one rule less at the end",
                        "saas/tenants",
                        ingress -> hosts(ingress).remove(hosts(ingress).size() - 1),
                        Set.of()),
                new Edit(
                        "one rule less in the middle",
                        "saas/tenants",
                        ingress -> hosts(ingress).remove(2),
                        Set.of(RETAGS, RENUMBERS)),
                new Edit(
                        "another place in the group",
                        "grpb/first",
                        ingress -> annotate(ingress, "group.order", "100"),
                        Set.of(RETAGS, RENUMBERS)));
    }

    @TestFactory
    Stream<DynamicTest> leavesAtMostNumbersAndTagsOfRules() {
        return edits().stream().map(edit -> DynamicTest.dynamicTest(edit.what(), () -> check(edit)));
    }

    private static void check(Edit edit) throws IOException {
        try (Simulator account = Left.simulator()) {
            JsonNode objects = Left.objects();
            LeftGroups.of(objects).deploy(account);
            assertThat(account.callLog().writes()).as("writes of the take-over").isEmpty();
            objects.valueStream()
                    .filter(object -> name(object).equals(edit.ingress()))
                    .forEach(object -> edit.change().accept((ObjectNode) object));
            LeftGroups edited = LeftGroups.of(objects);

            edited.deploy(account);

            assertThat(kinds(edited.callsOfPredecessor(account))).isEqualTo(edit.leaves());
        }
    }

    private static String name(JsonNode object) {
        JsonNode metadata = object.path("metadata");
        return object.path("kind").asText().equals("Ingress")
                ? metadata.path("namespace").asText() + "/"
                        + metadata.path("name").asText()
                : "";
    }

    /** The calls without their group. */
    private static Set<String> kinds(Collection<String> calls) {
        return new TreeSet<>(
                calls.stream().map(call -> call.replaceFirst("^[^:]*: ", "")).toList());
    }

    private static void annotate(ObjectNode ingress, String key, String value) {
        ingress.withObject("/metadata/annotations").put(PREFIX + key, value);
    }

    private static String annotation(ObjectNode ingress, String key) {
        return ingress.withObject("/metadata/annotations").get(PREFIX + key).asText();
    }

    private static ArrayNode hosts(ObjectNode ingress) {
        return ingress.withArray("/spec/rules");
    }

    private static ObjectNode rule(ObjectNode ingress, int position) {
        return (ObjectNode) hosts(ingress).get(position);
    }

    private static ObjectNode path(ObjectNode ingress, int host, int position) {
        return (ObjectNode) rule(ingress, host).path("http").path("paths").get(position);
    }

    /** A further host for the Service of the first. */
    private static ObjectNode host(ObjectNode ingress, String name) {
        return rule(ingress, 0).deepCopy().put("host", name + ".example.com");
    }
}
