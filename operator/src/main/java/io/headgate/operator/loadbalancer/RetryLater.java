package io.headgate.operator.loadbalancer;

/** Tells the framework to try again with growing delays. All that is to be said was said before. */
public final class RetryLater extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public RetryLater(String reason) {
        super(reason);
    }
}
