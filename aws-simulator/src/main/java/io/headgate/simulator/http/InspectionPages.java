package io.headgate.simulator.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import io.headgate.simulator.api.CallLog;
import io.headgate.simulator.api.RecordedCall;
import io.headgate.simulator.api.Tree;
import java.util.function.Supplier;

/** The simulator's own pages: what happened, where load balancers listen, whom to trust. */
public final class InspectionPages {
    private static final String JSON = "application/json";

    private final CallLog log;
    private final Supplier<JsonNode> loadBalancers;
    private final Supplier<String> certificateAuthority;

    public InspectionPages(CallLog log, Supplier<JsonNode> loadBalancers, Supplier<String> certificateAuthority) {
        this.log = log;
        this.loadBalancers = loadBalancers;
        this.certificateAuthority = certificateAuthority;
    }

    AnswerWriter.Written answer(HttpExchange exchange) {
        String page =
                exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
        return switch (page) {
            case "GET /_simulator/calls" ->
                ok(JSON, Tree.list(log.calls(), InspectionPages::call).toString());
            case "DELETE /_simulator/calls" -> {
                log.reset();
                yield ok(JSON, "[]");
            }
            case "GET /_simulator/load-balancers" ->
                ok(JSON, loadBalancers.get().toString());
            case "GET /_simulator/ca.pem" -> ok("application/x-pem-file", certificateAuthority.get());
            case String other -> new AnswerWriter.Written(404, "text/plain", "There is no page " + other + ".\n");
        };
    }

    private static AnswerWriter.Written ok(String contentType, String body) {
        return new AnswerWriter.Written(200, contentType, body);
    }

    private static ObjectNode call(RecordedCall call) {
        ObjectNode parameters = Tree.node();
        call.parameters().forEach(parameters::put);
        ObjectNode node = Tree.node()
                .put("time", call.time().toString())
                .put("service", call.service())
                .put("operation", call.operation())
                .put("outcome", call.outcome());
        node.set("parameters", parameters);
        return node;
    }
}
