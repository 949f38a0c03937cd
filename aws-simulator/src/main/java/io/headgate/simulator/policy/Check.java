package io.headgate.simulator.policy;

import java.util.List;
import java.util.Map;

/**
 * One thing that must be allowed for a call to pass.
 *
 * @param action {@code service:Action}
 * @param resource ARN, or {@code *} where the action knows none
 * @param context condition keys with their values
 */
record Check(String action, String resource, Map<String, List<String>> context) {
    Check {
        context = Map.copyOf(context);
    }
}
