package io.headgate.operator.state;

import io.headgate.core.plan.Gate;
import io.headgate.core.plan.PlannedStep;
import java.util.List;

/** What a step waits for beside other steps, in words that follow "once". */
public final class GateText {

    private GateText() {}

    /** In alphabetical order. */
    public static List<String> of(PlannedStep planned) {
        return planned.gates().stream().map(GateText::of).sorted().toList();
    }

    private static String of(Gate gate) {
        return switch (gate) {
            case Gate.TargetsHealthy(String targetGroup, String instead, boolean _) ->
                "enough targets of " + targetGroup + " are healthy to replace "
                        + (instead == null ? "a redirect or a fixed response" : instead);
            case Gate.Drained(String targetGroup, var delay) ->
                delay.toSeconds() + " s have passed since nothing forwards to " + targetGroup;
            case Gate.CanReplace(String former, String successor) ->
                "the targets of " + successor + " are healthy to replace " + former;
            case Gate.Overlapped(String former, String successor) ->
                former + " has served beside " + successor + " for the overlap";
        };
    }
}
