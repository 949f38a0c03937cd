package io.headgate.simulator.api;

import java.util.Map;

/**
 * A service as a table of its operations.
 *
 * @param name as in the credential scope of a signature
 * @param validationCode error code for a malformed or missing value
 */
public record Service(String name, String validationCode, Map<String, Operation> operations) {
    public Service {
        operations = Map.copyOf(operations);
    }
}
