package io.headgate.simulator.api;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** One action of a service. It checks everything before it changes anything, so that a refused call leaves no trace. */
@FunctionalInterface
public interface Operation {

    /**
     * Performs the action and returns its result.
     *
     * @throws ApiError when the service refuses the call
     */
    ObjectNode perform(Fields input);
}
