package io.headgate.operator.wire;

import java.io.IOException;

/** What came is not what an API server sends. */
final class MalformedMessageException extends IllegalStateException {

    private static final long serialVersionUID = 1;

    MalformedMessageException(String what) {
        super("the API server sent something that is no message: " + what);
    }

    MalformedMessageException(IOException cause) {
        super("the API server sent something that is no message: " + cause.getMessage(), cause);
    }
}
