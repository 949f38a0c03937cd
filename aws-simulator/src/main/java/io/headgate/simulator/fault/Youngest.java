package io.headgate.simulator.fault;

import com.fasterxml.jackson.databind.JsonNode;
import io.headgate.simulator.api.Answer;
import io.headgate.simulator.api.ApiCall;
import io.headgate.simulator.api.RecordedCall;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What was made or tagged last, with the moment of it. Safe for use by many threads. */
final class Youngest {

    private static final int MOST = 10_000;
    private static final Pattern ID = Pattern.compile("arn:.*|[a-z]+-[0-9a-f]{17}");

    private final Map<String, Lag.Moment> things = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Lag.Moment> eldest) {
            return size() > MOST;
        }
    };

    /** Notes what a write made or tagged. */
    synchronized void note(ApiCall call, Answer answer, Lag.Moment at) {
        String operation = call.operation();
        if (RecordedCall.reads(operation) || !(answer instanceof Answer.Success success)) {
            return;
        }
        if (operation.contains("Tags")) {
            Stream.of("ResourceArns", "ResourceId", "CertificateArn")
                    .flatMap(name -> Stream.concat(call.input().texts(name).stream(), call.input().text(name).stream()))
                    .forEach(id -> things.put(id, at));
        } else if (operation.startsWith("Create") || operation.startsWith("Request")) {
            ids(success.result()).forEach(id -> things.put(id, at));
        }
    }

    /** The ids of the thing that was made: those in the answer's first structure, not those of what it uses. */
    private static Stream<String> ids(JsonNode result) {
        return Stream.concat(
                        Stream.of(result),
                        result.valueStream().filter(JsonNode::isArray).flatMap(JsonNode::valueStream))
                .flatMap(node -> node.propertyStream())
                .filter(member -> Set.of(
                                "LoadBalancerArn",
                                "TargetGroupArn",
                                "ListenerArn",
                                "RuleArn",
                                "CertificateArn",
                                "groupId")
                        .contains(member.getKey()))
                .map(member -> member.getValue().asText())
                .filter(id -> ID.matcher(id).matches());
    }

    /** Those that are younger than the lag. */
    synchronized Set<String> hidden(Lag lag, Lag.Moment now) {
        return things.entrySet().stream()
                .filter(thing -> lag.hides(thing.getValue(), now))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }
}
