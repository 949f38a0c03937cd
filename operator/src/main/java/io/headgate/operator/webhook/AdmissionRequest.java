package io.headgate.operator.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * What the API server is about to do.
 *
 * @param namespace empty for an object of the whole cluster
 * @param object as it would be stored
 * @param before as it is stored; a missing node on creation
 */
record AdmissionRequest(String uid, String namespace, JsonNode object, JsonNode before) {

    /** Reads an AdmissionReview of {@code admission.k8s.io/v1}; empty if it is something else. */
    static Optional<AdmissionRequest> read(JsonNode review) {
        JsonNode request = review.path("request");
        return request.path("uid").isTextual() && request.path("object").isObject()
                ? Optional.of(new AdmissionRequest(
                        request.path("uid").asText(),
                        request.path("namespace").asText(""),
                        request.path("object"),
                        request.path("oldObject")))
                : Optional.empty();
    }

    boolean creates() {
        return !before.isObject();
    }

    /** An object that is being deleted is left alone: whatever is wrong with it, it must be able to go. */
    boolean deleting() {
        return object.at("/metadata/deletionTimestamp").isTextual();
    }

    /** Whether what the user asks for is new: the specification or an annotation. */
    boolean asksForSomethingNew() {
        return !object.path("spec").equals(before.path("spec"))
                || !object.at("/metadata/annotations").equals(before.at("/metadata/annotations"));
    }
}
