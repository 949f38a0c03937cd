package io.headgate.simulator.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import io.headgate.simulator.api.CallLog;
import io.headgate.simulator.api.RecordedCall;
import io.headgate.simulator.api.Tree;
import io.headgate.simulator.fault.FaultFile;
import io.headgate.simulator.fault.Faults;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/** The simulator's own pages: what happened, where load balancers listen, whom to trust. */
public final class InspectionPages {
    private static final String JSON = "application/json";

    private final CallLog log;
    private final Faults faults;
    private final Supplier<JsonNode> loadBalancers;
    private final Supplier<String> certificateAuthority;

    public InspectionPages(
            CallLog log, Faults faults, Supplier<JsonNode> loadBalancers, Supplier<String> certificateAuthority) {
        this.log = log;
        this.faults = faults;
        this.loadBalancers = loadBalancers;
        this.certificateAuthority = certificateAuthority;
    }

    AnswerWriter.Written answer(HttpExchange exchange) throws IOException {
        String page =
                exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
        return switch (page) {
            case "GET /_simulator/calls" ->
                ok(JSON, Tree.list(log.calls(), InspectionPages::call).toString());
            case "DELETE /_simulator/calls" -> {
                log.reset();
                yield ok(JSON, "[]");
            }
            case "GET /_simulator/faults" -> ok(JSON, FaultFile.write(faults.plan()));
            case "PUT /_simulator/faults" -> misbehave(exchange.getRequestBody().readAllBytes());
            case "DELETE /_simulator/faults" -> {
                faults.clear();
                yield ok(JSON, FaultFile.write(faults.plan()));
            }
            case "GET /_simulator/load-balancers" ->
                ok(JSON, loadBalancers.get().toString());
            case "GET /_simulator/ca.pem" -> ok("application/x-pem-file", certificateAuthority.get());
            case String other -> new AnswerWriter.Written(404, "text/plain", "There is no page " + other + ".\n");
        };
    }

    private AnswerWriter.Written misbehave(byte[] document) {
        try {
            faults.set(FaultFile.parse(new String(document, StandardCharsets.UTF_8)));
            return ok(JSON, FaultFile.write(faults.plan()));
        } catch (IllegalArgumentException unreadable) {
            return new AnswerWriter.Written(400, "text/plain", unreadable.getMessage() + "\n");
        }
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
