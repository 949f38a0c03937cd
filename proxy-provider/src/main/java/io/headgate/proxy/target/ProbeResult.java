package io.headgate.proxy.target;

/** What one health check found. */
sealed interface ProbeResult {
    record Passed() implements ProbeResult {}

    record WrongStatus(int code) implements ProbeResult {}

    record TimedOut() implements ProbeResult {}

    /** No connection, or no HTTP on it. */
    record Failed() implements ProbeResult {}
}
