package io.headgate.proxy.stack;

import io.headgate.core.finding.Finding;
import io.headgate.proxy.config.DataPlaneConfig;
import java.util.List;

/** What to serve, and what of the stacks cannot be served. */
public record Translation(DataPlaneConfig config, List<Finding> findings) {
    public Translation {
        findings = List.copyOf(findings);
    }
}
