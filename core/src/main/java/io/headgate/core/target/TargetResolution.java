package io.headgate.core.target;

import java.util.List;

/** What the endpoints of a binding are, or why there can be none. */
public sealed interface TargetResolution {

    /**
     * @param endpoints distinct, in order of target id and port
     * @param remarks what was left out although it should probably count, in words
     */
    record Resolved(List<Endpoint> endpoints, List<String> remarks) implements TargetResolution {
        public Resolved {
            endpoints = List.copyOf(endpoints);
            remarks = List.copyOf(remarks);
        }
    }

    /** The Service or its port does not exist: there are no targets. */
    record BackendMissing(String message) implements TargetResolution {}

    /** The Service cannot be a backend of this kind; targets stay as they are. */
    record Unusable(String message, String remedy) implements TargetResolution {}
}
