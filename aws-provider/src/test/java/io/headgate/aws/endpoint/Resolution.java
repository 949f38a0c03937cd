package io.headgate.aws.endpoint;

/** What came of the search for an endpoint. */
public sealed interface Resolution {

    /**
     * There is one.
     *
     * @param stop ends what was started for it
     */
    record Available(AwsEndpoint endpoint, Runnable stop) implements Resolution {}

    /**
     * There is none.
     *
     * @param reason with what to do about it
     */
    record Unavailable(String reason) implements Resolution {}
}
