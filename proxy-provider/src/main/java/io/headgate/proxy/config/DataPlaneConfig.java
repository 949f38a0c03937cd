package io.headgate.proxy.config;

import java.util.List;

/** All that a data plane serves at one time. Keys of listeners and references of target groups are unique. */
public record DataPlaneConfig(List<ListenerConfig> listeners, List<TargetGroupConfig> targetGroups) {
    public DataPlaneConfig {
        listeners = List.copyOf(listeners);
        targetGroups = List.copyOf(targetGroups);
    }

    /** Serves nothing. */
    public static DataPlaneConfig empty() {
        return new DataPlaneConfig(List.of(), List.of());
    }
}
