package io.headgate.simulator.fault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headgate.simulator.api.Answer;
import io.headgate.simulator.api.Tree;
import java.util.List;
import java.util.Set;

/** Answers of reads, spoilt. */
final class Reads {

    private static final List<String> MARKERS = List.of("NextMarker", "NextToken", "nextToken", "Marker");
    private static final List<String> TAGS = List.of("Tags", "TagSet", "tagSet");

    private Reads() {}

    /** Only the first entries of each list, and no word of more pages. */
    static Answer cut(Answer answer, int kept) {
        if (!(answer instanceof Answer.Success(ObjectNode result))) {
            return answer;
        }
        ObjectNode cut = Tree.node();
        result.properties().forEach(member -> {
            if (member.getValue() instanceof ArrayNode list) {
                cut.set(
                        member.getKey(),
                        Tree.list(list.valueStream().limit(kept).toList(), entry -> entry));
            } else if (!MARKERS.contains(member.getKey())) {
                cut.set(member.getKey(), member.getValue());
            }
        });
        return new Answer.Success(cut);
    }

    /** The same without the tags of some things. */
    static Answer withoutTags(Answer answer, Set<String> things) {
        if (!(answer instanceof Answer.Success(ObjectNode result)) || things.isEmpty()) {
            return answer;
        }
        ObjectNode untagged = result.deepCopy();
        clearTags(untagged, things);
        return new Answer.Success(untagged);
    }

    private static void clearTags(JsonNode node, Set<String> things) {
        if (node instanceof ObjectNode object
                && object.valueStream().anyMatch(value -> value.isTextual() && things.contains(value.asText()))) {
            TAGS.stream().filter(object::has).forEach(object::putArray);
        }
        node.valueStream().filter(JsonNode::isContainerNode).forEach(child -> clearTags(child, things));
    }
}
