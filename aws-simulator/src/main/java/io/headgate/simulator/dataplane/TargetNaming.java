package io.headgate.simulator.dataplane;

import io.headgate.simulator.ec2.Network;
import io.headgate.simulator.elbv2.Target;

/** Under which address the data plane knows a target: instances by their primary address. */
public final class TargetNaming {
    private final Network network;

    public TargetNaming(Network network) {
        this.network = network;
    }

    String addressOf(Target target) {
        return network.addressOf(target.id()).orElse(target.id());
    }
}
