package io.headgate.operator.webhook;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.List;

/** What the API server is told. Warnings are shown to whoever sent the object. */
sealed interface Verdict {

    Verdict ALLOWED = new Allowed(List.of());

    record Allowed(List<String> warnings) implements Verdict {
        public Allowed {
            warnings = List.copyOf(warnings);
        }
    }

    /** @param operations a JSON patch */
    record Patched(ArrayNode operations) implements Verdict {}

    /** @param message which field, why, and what to do */
    record Denied(String message, List<String> warnings) implements Verdict {
        public Denied {
            warnings = List.copyOf(warnings);
        }
    }

    /** Denied if there are problems. */
    static Verdict of(List<String> problems, List<String> warnings) {
        return problems.isEmpty() ? new Allowed(warnings) : new Denied(String.join("; ", problems), warnings);
    }
}
