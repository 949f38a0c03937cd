package io.headgate.operator.safety;

import io.headgate.core.cloud.Gatekeeper;
import io.headgate.core.plan.PlannedStep;
import io.headgate.core.plan.Removals;
import java.util.List;
import java.util.Optional;

/**
 * Holds all that a plan takes away, however little, when it follows from an answer that seems to lack something.
 *
 * @param doubt what contradicts the answer
 */
public record DoubtKeeper(String doubt) implements Gatekeeper {

    public static final String SUSPICIOUS = "SuspiciousEmptyRead";

    private static final List<String> TAKING = List.of("Delete", "Deregister", "Disassociate", "Remove", "Revoke");

    @Override
    public Optional<Hold> hold(PlannedStep planned) {
        String call = planned.step().call();
        boolean takes = Removals.thing(planned).isPresent() || TAKING.stream().anyMatch(call::startsWith);
        return takes
                ? Optional.of(new Hold(
                        SUSPICIOUS,
                        call + " " + planned.step().handle() + " is not done: " + doubt
                                + "; it is looked at again shortly"))
                : Optional.empty();
    }
}
