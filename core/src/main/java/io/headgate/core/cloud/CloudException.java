package io.headgate.core.cloud;

/** The cloud could not be asked. Carries the translated failure; thrown only where no value can tell it. */
public final class CloudException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Failure failure;

    public CloudException(Failure failure) {
        super(failure.code() + ": " + failure.message());
        this.failure = failure;
    }

    public Failure failure() {
        return failure;
    }
}
