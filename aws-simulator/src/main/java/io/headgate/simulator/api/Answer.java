package io.headgate.simulator.api;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** What a call brings back. */
public sealed interface Answer {

    /** What the caller really gets. */
    sealed interface Sent extends Answer permits Success, Refusal {}

    /** {@code ok}, or the error code. */
    String outcome();

    /** The result as a tree of members named as in the API reference. */
    record Success(ObjectNode result) implements Sent {
        @Override
        public String outcome() {
            return "ok";
        }
    }

    /** An error in the service's own envelope, with HTTP status, code and message. */
    record Refusal(int status, String code, String message) implements Sent {
        @Override
        public String outcome() {
            return code;
        }
    }

    /** Nothing: the connection ends before the answer comes. */
    record Lost() implements Answer {
        @Override
        public String outcome() {
            return "lost";
        }
    }
}
