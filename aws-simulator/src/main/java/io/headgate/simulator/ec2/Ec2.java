package io.headgate.simulator.ec2;

import io.headgate.simulator.api.Operation;
import io.headgate.simulator.api.Service;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The operations of EC2 on a network. */
public final class Ec2 {

    private Ec2() {}

    public static Service service(Network network, InstantSource clock) {
        Ec2Tags tags = new Ec2Tags(network);
        Map<String, Operation> operations = new HashMap<>();
        List.of(
                        tags.operations(),
                        new Vpcs(network, tags).operations(),
                        new Subnets(network, tags).operations(),
                        new SecurityGroups(network, tags).operations(),
                        new SecurityGroupRules(network, tags).operations(),
                        new Instances(network, tags, clock).operations(),
                        new NetworkInterfaces(network, tags).operations(),
                        new Lookups(network, tags).operations())
                .forEach(operations::putAll);
        return new Service("ec2", "InvalidParameterValue", operations);
    }
}
