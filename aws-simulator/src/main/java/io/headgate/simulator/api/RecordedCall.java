package io.headgate.simulator.api;

import java.time.Instant;
import java.util.Map;

/**
 * A call in the log.
 *
 * @param parameters flat, in the order of the wire, secrets left out, long values cut
 * @param outcome {@code ok}, or the error code
 */
public record RecordedCall(
        Instant time, String service, String operation, Map<String, String> parameters, String outcome) {

    /** Whether the operation, by its name, only reads. */
    public boolean reads() {
        return reads(operation);
    }

    /** Whether an operation, by its name, only reads. */
    public static boolean reads(String operation) {
        return operation.startsWith("Describe") || operation.startsWith("List") || operation.startsWith("Get");
    }
}
