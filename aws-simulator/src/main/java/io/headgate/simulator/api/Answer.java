package io.headgate.simulator.api;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** What a call brings back. */
public sealed interface Answer {

    /** {@code ok}, or the error code. */
    String outcome();

    /** The result as a tree of members named as in the API reference. */
    record Success(ObjectNode result) implements Answer {
        @Override
        public String outcome() {
            return "ok";
        }
    }

    /** An error in the service's own envelope, with HTTP status, code and message. */
    record Refusal(int status, String code, String message) implements Answer {
        @Override
        public String outcome() {
            return code;
        }
    }
}
