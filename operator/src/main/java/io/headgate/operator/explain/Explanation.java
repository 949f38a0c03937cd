package io.headgate.operator.explain;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** An Ingress, explained. */
public final class Explanation {

    private final Evidence evidence;
    private final List<Cause> causes;

    Explanation(Evidence evidence, List<Cause> causes) {
        this.evidence = evidence;
        this.causes = List.copyOf(causes);
    }

    /** For people. */
    public String text() {
        return ExplanationText.write(evidence, causes);
    }

    /** For programs. */
    public JsonNode json() {
        return ExplanationJson.write(evidence, causes);
    }

    /** Whether something keeps the Ingress, or part of it, from being served. */
    public boolean wrong() {
        return causes.stream().anyMatch(cause -> cause.weight() == Cause.Weight.WRONG);
    }
}
