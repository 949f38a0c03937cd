package io.headgate.simulator.api;

import org.jspecify.annotations.Nullable;

/**
 * The service refuses a call. Thrown by operations anywhere below, turned into an {@link Answer.Refusal} once, in {@link Dispatcher}.
 * It carries no stack trace: it is an answer, not a defect.
 */
public final class ApiError extends RuntimeException {
    private final int status;
    private final @Nullable String code;
    private final String text;

    private ApiError(int status, @Nullable String code, String text) {
        super(text, null, false, false);
        this.status = status;
        this.code = code;
        this.text = text;
    }

    /** A refusal with the error code of the service's API reference and HTTP status 400. */
    public static ApiError of(String code, String message) {
        return new ApiError(400, code, message);
    }

    /** The same with HTTP status 404, for services that tell so what is missing. */
    public static ApiError notFound(String code, String message) {
        return new ApiError(404, code, message);
    }

    /** A malformed or missing value; the service's own code for that is filled in later. */
    public static ApiError invalid(String message) {
        return new ApiError(400, null, message);
    }

    Answer.Refusal toRefusal(String validationCode) {
        return new Answer.Refusal(status, code == null ? validationCode : code, text);
    }
}
