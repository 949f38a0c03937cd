package io.headgate.operator.dev.controlplane;

/** The API server cannot be had or does not come up. The message says what, why and what to do, on one line. */
public final class ControlPlaneException extends RuntimeException {

    public ControlPlaneException(String message) {
        super(message);
    }

    public ControlPlaneException(String message, Throwable cause) {
        super(message, cause);
    }
}
