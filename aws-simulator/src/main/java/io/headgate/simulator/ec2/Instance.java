package io.headgate.simulator.ec2;

import java.time.Instant;
import java.util.List;

/**
 * An instance.
 *
 * @param interfaceIds the primary one first
 * @param state {@code running}, {@code stopped} or {@code terminated}
 */
public record Instance(
        String id,
        String privateDnsName,
        String subnetId,
        String vpcId,
        String zone,
        List<String> interfaceIds,
        String state,
        Instant launchedAt) {
    public Instance {
        interfaceIds = List.copyOf(interfaceIds);
    }

    Instance withState(String changed) {
        return new Instance(id, privateDnsName, subnetId, vpcId, zone, interfaceIds, changed, launchedAt);
    }
}
