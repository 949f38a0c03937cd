package io.headgate.core.compile;

import io.headgate.core.cluster.ObjectKey;
import io.headgate.core.facts.CloudFacts;
import io.headgate.core.group.GroupInputs;
import java.util.Map;

/**
 * From a group's Ingresses and the facts of the account to the desired stack. Pure: no clock, no I/O, the same answer for the same
 * inputs.
 */
public final class Compiler {

    private Compiler() {}

    /** Compiles a group of which nothing was accepted before. */
    public static Compilation compile(GroupInputs inputs, CloudFacts facts, CompilerSettings settings) {
        return compile(inputs, Map.of(), facts, settings);
    }

    /**
     * Compiles a group.
     *
     * @param lastAccepted what was last accepted of members; those of other Ingresses or made for another group are ignored
     */
    public static Compilation compile(
            GroupInputs inputs,
            Map<ObjectKey, Contribution> lastAccepted,
            CloudFacts facts,
            CompilerSettings settings) {
        return new Compilation(
                io.headgate.core.stack.Stack.empty(inputs.group()),
                !facts.region().isEmpty() && settings.enableWaf(),
                Map.of(),
                lastAccepted);
    }
}
