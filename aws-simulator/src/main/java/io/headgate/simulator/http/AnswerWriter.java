package io.headgate.simulator.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headgate.simulator.api.Answer;
import io.headgate.simulator.api.Tree;
import java.util.Map;

/** Writes an answer in the envelope of its service. */
final class AnswerWriter {
    /** What JSON services call an action that they do not know. */
    private static final Map<String, String> JSON_CODES = Map.of("InvalidAction", "UnknownOperationException");

    private AnswerWriter() {}

    /** An HTTP answer. */
    record Written(int status, String contentType, String body) {}

    static Written write(Request request, Answer.Sent answer, String requestId) {
        String operation = request.call().operation();
        return switch (request.dialect()) {
            case Dialect.Query query ->
                new Written(status(answer), "text/xml", query(query.namespace(), operation, answer, requestId));
            case Dialect.Ec2 ec2 ->
                new Written(
                        status(answer), "text/xml;charset=UTF-8", ec2(ec2.namespace(), operation, answer, requestId));
            case Dialect.RestXml rest ->
                new Written(status(answer), "text/xml", rest(rest.namespace(), operation, answer, requestId));
            case Dialect.Json() -> new Written(status(answer), "application/x-amz-json-1.1", json(answer));
        };
    }

    private static int status(Answer.Sent answer) {
        return switch (answer) {
            case Answer.Success _ -> 200;
            case Answer.Refusal refusal -> refusal.status();
        };
    }

    private static String query(String namespace, String operation, Answer.Sent answer, String requestId) {
        XmlWriter xml = new XmlWriter("member");
        return switch (answer) {
            case Answer.Success success ->
                xml.open(operation + "Response", namespace)
                        .open(operation + "Result")
                        .members(success.result())
                        .close(operation + "Result")
                        .open("ResponseMetadata")
                        .element("RequestId", requestId)
                        .close("ResponseMetadata")
                        .close(operation + "Response")
                        .toString();
            case Answer.Refusal refusal -> error(xml, namespace, refusal, requestId);
        };
    }

    private static String error(XmlWriter xml, String namespace, Answer.Refusal refusal, String requestId) {
        return xml.open("ErrorResponse", namespace)
                .open("Error")
                .element("Type", refusal.status() < 500 ? "Sender" : "Receiver")
                .element("Code", refusal.code())
                .element("Message", refusal.message())
                .close("Error")
                .element("RequestId", requestId)
                .close("ErrorResponse")
                .toString();
    }

    private static String rest(String namespace, String operation, Answer.Sent answer, String requestId) {
        XmlWriter xml = new XmlWriter(list -> list.substring(0, list.length() - 1));
        return switch (answer) {
            case Answer.Success success ->
                xml.open(operation + "Response", namespace)
                        .members(success.result())
                        .close(operation + "Response")
                        .toString();
            case Answer.Refusal refusal -> error(xml, namespace, refusal, requestId);
        };
    }

    private static String ec2(String namespace, String operation, Answer.Sent answer, String requestId) {
        XmlWriter xml = new XmlWriter("item");
        return switch (answer) {
            case Answer.Success success ->
                xml.open(operation + "Response", namespace)
                        .element("requestId", requestId)
                        .members(success.result())
                        .close(operation + "Response")
                        .toString();
            case Answer.Refusal refusal ->
                xml.open("Response")
                        .open("Errors")
                        .open("Error")
                        .element("Code", refusal.code())
                        .element("Message", refusal.message())
                        .close("Error")
                        .close("Errors")
                        .element("RequestID", requestId)
                        .close("Response")
                        .toString();
        };
    }

    private static String json(Answer.Sent answer) {
        return switch (answer) {
            case Answer.Success success -> success.result().toString();
            case Answer.Refusal refusal -> {
                ObjectNode error = Tree.node()
                        .put("__type", JSON_CODES.getOrDefault(refusal.code(), refusal.code()))
                        .put("message", refusal.message());
                yield error.toString();
            }
        };
    }
}
